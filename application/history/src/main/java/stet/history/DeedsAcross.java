package stet.history;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.EditionKind;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.Reading;

/**
 * What did somebody do, or what is in one of the lists, in all articles that whoever asks may read? The newest first. What somebody did to
 * the newsroom's people and desks everybody reads, and it is among what they did.
 *
 * @param reach of whoever asks
 * @param by only what this person did, or null; then there is a list
 * @param list only what is in it, or null; then there is a person
 * @param work only this sort of work, or null
 * @param kinds only these by their names for ever, such as {@code article.claim-confirmed}; all where there are none
 * @param desk only in articles that are at this desk now, or null
 * @param from only what happened then or later, or null
 * @param until only what happened before then, or null
 * @param after the last of the page before, or null for the first page
 * @param limit 1 to {@value ChangesOf#MOST} deeds
 */
public record DeedsAcross(
        Reading.Reach reach,
        @Nullable PersonId by,
        @Nullable Listed list,
        @Nullable Work work,
        Set<String> kinds,
        @Nullable DeskId desk,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Place after,
        int limit) {
    /** @throws InvalidValue if it asks for neither a person nor a list, for a kind that there is not, or for too many */
    public DeedsAcross {
        if (by == null && list == null) {
            throw new InvalidValue("Say who did it, or name a list: sign-offs, waivers or corrections");
        }
        kinds = Set.copyOf(kinds);
        for (var kind : kinds) {
            if (StoredNames.eventOf(kind) == null) {
                throw new InvalidValue("Nothing that happens here is called '%s'".formatted(kind));
            }
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new InvalidValue("The time that is asked for ends before it begins");
        }
        if (limit < 1 || limit > ChangesOf.MOST) {
            throw new InvalidValue("A page of deeds has 1 to 200 of them");
        }
    }

    /** What is looked for again and again. */
    public enum Listed {
        /** Of the facts, and of the captions. */
        SIGN_OFFS,
        WAIVERS,
        /** Editions that put something right, and those that made something clear. */
        CORRECTIONS;

        static @Nullable Listed of(ArticleEvent event) {
            return switch (event) {
                case FactsSignedOff _, CaptionsSignedOff _ -> SIGN_OFFS;
                case CheckWaived _ -> WAIVERS;
                case EditionPublished(var _, var edition)
                when edition.kind() == EditionKind.CORRECTION || edition.kind() == EditionKind.CLARIFICATION ->
                    CORRECTIONS;
                default -> null;
            };
        }
    }

    /** Where a deed stands in the answer. */
    public record Place(Instant at, String stream, long sequence) {}

    /** @param next what to ask {@code after} for the next page, or null if this is the last */
    public record Page(List<Deed> deeds, @Nullable Place next) {
        public Page {
            deeds = List.copyOf(deeds);
        }

        public Page with(List<Deed> others) {
            return new Page(others, next);
        }
    }

    /**
     * One thing that somebody did.
     *
     * @param article null where it was done to the newsroom's people or desks
     * @param headline what the article is called now; empty if it has no headline
     * @param desk where the article is now
     * @param revision the one that stood when it was done, or that it made
     * @param entry without what changed in words
     * @param event what happened by it, of those that are in a list and of a few others; null for the rest
     */
    public record Deed(
            @Nullable ArticleId article,
            String headline,
            @Nullable DeskId desk,
            @Nullable Integer revision,
            Entry entry,
            @Nullable ArticleEvent event) {
        /** The same for whoever may read the words only where that is recorded: its sentence and its reason are empty. */
        public Deed withoutWords() {
            return new Deed(article, headline, desk, revision, entry.withoutWords(), null);
        }
    }
}
