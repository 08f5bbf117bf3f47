package stet.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the log may have it: with its class, its message and its stack, but without what somebody had sent as a parameter, which
 * may be a password or the name of a source.
 */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    /** A single letter or digit tells nothing, and would be struck out of every line number. */
    private static final int TELLING = 2;

    private static final int DEEPEST = 20;

    private Fault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static Fault of(Throwable failure, HttpServletRequest request) {
        return of(failure, sent(request), 0);
    }

    private static Fault of(Throwable failure, List<String> sent, int depth) {
        var message = String.valueOf(failure.getMessage());
        for (var value : sent) {
            message = message.replace(value, "…");
        }
        var cause = failure.getCause();
        var fault = new Fault(
                failure.getClass().getName() + ": " + message,
                cause == null || depth == DEEPEST ? null : of(cause, sent, depth + 1));
        fault.setStackTrace(failure.getStackTrace());
        return fault;
    }

    /** The longest first, or a part of one would be left of it. */
    private static List<String> sent(HttpServletRequest request) {
        try {
            return request.getParameterMap().values().stream()
                    .flatMap(Arrays::stream)
                    .filter(value -> value.length() >= TELLING)
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
        } catch (RuntimeException _) {
            return List.of();
        }
    }
}
