package stet.eventstore;

import org.jspecify.annotations.Nullable;
import stet.eventstore.following.Follower;
import stet.eventstore.rebuilding.Rebuild;

/**
 * How a follower of the ledger is doing.
 *
 * @param failing it fails on an event and retries it
 * @param cause why it is failing, where that is known
 * @param caughtUp it has read all there is
 * @param position the place in the ledger of the last event it has read; 0 before the first
 * @param behind how many places in the ledger it has still to read
 * @param rebuild the rebuild that is under way, or null
 */
public record Status(
        boolean running,
        boolean failing,
        @Nullable String cause,
        boolean caughtUp,
        long position,
        long behind,
        @Nullable Rebuild rebuild) {

    static Status of(Follower.Health health, @Nullable Rebuild rebuild) {
        return new Status(
                health.running(),
                health.failing(),
                health.cause(),
                health.caughtUp(),
                health.position(),
                health.behind(),
                rebuild);
    }
}
