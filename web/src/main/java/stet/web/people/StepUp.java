package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import stet.domain.Role;
import stet.web.door.ArticleCommands;
import stet.web.door.Scope;
import stet.web.door.SignedIn;

/**
 * Step-up authentication: what somebody who is signed in may do only if they have proved lately that it is them, since a browser that was left
 * open must not be worth a front page. It is whatever goes to readers, is done for good, lets somebody in or takes everything away. Programs
 * with a token are not asked: they have no hands.
 */
@Component
public final class StepUp {
    /** Of an answer: by what its reader can prove anew that it is them, as {@link Proof#told} says it. */
    public static final String HEADER = "Stet-Step-Up";

    /** What a program is told, as RFC 9470 would say it of a token. */
    public static final String PROBLEM = "step-up-required";

    /** What a program is told where its owner has to have a second factor and has none. */
    public static final String NO_SECOND_FACTOR = "second-factor-required";

    private static final Pattern COMMAND = Pattern.compile("/(?:api|newsroom)/articles/[^/]+/([a-z-]+)");
    /** Where the desk asks the same of several articles; only to hold them concerns readers. */
    private static final String MANY = "/newsroom/many";

    private static final String HOLD = "hold";
    private static final Set<Scope> FOR_READERS_OR_FOR_GOOD = Set.of(Scope.PUBLISH, Scope.KILL);

    /** What people sign in with, and where they are helped who have forgotten it. A new password asks for the old one anyway. */
    private static final Pattern OWN_WAY_IN =
            Pattern.compile("/api/tokens|/api/me/(?:email|(?:second-factor|passkeys)(?:/.*)?)"
                    + "|/newsroom/account/(?:tokens|letters|(?:second-factor|passkeys)(?:/.*)?)");

    private static final Pattern ADMINISTRATION =
            Pattern.compile("/api/(?:people|newsroom)(?:/.*)?|/newsroom/(?:people|desks|settings)(?:/.*)?");
    /** A pack is the history as it lies here, whatever was published of it. */
    private static final Set<String> TAKEN_AWAY =
            Set.of("/api/backup", "/newsroom/backup/file", "/api/seal/pack", "/newsroom/seal/file");

    /** By which somebody comes to have a second factor. */
    private static final Pattern TO_A_SECOND_FACTOR =
            Pattern.compile("(?:/api/me|/newsroom/account)/(?:second-factor|passkeys)(?:/.*)?");

    private final Sessions sessions;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Set<Role> requiredOf;
    private final SingleSignOn singleSignOn;

    /** @param requiredOf who does none of this without a second factor, or a passkey, which is both */
    StepUp(
            Sessions sessions,
            SecondFactors factors,
            Passkeys passkeys,
            SingleSignOn singleSignOn,
            @Value("${stet.second-factor.required-of}") Set<Role> requiredOf) {
        this.singleSignOn = singleSignOn;
        this.sessions = sessions;
        this.factors = factors;
        this.passkeys = passkeys;
        this.requiredOf = Set.copyOf(requiredOf);
    }

    /** Whether this request has to wait until whoever sent it has a second factor. */
    public boolean wantsSecondFactor(HttpServletRequest request, SignedIn who) {
        return who.grant() == null
                && !Collections.disjoint(who.roles(), requiredOf)
                && takesAFactor(request)
                && !TO_A_SECOND_FACTOR.matcher(path(request)).matches()
                && by(who) == Proof.PASSWORD;
    }

    /** Whether this request has to wait until whoever sent it has proved anew that it is them. */
    public boolean isWanted(HttpServletRequest request, SignedIn who) {
        return who.grant() == null && takesAFactor(request) && !isFresh(request, who);
    }

    /** Whether whoever is signed in here has proved lately that it is them, by what they are to prove it by. */
    boolean isFresh(HttpServletRequest request, SignedIn who) {
        return sessions.isFresh(request, by(who) != Proof.PASSWORD);
    }

    private static boolean takesAFactor(HttpServletRequest request) {
        return takesAFactor(request.getMethod(), path(request))
                || (path(request).equals(MANY) && HOLD.equals(request.getParameter("act")));
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Whether a request by this method to this path would, if it came now and from there. */
    public boolean isWanted(String method, String path, HttpServletRequest request, SignedIn who) {
        return who.grant() == null && takesAFactor(method, path) && !isFresh(request, who);
    }

    /** With what people may sign in anew instead, as they call it; null where there is none. */
    public @Nullable String singleSignOn() {
        return singleSignOn.isOn() ? singleSignOn.name() : null;
    }

    /**
     * By what they prove it. Where somebody has a second factor or a passkey, their password alone is worth no front page: whoever knows it
     * could have come in by it, or stand before a browser that they left open.
     */
    public Proof by(SignedIn who) {
        if (factors.has(who.person())) {
            return Proof.CODE;
        }
        return passkeys.of(who.person()).isEmpty() ? Proof.PASSWORD : Proof.PASSKEY;
    }

    static boolean takesAFactor(String method, String path) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return TAKEN_AWAY.contains(path);
        }
        var command = COMMAND.matcher(path);
        return (command.matches() && FOR_READERS_OR_FOR_GOOD.contains(ArticleCommands.scope(command.group(1))))
                || OWN_WAY_IN.matcher(path).matches()
                || ADMINISTRATION.matcher(path).matches();
    }
}
