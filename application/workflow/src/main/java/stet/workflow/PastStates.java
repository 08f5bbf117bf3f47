package stet.workflow;

import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.Happened;
import stet.eventstore.Redactions;
import stet.eventstore.StoredEvents;

/**
 * Articles as they once were, folded from what had happened to them by then. Of a long history some states are kept that were gone through on
 * the way, so that whoever goes from one revision to another waits for the events between two of them and not for all since the draft.
 *
 * <p>What is kept is a shortcut and no more. Only one thing changes what comes of a prefix of a history: words that are taken out of it
 * (rule 48). Whoever may read a source, or the article, is asked elsewhere, of the newsroom as it is now.
 */
public final class PastStates {
    /** The state after one of so many events is kept. */
    private static final int EACH = 250;
    /** In UTF-16 units, of all that is kept together; some 40 states of an article of 3,000 words are a fifth of it. */
    private static final long MOST_WORDS = 8_000_000;
    /** What a state takes beside its words and what is of claims and passages. */
    private static final int EMPTY = 2_000;

    private static final int EACH_THING = 200;

    private final EventStore store;
    private final Redactions redactions;
    private final StoredEvents stored;
    private final int each;
    private final long mostWords;
    /** Where memory is short, it goes first. */
    private final Map<ArticleId, SoftReference<Kept>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * An article as it once was, without its earlier revisions and what had been cut from it.
     *
     * @param sequence the last event that is in it
     * @param act who did that, and when
     */
    public record Past(Article article, long sequence, Act act) {}

    /** States of one article, by the last event that is in each. */
    private static final class Kept {
        private final long redaction;
        private final NavigableMap<Long, Past> states = new TreeMap<>();
        private int each;
        private long words;

        /**
         * @param redaction the event that told last that words were taken out, when the events were read
         * @param each the state after one of so many events is kept
         */
        Kept(long redaction, int each) {
            this.redaction = redaction;
            this.each = each;
        }

        synchronized boolean wants(long sequence) {
            return (sequence + 1) % each == 0 && !states.containsKey(sequence);
        }

        synchronized @Nullable Past last(long sequence) {
            var entry = states.floorEntry(sequence);
            return entry == null ? null : entry.getValue();
        }

        synchronized @Nullable Past lastOfRevision(int revision) {
            return states.descendingMap().values().stream()
                    .filter(past -> past.article().revision() <= revision)
                    .findFirst()
                    .orElse(null);
        }

        synchronized void keep(Past past, long most) {
            if (states.put(past.sequence(), past) == null) {
                words += words(past.article());
            }
            while (words > most) {
                each *= 2;
                states.keySet().removeIf(sequence -> (sequence + 1) % each != 0);
                words = states.values().stream()
                        .mapToLong(state -> words(state.article()))
                        .sum();
            }
        }

        synchronized long words() {
            return words;
        }

        private static long words(Article article) {
            var written = article.content().written().values().stream()
                    .mapToLong(String::length)
                    .sum();
            var things = article.claims().size()
                    + article.signed().size()
                    + article.openComments().size()
                    + article.authors().size();
            return written + (long) EACH_THING * things + EMPTY;
        }
    }

    public PastStates(EventStore store, DataSource database) {
        this(store, database, EACH, MOST_WORDS);
    }

    PastStates(EventStore store, DataSource database, int each, long mostWords) {
        this.store = store;
        this.each = each;
        this.mostWords = mostWords;
        redactions = new Redactions(database);
        stored = new StoredEvents(database);
    }

    /** An article as it was just after all that had happened to it by an instant; empty if nothing had. */
    public Optional<Past> asOf(ArticleId id, Instant at) {
        var its = keptOf(id);
        // The clock of another node may have been behind: the ledger's order counts, and not the clock's.
        var last = stored.lastBy(id.value(), at);
        return last.isEmpty()
                ? Optional.empty()
                : fold(id, its, its.last(last.getAsLong()), (_, sequence) -> sequence > last.getAsLong());
    }

    /**
     * An article as it was just before the revision that follows one of its revisions, with all that was found and signed until then; empty
     * if there is no such revision.
     */
    public Optional<Past> inRevision(ArticleId id, int revision) {
        var its = keptOf(id);
        return fold(
                        id,
                        its,
                        its.lastOfRevision(revision),
                        (next, _) -> next.event() instanceof ContentRevised revised && revised.revision() > revision)
                .filter(past -> past.article().revision() == revision);
    }

    /** Of this article nothing that was kept is at hand any more. */
    public void forget(ArticleId id) {
        synchronized (kept) {
            kept.remove(id);
        }
    }

    /**
     * Asked before the events are read: what is kept under the number of a redaction was folded from what was stored once that was carried
     * out, whatever is carried out meanwhile.
     */
    private Kept keptOf(ArticleId id) {
        var redaction = redactions.last(id.value());
        synchronized (kept) {
            var known = kept.get(id);
            var its = known == null ? null : known.get();
            return its == null || its.redaction != redaction ? new Kept(redaction, each) : its;
        }
    }

    private Optional<Past> fold(ArticleId id, Kept its, @Nullable Past from, BiPredicate<Happened, Long> isLater) {
        var past = from;
        var unfolded = new ArrayList<Happened>();
        var sequence = from == null ? -1 : from.sequence();
        var events = store.readEvents(id.value(), sequence + 1);
        while (events.hasNext()) {
            var next = ArticleAggregate.happened(events.next());
            if (isLater.test(next, sequence + 1)) {
                break;
            }
            sequence++;
            unfolded.add(next);
            if (its.wants(sequence)) {
                past = folded(past, unfolded, sequence);
                unfolded = new ArrayList<>();
                its.keep(past, mostWords);
            }
        }
        if (!unfolded.isEmpty()) {
            past = folded(past, unfolded, sequence);
        }
        if (its.words() > 0) {
            keep(id, its);
        }
        return Optional.ofNullable(past);
    }

    private static Past folded(@Nullable Past before, List<Happened> unfolded, long sequence) {
        var article = Objects.requireNonNull(Article.evolveToShow(before == null ? null : before.article(), unfolded));
        return new Past(article, sequence, unfolded.getLast().act());
    }

    /** Where all together are too much, the articles that were asked about longest ago go. */
    private void keep(ArticleId id, Kept its) {
        synchronized (kept) {
            kept.put(id, new SoftReference<>(its));
            var words = kept.values().stream().mapToLong(PastStates::words).sum();
            for (var eldest = kept.values().iterator(); words > mostWords && eldest.hasNext(); ) {
                words -= words(eldest.next());
                eldest.remove();
            }
            kept.values().removeIf(each -> words(each) == 0);
        }
    }

    private static long words(SoftReference<Kept> kept) {
        var its = kept.get();
        return its == null ? 0 : its.words();
    }
}
