package stet.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception made fit for the log: with its class, message and stack, but without the values of the request's parameters, since one of
 * them may be a password or the name of a source.
 */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    /** Shorter values are left in: one letter or digit gives nothing away, and replacing it would garble every line number. */
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

    /** The longest first: were a value replaced that is a part of a longer one, the rest of that would stay. */
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
