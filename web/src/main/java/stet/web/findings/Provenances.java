package stet.web.findings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.QueryAnswered;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Passage;
import stet.history.ChecksOf;
import stet.history.DeedsOf;
import stet.history.Entry;
import stet.history.History;
import stet.history.ProvenanceOf;

/** Where the words of an article come from, and what stands behind them: who wrote them, who checked them on what, who signed them. */
@Component
public final class Provenances {
    private static final Set<Class<? extends ArticleEvent>> OF_CLAIMS = Set.of(
            ClaimConfirmed.class,
            ClaimDisputed.class,
            ClaimCorrected.class,
            ClaimMarkedNotCheckable.class,
            ClaimQueried.class,
            QueryAnswered.class,
            ClaimReopened.class,
            ClaimRestored.class);

    private final Desk desk;
    private final History history;

    Provenances(Desk desk, History history) {
        this.desk = desk;
        this.history = history;
    }

    /**
     * @param claims those that stand in the words; empty for a revision before the last, whose claims stand elsewhere now
     * @param signed the passages that are signed off as they are; empty likewise
     */
    public record Provenance(
            int revision, List<ProvenanceOf.Part> parts, List<ClaimStory> claims, List<SignedPassage> signed) {}

    /** A claim with all that was done about it, in order. */
    public record ClaimStory(
            String id, ClaimKind kind, Anchor anchor, Verdict verdict, List<Source> sources, List<Entry> deeds) {
        /** Whether any of these words lie in it. */
        public boolean isAt(String part, int start, int end) {
            return anchor.place().key().equals(part) && anchor.start() < end && anchor.end() > start;
        }
    }

    /**
     * A passage that somebody signed off as it is.
     *
     * @param part a key of {@link stet.domain.content.Content#written()}
     * @param start first character within the part
     * @param end one past the last
     * @param deed the last sign-off that was of it, or null where it went to this passage with its words
     */
    public record SignedPassage(
            String passage,
            String part,
            int start,
            int end,
            String name,
            @Nullable Entry deed) {
        /** Whether any of these words lie in it. */
        public boolean isAt(String its, int from, int to) {
            return part.equals(its) && start < to && end > from;
        }
    }

    /**
     * @param revision of which, or null for the last
     * @return empty if there is no such article
     * @throws stet.domain.InvalidValue if it has no such revision
     */
    public Optional<Provenance> of(ArticleId id, @Nullable Integer revision) {
        return history.provenance(new ProvenanceOf(id, revision))
                .flatMap(words -> desk.workingCopy(new WorkingCopy(id)).map(copy -> with(words, copy)));
    }

    private Provenance with(ProvenanceOf.Answer words, WorkingCopy.Answer copy) {
        var article = copy.article();
        if (words.revision() != article.revision()) {
            return new Provenance(words.revision(), words.parts(), List.of(), List.of());
        }
        return new Provenance(words.revision(), words.parts(), claims(article), signed(article, copy.names()));
    }

    private List<ClaimStory> claims(Article article) {
        var deeds = history.deeds(new DeedsOf(article.id(), OF_CLAIMS)).stream()
                .filter(deed -> deed.about() != null)
                .collect(Collectors.groupingBy(deed -> String.valueOf(deed.about())));
        return article.claims().values().stream()
                .map(claim -> new ClaimStory(
                        claim.id().value(),
                        claim.kind(),
                        claim.anchor(),
                        claim.verdict(),
                        claim.sources(),
                        deeds.getOrDefault("claim/" + claim.id(), List.of())))
                .toList();
    }

    private List<SignedPassage> signed(Article article, Map<PersonId, String> names) {
        var last = new HashMap<String, Entry>();
        for (var signOff : history.checks(new ChecksOf(article.id())).signOffs()) {
            signOff.passages().forEach(passage -> last.put(passage, signOff.deed()));
        }
        var signed = article.signed();
        return Passage.of(article.content()).values().stream()
                .filter(passage -> signed.containsKey(passage.key()))
                .map(passage -> {
                    var by = signed.get(passage.key());
                    return new SignedPassage(
                            passage.key(),
                            passage.part(),
                            passage.start(),
                            passage.end(),
                            names.getOrDefault(by, String.valueOf(by)),
                            last.get(passage.key()));
                })
                .toList();
    }
}
