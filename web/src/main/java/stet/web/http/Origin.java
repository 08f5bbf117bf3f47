package stet.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The one address at which people find Stet, as it was configured. What a request says about where it was sent is not believed. */
@Component
public final class Origin {
    private final URI address;

    Origin(@Value("${stet.address}") String address) {
        this.address = checked(address);
    }

    /** Thrown at the start. */
    public static final class NotAnAddress extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAnAddress(String address) {
            super("stet.address is '%s', and nobody could find Stet there.".formatted(address));
        }
    }

    private static URI checked(String address) {
        try {
            var uri = new URI(address);
            var path = uri.getPath();
            if (("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (path.isEmpty() || path.equals("/"))) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // It is refused below.
        }
        throw new NotAnAddress(address);
    }

    /** Whether browsers reach Stet by TLS, also where a proxy ends it. */
    public boolean isHttps() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** The name of the machine, as people type it. */
    public String host() {
        return address.getHost();
    }

    /**
     * Where a path begins, for links that somebody follows from elsewhere.
     *
     * @param port which the system chose, where it was left to it
     */
    public String on(String port) {
        var origin = address.toString().replaceFirst("/$", "");
        return address.getPort() == 0 ? origin.replaceFirst(":0$", ":" + port) : origin;
    }
}
