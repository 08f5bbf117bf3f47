package stet.web.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.workflow.sealing.KeysNotUsable;

/** Tells whoever starts Stet, in a sentence, that the keys of its confidential sources are not to be had. */
final class KeysNotThere extends AbstractFailureAnalyzer<KeysNotUsable> {
    @Override
    protected FailureAnalysis analyze(Throwable root, KeysNotUsable cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.advice(), cause);
    }
}
