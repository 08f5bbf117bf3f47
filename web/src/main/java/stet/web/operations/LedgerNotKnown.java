package stet.web.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.eventstore.tables.EventsNotKnown;

/** Tells whoever starts Stet, in a sentence, that the ledger has events of another Stet in it. */
final class LedgerNotKnown extends AbstractFailureAnalyzer<EventsNotKnown> {
    @Override
    protected FailureAnalysis analyze(Throwable root, EventsNotKnown cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start the version that wrote them, or a newer one; or restore a backup that this one has taken.",
                cause);
    }
}
