package stet.workflow;

import java.util.function.BooleanSupplier;

/**
 * Other programs that may write to the same ledger.
 *
 * @param mayWrite whether there may be any; where there are none, what is known here is the latest, and nothing is looked up
 * @param areHeard false while they may write without this program hearing of it
 */
public record Others(boolean mayWrite, BooleanSupplier areHeard) {
    /** For a program that has its database to itself. */
    public static final Others NONE = new Others(false, () -> true);
}
