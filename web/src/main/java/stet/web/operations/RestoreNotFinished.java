package stet.web.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.eventstore.backup.Restore;

/** Tells whoever starts Stet on half a newsroom that it is half a newsroom. */
final class RestoreNotFinished extends AbstractFailureAnalyzer<Restore.Refused> {
    @Override
    protected FailureAnalysis analyze(Throwable root, Restore.Refused cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Restore the backup again: that begins anew.", cause);
    }
}
