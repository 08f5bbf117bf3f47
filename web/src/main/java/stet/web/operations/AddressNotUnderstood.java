package stet.web.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.web.http.Origin;

/** Tells whoever starts Stet, in a sentence, that its address is none. */
public final class AddressNotUnderstood extends AbstractFailureAnalyzer<Origin.NotAnAddress> {
    @Override
    protected FailureAnalysis analyze(Throwable root, Origin.NotAnAddress cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Give http or https, a host and perhaps a port, and nothing after that, such as --stet.address=https://stet.example.org.",
                cause);
    }
}
