package stet.web.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.eventstore.tables.TablesOfAnother;

/** Tells whoever starts an older Stet on what a newer one has made that it does not go back. */
final class TablesNotKnown extends AbstractFailureAnalyzer<TablesOfAnother> {
    @Override
    protected FailureAnalysis analyze(Throwable root, TablesOfAnother cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start the version that last ran on it, or a newer one; or restore a backup that this one has taken.",
                cause);
    }
}
