package stet.eventstore;

import org.springframework.transaction.TransactionException;

/** The disk failed after a commit: what was written may be there after the next start, or not. */
public final class NotKnownWhetherKept extends TransactionException {
    private static final long serialVersionUID = 1;

    NotKnownWhetherKept(Throwable cause) {
        super("The disk did not take what was written; it is not known whether it is kept", cause);
    }
}
