package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Lets people set up a second factor and take it away, be it on a page or by a program that keeps a session. */
@Component
public final class OwnSecondFactor {
    private final SecondFactors factors;
    private final OwnSessions sessions;
    private final Sessions here;

    OwnSecondFactor(SecondFactors factors, OwnSessions sessions, Sessions here) {
        this.factors = factors;
        this.sessions = sessions;
        this.here = here;
    }

    public SecondFactors.Standing of(SignedIn me) {
        return factors.of(me.person());
    }

    /** @throws Refused if they have one already */
    public SecondFactors.Beginning begin(SignedIn me) {
        return factors.begin(me);
    }

    /** What was begun and is not confirmed. */
    public SecondFactors.Beginning begun(SignedIn me) {
        return factors.begun(me)
                .orElseThrow(
                        () -> new InvalidValue("There is nothing to confirm; begin to set up a second factor first"));
    }

    /**
     * Whoever is signed in elsewhere, and gave no code there, signs in anew.
     *
     * @return recovery codes, to be shown once
     * @throws InvalidValue if it is no code of what was begun
     */
    public List<String> confirm(SignedIn me, String code, HttpServletRequest request) {
        var codes = factors.confirm(me, code, RemoteAddress.of(request));
        sessions.endOthers(me.person(), request);
        here.proved(request, true);
        return codes;
    }

    /** @throws Refused if they have no second factor */
    public List<String> newRecoveryCodes(SignedIn me, HttpServletRequest request) {
        return factors.newRecoveryCodes(me, RemoteAddress.of(request));
    }

    /** @throws Refused if they have none */
    public void takeAway(SignedIn me, HttpServletRequest request) {
        factors.takeAway(me.person(), me.person(), RemoteAddress.of(request));
    }
}
