package stet.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** From where somebody asks, as the connection has it. What a request says about that itself, anybody can write into it. */
public record RemoteAddress(String value) {
    /** Of whatever the program does of its own accord. */
    public static final RemoteAddress NONE = new RemoteAddress("");

    private static final int NETWORK_BYTES = 8;

    public static RemoteAddress of(HttpServletRequest request) {
        return new RemoteAddress(request.getRemoteAddr());
    }

    /** What one stranger is counted by: whoever has one address of IPv6 has the 2^64 beside it, too. */
    public String network() {
        var scope = value.indexOf('%');
        var literal = scope < 0 ? value : value.substring(0, scope);
        if (!literal.contains(":")) {
            return literal;
        }
        if (!(InetAddress.ofLiteral(literal) instanceof Inet6Address six)) {
            // One of the old ones, in the dress of the new.
            return InetAddress.ofLiteral(literal).getHostAddress();
        }
        return HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES) + "/64";
    }

    @Override
    public String toString() {
        return value;
    }
}
