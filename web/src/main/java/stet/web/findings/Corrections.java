package stet.web.findings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.Correction;
import stet.domain.article.EditionKind;
import stet.eventstore.Ledger;
import stet.history.DeedsOf;
import stet.history.Entry;
import stet.history.History;
import stet.workflow.Commands;

/**
 * What was put right in an article, and which sign-off and which verdict had missed it (rule 47). That goes through all that ever happened to
 * it; but nothing of it changes any more, unless words are taken out of it, so what was found of the articles that were asked about last is kept
 * until the next edition, or until the desk is made anew.
 */
@Component
public final class Corrections {
    private static final int MOST_ARTICLES = 200;
    /** What could have missed something, and what put it right. */
    private static final Set<Class<? extends ArticleEvent>> MISSING = Set.of(
            FactsSignedOff.class,
            CaptionApproved.class,
            CaptionsSignedOff.class,
            CheckWaived.class,
            ClaimConfirmed.class,
            ClaimDisputed.class,
            ClaimCorrected.class,
            ClaimMarkedNotCheckable.class,
            ClaimQueried.class,
            EditionPublished.class);

    private final Commands commands;
    private final Desk desk;
    private final History history;
    private final Ledger ledger;
    private final Map<ArticleId, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ArticleId, Kept> eldest) {
            return size() > MOST_ARTICLES;
        }
    };

    /**
     * @param set the desk's tables that served
     * @param edition the last one that was looked at
     */
    private record Kept(String set, int edition, List<Correction> corrections) {}

    Corrections(Commands commands, Desk desk, History history, Ledger ledger) {
        this.ledger = ledger;
        this.commands = commands;
        this.desk = desk;
        this.history = history;
    }

    /**
     * @param corrections in order
     * @param deeds what was signed, waived, found and published there, each in a sentence, by its number among the article's events
     */
    public record Answer(List<Correction> corrections, Map<Long, Entry> deeds) {
        public static final Answer NONE = new Answer(List.of(), Map.of());

        public Answer {
            corrections = List.copyOf(corrections);
            deeds = Map.copyOf(deeds);
        }

        /** The one that this event of the article published, or null. */
        public @Nullable Correction by(long sequence) {
            return corrections.stream()
                    .filter(correction -> correction.sequence() == sequence)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Empty if there is no such article. */
    public Optional<Answer> of(ArticleId id) {
        return desk.workingCopy(new WorkingCopy(id)).map(copy -> of(copy.article()));
    }

    /** Of an article as the desk has it now. */
    public Answer of(Article article) {
        var corrections = corrections(article);
        return new Answer(corrections, deeds(article.id(), corrections));
    }

    private List<Correction> corrections(Article article) {
        var edition = article.edition();
        if (edition == null
                || edition.notes().stream()
                        .noneMatch(note ->
                                note.kind() == EditionKind.CORRECTION || note.kind() == EditionKind.CLARIFICATION)) {
            return List.of();
        }
        var set = ledger.serving("desk");
        synchronized (kept) {
            var known = kept.get(article.id());
            if (known != null && known.set().equals(set) && known.edition() >= edition.number()) {
                return known.corrections();
            }
        }
        var found = Correction.of(commands.happened(article.id()));
        synchronized (kept) {
            kept.put(article.id(), new Kept(set, edition.number(), found));
        }
        return found;
    }

    private Map<Long, Entry> deeds(ArticleId id, List<Correction> corrections) {
        if (corrections.isEmpty()) {
            return Map.of();
        }
        var named = new HashSet<Long>();
        corrections.forEach(correction -> {
            named.add(correction.sequence());
            correction.passages().forEach(wrong -> {
                wrong.signedOff().forEach(signing -> named.add(signing.sequence()));
                wrong.waived().forEach(waived -> named.add(waived.sequence()));
                wrong.found().forEach(found -> addAll(named, found));
            });
        });
        return history.deeds(new DeedsOf(id, MISSING)).stream()
                .filter(deed -> named.contains(deed.sequence()))
                .collect(toMap(Entry::sequence, identity()));
    }

    private static void addAll(Set<Long> named, Correction.Found found) {
        var sequence = found.sequence();
        if (sequence != null) {
            named.add(sequence);
        }
        var waived = found.waived();
        if (waived != null) {
            named.add(waived.sequence());
        }
    }
}
