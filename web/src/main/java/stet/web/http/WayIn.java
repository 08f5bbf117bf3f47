package stet.web.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where the page that says that there is nothing leads whoever may find more there. */
public final class WayIn {
    private static final String OFFERED = WayIn.class.getName();

    private WayIn() {}

    public static void offer(HttpServletRequest request, String path) {
        request.setAttribute(OFFERED, path);
    }

    static @Nullable String offered(HttpServletRequest request) {
        return (String) request.getAttribute(OFFERED);
    }
}
