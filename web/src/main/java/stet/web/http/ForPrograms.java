package stet.web.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Which addresses programs ask for: what goes wrong there is a problem as JSON, and elsewhere a page. */
public final class ForPrograms {
    private ForPrograms() {}

    public static boolean is(HttpServletRequest request) {
        return is(request.getRequestURI().substring(request.getContextPath().length()));
    }

    static boolean is(@Nullable String path) {
        return path != null
                && (path.startsWith("/api/")
                        || path.equals("/newsroom/live")
                        || path.startsWith("/actuator")
                        || path.startsWith("/v3/"));
    }
}
