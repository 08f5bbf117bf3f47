package stet.eventstore.rebuilding;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of a rebuild of a read model beside the set of tables that serves.
 *
 * @param tables what its set of tables is called, such as {@code desk2}
 * @param startedBy who asked for it
 * @param since when it came to this state
 * @param done up to which place in the ledger it has read
 * @param all the last place in the ledger
 * @param perSecond how many places it has lately read in a second; 0 where that is not known
 * @param secondsLeft until it has read them all, or null where that cannot be told
 * @param failing it fails on an event, or its comparison fails, and it is retried
 * @param cause why it is failing, where that is known
 * @param because why it does not serve, as a sentence, or null
 * @param differences the tables in which it was found to differ, and by how much
 */
public record Rebuild(
        String reader,
        String tables,
        State state,
        Instant startedAt,
        String startedBy,
        Instant since,
        long done,
        long all,
        long perSecond,
        @Nullable Long secondsLeft,
        boolean failing,
        @Nullable String cause,
        @Nullable String because,
        List<Difference> differences) {
    public Rebuild {
        differences = List.copyOf(differences);
    }

    /** What a set of tables is for. */
    public enum State {
        /** A follower writes it, and nobody reads from it yet. */
        BUILDING,
        /** It has caught up, and is being compared with the one that serves. */
        COMPARING,
        /** It differs from the one that serves; an administrator accepts or abandons it, and it goes on following until then. */
        DIFFERS,
        /** Everybody reads from it. */
        SERVING,
        /** Another serves instead; it is dropped once nobody can be reading from it any more. */
        RETIRED,
        /** An administrator gave it up. */
        ABANDONED;

        /** The states of a set of which it is still to be decided whether it will serve. */
        static final Set<State> OPEN = Set.of(BUILDING, COMPARING, DIFFERS);
    }

    /** Whether it is still to be decided whether this will serve. */
    public boolean open() {
        return State.OPEN.contains(state);
    }
}
