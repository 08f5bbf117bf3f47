package stet.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.content.WordDiff;

/**
 * One thing that happened, with everything an auditor asks of it.
 *
 * @param sequence its number within the article's (or the newsroom's) own events, from 0
 * @param event the id of the event in the ledger
 * @param kind the event's name for ever, such as {@code article.claim-confirmed}
 * @param name of who did it, or their id where the newsroom never gave one
 * @param why the reason they gave, or null
 * @param program of theirs that did it for them, by the name they gave its token, or null where they did it themselves
 * @param about the claim, the comment or the figure that it is about, such as {@code claim/c1}, or null
 * @param fact what happened, as a sentence
 * @param redlines what changed in words, place by place; empty where no words changed
 */
public record Entry(
        long sequence,
        String event,
        String kind,
        Instant at,
        PersonId who,
        String name,
        Role role,
        @Nullable String why,
        @Nullable String program,
        CommandId command,
        @Nullable String about,
        String fact,
        List<Redline> redlines) {
    public Entry {
        redlines = List.copyOf(redlines);
    }

    /**
     * What changed at one place.
     *
     * @param place a {@link stet.domain.content.Place} key, or the lower-case name of another part such as {@code byline}
     */
    public record Redline(String place, List<WordDiff.Piece> pieces) {
        public Redline {
            pieces = List.copyOf(pieces);
        }
    }

    Entry withoutWords() {
        return new Entry(sequence, event, kind, at, who, name, role, null, program, command, about, "", List.of());
    }

    Entry with(List<Redline> found) {
        return new Entry(sequence, event, kind, at, who, name, role, why, program, command, about, fact, found);
    }
}
