package stet.web.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.workflow.sealing.KeysNotUsable;

/** Tells whoever starts Stet, in a sentence, that the keys of its confidential sources are not those it needs. */
final class KeysNotThere extends AbstractFailureAnalyzer<KeysNotUsable> {
    @Override
    protected FailureAnalysis analyze(Throwable root, KeysNotUsable cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Put the key file there that was used before, on every node the same, or say where it is with --stet.keys.file. Only"
                        + " if nobody will ever find the key again, start with --stet.keys.lost= and its id: what lies under it is"
                        + " given up.",
                cause);
    }
}
