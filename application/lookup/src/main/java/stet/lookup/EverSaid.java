package stet.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;
import stet.search.Found;

/**
 * Where did these words ever stand, in any revision of any article, and where were they said of one? Words that are gone from the working
 * copy are found as those are that stand there still. Who a confidential source is stands in no history, and so is found by nobody.
 *
 * @param words see {@link Question}
 * @param reach whoever asks finds what belongs to these alone
 * @param newest what was written last first, and not what fits best
 * @param from how many hits come before these
 * @param limit how many hits, at most
 */
public record EverSaid(String words, Narrowing by, Reading.Reach reach, boolean newest, int from, int limit) {
    /** What it is. Stored in the index by its name. */
    public enum Kind {
        /** What stood in an article. */
        PASSAGE,
        COMMENT,
        /** Changes that were asked for, and captions that were returned. */
        REQUEST,
        /** A checker's question, or its answer. */
        QUERY,
        /** What somebody found of a claim, or why they took it back. */
        FINDING,
        /** Where a source is found, and what was noted of it. */
        SOURCE,
        /** Why something was waived, held, killed, put off or done at all. */
        REASON,
        /** What readers were to be told: of a correction, an update, a withdrawal, by the editor. */
        NOTE
    }

    /**
     * What narrows it; null and none do not.
     *
     * @param kinds what it is one of
     * @param gone only passages whose words stand there no more
     * @param who wrote or said it
     * @param desk at which the article is now
     * @param since what stood or was said at this instant or later
     * @param until the same, before this instant
     */
    public record Narrowing(
            Set<Kind> kinds,
            boolean gone,
            @Nullable PersonId who,
            @Nullable ArticleId article,
            @Nullable DeskId desk,
            @Nullable Instant since,
            @Nullable Instant until) {
        public static final Narrowing NONE = new Narrowing(Set.of(), false, null, null, null, null, null);

        public Narrowing {
            kinds = Set.copyOf(kinds);
        }
    }

    /** @throws InvalidValue if it says nothing, is longer or reaches deeper than a search may */
    public EverSaid {
        if (words.isBlank()) {
            throw new InvalidValue("A search of the history says at least one word");
        }
        SearchFor.bounded(words, from, limit);
    }

    /**
     * @param total how many there are, on all pages
     * @param whole false where there may be more, because the search took too long
     */
    public record Answer(long total, boolean whole, List<Hit> hits) {
        public Answer {
            hits = List.copyOf(hits);
        }

        /** Whether as many can be asked for behind these, which begin at {@code from}. */
        public boolean goesOn(int from, int limit) {
            return SearchFor.goesOn(total, hits.size(), from, limit);
        }
    }

    /**
     * A passage, through all of its versions in which the words stand, or one thing that was said.
     *
     * @param headline of the article, as it is now
     * @param place of a passage, where it stands: {@code headline}, {@code block/ID} or another key of what an article says; null for
     *     what was said
     * @param who wrote the version of the passage that fits best, or said it
     * @param at when
     * @param sequence of the event of the article with which it came
     * @param stood of a passage, when these words stood there, in order; empty for what was said
     * @param editions the numbers of those in which readers had these words there
     * @param inConfidence whether it may be read only where that is recorded, and is not quoted here
     * @param sentences in which the words stand
     */
    public record Hit(
            ArticleId article,
            String headline,
            String slugline,
            Kind kind,
            @Nullable String place,
            PersonId who,
            Instant at,
            long sequence,
            List<Span> stood,
            List<Integer> editions,
            boolean inConfidence,
            List<Found.Sentence> sentences) {
        public Hit {
            stood = List.copyOf(stood);
            editions = List.copyOf(editions);
            sentences = List.copyOf(sentences);
        }

        public Hit readInConfidence() {
            return new Hit(
                    article, headline, slugline, kind, place, who, at, sequence, stood, editions, true, List.of());
        }
    }

    /**
     * From one revision to another.
     *
     * @param from the number of the revision that brought the words
     * @param until the number of the revision in which they stand there no more; null where they still do
     */
    public record Span(
            int from,
            Instant since,
            @Nullable Integer until,
            @Nullable Instant gone) {}
}
