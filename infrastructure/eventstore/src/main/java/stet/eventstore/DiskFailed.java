package stet.eventstore;

import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** A file of H2 of which it is not known any more what is on disk; its message is a sentence for whoever runs this program. */
public final class DiskFailed extends SQLNonTransientConnectionException {
    static final String START_AGAIN =
            "The disk did not take what was written, so nothing is answered until Stet is started again";

    private static final long serialVersionUID = 1;

    DiskFailed(@Nullable Throwable cause) {
        super(START_AGAIN, cause);
    }
}
