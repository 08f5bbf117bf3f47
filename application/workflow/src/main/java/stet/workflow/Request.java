package stet.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.SourceId;

/**
 * What comes along with a command.
 *
 * @param repeat null where the command may simply be done again
 * @param identities of the confidential sources that the command names; they are kept beside the ledger
 * @param along is run where the command records something, in its transaction: nothing of what was refused is kept
 */
public record Request(Act act, @Nullable Repeat repeat, Map<SourceId, Identity> identities, Runnable along) {
    public Request {
        identities = Map.copyOf(identities);
    }

    public Request(Act act, @Nullable Repeat repeat, Map<SourceId, Identity> identities) {
        this(act, repeat, identities, () -> {});
    }

    public Request along(Runnable besides) {
        return new Request(act, repeat, identities, besides);
    }

    /** The same, done otherwise. */
    Request with(Act other) {
        return new Request(other, repeat, identities, along);
    }

    public static Request by(Act act) {
        return new Request(act, null, Map.of());
    }

    /**
     * Who or what a confidential source is.
     *
     * @param locator a name, a number, a place where it can be found again
     */
    public record Identity(String locator, String note) {
        /** Nothing of it, since whatever is printed may come to be kept. */
        @Override
        public String toString() {
            return "Identity[…]";
        }
    }
}
