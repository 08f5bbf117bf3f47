package stet.h2file;

import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The file of H2 can no longer be used, because it is unknown what is on disk; the message is a sentence for whoever runs the program. */
public final class DiskFailed extends SQLNonTransientConnectionException {
    static final String START_AGAIN =
            "The disk did not take what was written, so nothing is answered until Stet is started again";

    private static final long serialVersionUID = 1;

    DiskFailed(@Nullable Throwable cause) {
        super(START_AGAIN, cause);
    }
}
