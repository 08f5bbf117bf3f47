package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import stet.web.access.RemoteAddress;

/**
 * Where a session was begun, as a person knows it again. A session keeps it as text.
 *
 * @param id by which its owner names it; it lets nobody in
 */
record SessionPlace(String id, String address, String browser) {
    /** What a browser says of itself names several; the first that is found is the one. */
    private static final List<String> BROWSERS = List.of("Edg", "OPR", "Firefox", "Chrome", "Safari");

    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux");

    static SessionPlace of(HttpServletRequest request) {
        var agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        return new SessionPlace(
                UUID.randomUUID().toString(), RemoteAddress.of(request).value(), browser(agent));
    }

    private static String browser(String agent) {
        var browser = first(BROWSERS, agent, "A browser").replace("Edg", "Edge").replace("OPR", "Opera");
        var system = first(SYSTEMS, agent, "");
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String first(List<String> names, String agent, String otherwise) {
        return names.stream().filter(agent::contains).findFirst().orElse(otherwise);
    }

    static SessionPlace of(String kept) {
        var parts = kept.split("\n", 3);
        return new SessionPlace(parts[0], parts[1], parts[2]);
    }

    String kept() {
        return String.join("\n", id, address, browser);
    }
}
