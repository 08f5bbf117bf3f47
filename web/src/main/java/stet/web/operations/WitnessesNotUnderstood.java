package stet.web.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import stet.seal.Jcs;
import stet.seal.Policy;
import stet.sealing.Witnesses;

/** Tells whoever starts Stet, in a sentence, that nobody can say from its file who the witnesses are. */
public final class WitnessesNotUnderstood extends AbstractFailureAnalyzer<WitnessesNotUnderstood.Unclear> {
    /** Thrown at the start. */
    static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unclear(String sentence) {
            super(sentence);
        }
    }

    /** @return what stands in the file; null where none is named */
    public static @Nullable Policy read(String file) {
        if (file.isBlank()) {
            return null;
        }
        try {
            var policy = Policy.read(Files.readString(Path.of(file)));
            if (policy.addresses().isEmpty()) {
                throw new Unclear("No witness in %s has an address at which it is asked.".formatted(file));
            }
            policy.addresses().keySet().forEach(Witnesses::address);
            return policy;
        } catch (Jcs.Unfit unfit) {
            throw new Unclear("%s does not say who the witnesses are. %s.".formatted(file, unfit.getMessage()));
        } catch (IOException unreadable) {
            throw new Unclear("The file of witnesses, %s, cannot be read: %s.".formatted(file, unreadable));
        }
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, Unclear cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Name a file with --stet.seal.witnesses that has the lines which each witness printed when it was begun, with the address at"
                        + " which it is reached, and one line that says the quorum.",
                cause);
    }
}
