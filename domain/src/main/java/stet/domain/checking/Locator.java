package stet.domain.checking;

import com.ibm.icu.text.Normalizer2;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Hash;

/**
 * Where a source is found again, in one form for all ways to type the same (rule 43). Of an address on the web neither the scheme, {@code
 * www.}, the usual port, a slash at the end nor a fragment counts, nor what only says by which way a reader came; of anything else neither
 * case, width nor spaces do.
 *
 * @param value {@code https://} and an address, or words in small letters; empty where nothing that can be seen was typed
 */
public record Locator(String value) {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern ADDRESS = Pattern.compile(
            "(https?://|www\\.)([^/?#\\s]+)([^?#\\s]*)(?:\\?([^#\\s]*))?(?:#\\S*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("([^:@/?#\\s\\[\\]]+|\\[[0-9a-f:.]+])(?::([0-9]*))?");
    private static final Set<String> USUAL_PORTS = Set.of("", "80", "443");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String WWW = "www.";

    /** What browsers and senders of letters add to an address to see who came by it; the page is the same without. */
    private static final Set<String> OF_THE_WAY = Set.of(
            "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "mc_cid",
            "mc_eid", "_ga", "_gl");

    private static final String CAMPAIGN = "utm_";
    private static final String UNRESERVED = "-._~";

    /** The locator as it was typed; it never fails, since what the ledger has is not argued with. */
    public static Locator of(String typed) {
        var words = SPACES.matcher(FOLDED.normalize(typed)).replaceAll(" ").strip();
        return new Locator(address(typed.strip()).or(() -> address(words)).orElse(words));
    }

    /** That of a source which everybody may see. Of a confidential one the ledger does not know it. */
    public static Optional<Locator> of(Source source) {
        return source instanceof Source.Named named ? Optional.of(of(named.locator())) : Optional.empty();
    }

    /** By which a row is found, however long the locator is. */
    public String key() {
        return Hash.of(List.of(value)).value();
    }

    private static Optional<String> address(String typed) {
        var address = ADDRESS.matcher(typed);
        return address.matches()
                ? host(address.group(2)).map(host -> address(host, address.group(3), address.group(4)))
                : Optional.empty();
    }

    private static Optional<String> host(String authority) {
        var folded = FOLDED.normalize(authority);
        var named = HOST.matcher(folded.substring(folded.lastIndexOf('@') + 1));
        if (!named.matches()) {
            return Optional.empty();
        }
        var host = ascii(named.group(1));
        while (host.startsWith(WWW) && host.indexOf('.', WWW.length()) > 0) {
            host = host.substring(WWW.length());
        }
        var port = named.group(2);
        return Optional.of(port == null || USUAL_PORTS.contains(port) ? host : host + ":" + port);
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return host;
        }
    }

    private static String address(String host, String path, @Nullable String query) {
        var asked = new ArrayList<String>();
        for (var part : query == null ? new String[0] : query.split("&", -1)) {
            var name = part.split("=", 2)[0].toLowerCase(Locale.ROOT);
            if (!part.isEmpty() && !OF_THE_WAY.contains(name) && !name.startsWith(CAMPAIGN)) {
                asked.add(encoded(part));
            }
        }
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return "https://" + host + encoded(path.substring(0, end))
                + (asked.isEmpty() ? "" : "?" + String.join("&", asked));
    }

    /** Letters that need no escape without one, and all that do with one in capitals: {@code é} and {@code %c3%a9} are one page. */
    private static String encoded(String part) {
        var bytes = Normalizer.normalize(part, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        var out = new StringBuilder(bytes.length);
        for (var i = 0; i < bytes.length; i++) {
            var b = bytes[i] & 0xFF;
            if (b == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
                var escaped = Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16);
                append(out, escaped, isUnreserved(escaped));
                i += 2;
            } else {
                append(out, b, b > ' ' && b < 0x7F);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int b, boolean plain) {
        if (plain) {
            out.append((char) b);
        } else {
            out.append('%').append(String.format(Locale.ROOT, "%02X", b));
        }
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    private static boolean isUnreserved(int c) {
        return c < 0x7F && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
    }

    @Override
    public String toString() {
        return value;
    }
}
