package stet.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;

/**
 * What happened to this article, the newest first, as people worked on it?
 *
 * @param by only what this person did, or null
 * @param work only this sort of work, or null
 * @param place only what changed words here, as {@link Entry.Redline} names places, or null
 * @param before the sequence of the last event already seen, or null to begin with the newest
 * @param limit 1 to {@value ChangesOf#MOST} events; a page has fewer where very many words changed
 */
public record TimelineOf(
        ArticleId article,
        @Nullable PersonId by,
        @Nullable Work work,
        @Nullable String place,
        @Nullable Long before,
        int limit) {
    /** Whoever does nothing for longer has stopped, and begins again. */
    public static final Duration PAUSE = Duration.ofMinutes(30);

    /** @throws InvalidValue if the limit is outside its range, or no place can be called so */
    public TimelineOf {
        // A database may refuse these, and no key of a place has any.
        if (place != null && place.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValue("A passage is named by its key, such as 'headline' or 'block/' and a block's id");
        }
        if (limit < 1 || limit > ChangesOf.MOST) {
            throw new InvalidValue("A page of the timeline has 1 to 200 events");
        }
    }

    /**
     * @param sessions the one that ended last comes first
     * @param revisions how many revisions there are
     * @param marked the revisions that changed words at the place that was asked for, the first first; empty where none was
     * @param next what to ask {@code before} for the next page, or null if this is the last
     */
    public record Page(
            List<Session> sessions,
            int revisions,
            List<Integer> marked,
            @Nullable Long next) {
        public Page {
            sessions = List.copyOf(sessions);
            marked = List.copyOf(marked);
        }
    }

    /**
     * What one person did without a longer pause.
     *
     * @param events the newest first
     */
    public record Session(PersonId who, String name, Instant first, Instant last, List<Event> events) {
        public Session {
            events = List.copyOf(events);
        }
    }

    /** @param revision the one that it made, or null where it changed no words */
    public record Event(Entry entry, @Nullable Integer revision) {}
}
