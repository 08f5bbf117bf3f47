package stet.h2file;

import org.springframework.transaction.TransactionException;

/** The disk failed after a commit: after a restart, what was written may be there or not. */
public final class NotKnownWhetherKept extends TransactionException {
    private static final long serialVersionUID = 1;

    NotKnownWhetherKept(Throwable cause) {
        super("The disk did not take what was written; it is not known whether it is kept", cause);
    }
}
