package stet.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** The address of the connection that a request came by. X-Forwarded-For and the like are ignored, since any client can send them. */
public record RemoteAddress(String value) {
    /** For what Stet does by itself. */
    public static final RemoteAddress NONE = new RemoteAddress("");

    private static final int NETWORK_BYTES = 8;

    public static RemoteAddress of(HttpServletRequest request) {
        return new RemoteAddress(request.getRemoteAddr());
    }

    /** What rate limits count by: an IPv4 address, or the /64 of an IPv6 address, since one client has all addresses in it. */
    public String network() {
        var scope = value.indexOf('%');
        var literal = scope < 0 ? value : value.substring(0, scope);
        if (!literal.contains(":")) {
            return literal;
        }
        if (!(InetAddress.ofLiteral(literal) instanceof Inet6Address six)) {
            // An IPv4 address mapped into IPv6.
            return InetAddress.ofLiteral(literal).getHostAddress();
        }
        return HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES) + "/64";
    }

    @Override
    public String toString() {
        return value;
    }
}
