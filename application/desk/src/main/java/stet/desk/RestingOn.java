package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Locator;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;
import stet.domain.newsroom.Reading;

/**
 * What rests on this source, in all articles that were not killed: first in those that readers see.
 *
 * @param reach those articles are meant that whoever asks may read
 * @param after the last of the page before, or null for the first page
 */
public record RestingOn(
        Locator source, Reading.Reach reach, @Nullable Place after, int limit) {
    public static final int LARGEST = 200;

    public RestingOn {
        if (limit < 1 || limit > LARGEST) {
            throw new InvalidValue("A page has 1 to %d claims".formatted(LARGEST));
        }
    }

    /** Where a claim stands in the answer. */
    public record Place(boolean live, ArticleId article, ClaimId claim) {}

    /** How a claim that rested on a source stands now in the working copy. */
    public enum State {
        /** It rests on it. */
        RESTS,
        /** Somebody must settle it. */
        OPEN,
        /** It was settled again, with the same words, without this source. */
        SETTLED,
        /** The words are gone or others. */
        CHANGED
    }

    /**
     * @param source in the one form that tells it from others
     * @param doubt the last one, also where it was lifted; null where nobody ever doubted it
     * @param stories how many articles something of it rests on, or did when it was doubted
     * @param live how many of these readers see, or would if they were not on hold
     * @param toDealWith of these, in how many something is still to be settled or corrected
     * @param next null if this is the last page
     */
    public record Answer(
            String source,
            @Nullable Doubt doubt,
            long stories,
            long live,
            long toDealWith,
            List<Claim> claims,
            @Nullable Place next) {
        public Answer {
            claims = List.copyOf(claims);
        }

        public Answer with(List<Claim> others) {
            return new Answer(source, doubt, stories, live, toDealWith, others, next);
        }
    }

    /**
     * @param source in its one form
     * @param by who doubts it, and {@code name} what they are called
     * @param lifted null while it stands
     */
    public record Doubt(
            String source,
            String reason,
            PersonId by,
            String name,
            Instant at,
            @Nullable Lifted lifted) {}

    public record Lifted(String reason, PersonId by, String name, Instant at) {}

    /**
     * A claim that rests on the source, or did when it was doubted or when the last edition came out.
     *
     * @param live whether readers see the story, or would if it were not on hold
     * @param place the key of the passage
     * @param words of which something was found; empty where reading them is recorded, and the article is to be opened for it
     * @param verdict the one that rests, or rested, on the source
     * @param locator the source as it was typed there
     * @param name of who found it
     * @param edition the last one, if its words rested on the source when it came out
     * @param reopened when it was reopened since the source was doubted, or null
     * @param corrected the number of a correction that was published since, or null
     * @param toDealWith whether readers see words that rested on a doubted source, and nobody has settled them again or corrected them; or
     *     they were published open
     */
    public record Claim(
            ArticleId article,
            String headline,
            DeskId desk,
            boolean live,
            ClaimId claim,
            ClaimKind kind,
            String place,
            String words,
            Verdict verdict,
            SourceType type,
            String locator,
            PersonId foundBy,
            String name,
            Instant foundAt,
            State state,
            @Nullable Integer edition,
            @Nullable Instant reopened,
            @Nullable Integer corrected,
            boolean toDealWith) {
        Place at() {
            return new Place(live, article, claim);
        }

        /** The same for whoever may read these only where that is recorded. */
        public Claim withoutWords() {
            return new Claim(
                    article,
                    headline,
                    desk,
                    live,
                    claim,
                    kind,
                    place,
                    "",
                    verdict,
                    type,
                    locator,
                    foundBy,
                    name,
                    foundAt,
                    state,
                    edition,
                    reopened,
                    corrected,
                    toDealWith);
        }
    }
}
