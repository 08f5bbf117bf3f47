package stet.web.wiring;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts Stet why its data cannot be opened, in a sentence rather than in stack traces. */
public final class DataNotOpened extends AbstractFailureAnalyzer<SQLException> {
    private static final int IN_USE = 90_020;
    /** H2's codes for files that it can neither create, rename, read nor write. */
    private static final Set<Integer> NOT_TO_BE_HAD = Set.of(90_024, 90_028, 90_031, 90_034, 90_062);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        var reason = String.valueOf(cause.getMessage());
        if (cause.getErrorCode() == IN_USE) {
            return new FailureAnalysis(
                    "Another Stet has this newsroom open; two cannot write one ledger. "
                            // What H2 says after the file's name is advice to programmers.
                            + reason.replaceFirst("\\. Possible solutions.*", "."),
                    "Stop the other one, or start this one in another directory.",
                    cause);
        }
        if (NOT_TO_BE_HAD.contains(cause.getErrorCode())) {
            return new FailureAnalysis(
                    "Stet cannot write its data where it is started. " + reason,
                    "Start it where it may write, or say where with --spring.datasource.url.",
                    cause);
        }
        return null;
    }
}
