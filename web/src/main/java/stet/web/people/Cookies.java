package stet.web.people;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import stet.web.http.Origin;

/**
 * What all our cookies have in common. Where Stet is found by https they are {@code Secure} and named {@code __Host-…}: a browser then takes
 * them from this host alone, so that no other host of the same domain, and nobody on the wire, can plant one.
 */
@Component
final class Cookies {
    private final boolean secure;

    Cookies(Origin origin) {
        secure = origin.isHttps();
    }

    boolean secure() {
        return secure;
    }

    String name(String bare) {
        return secure ? "__Host-" + bare : bare;
    }

    ResponseCookieBuilder holding(String bare, String value) {
        return ResponseCookie.from(name(bare), value).path("/").secure(secure).sameSite("Lax");
    }

    Optional<String> sent(HttpServletRequest request, String bare) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(bare))).map(Cookie::getValue);
    }
}
