package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Lets somebody in by name and password: the one place where a password is tried, whether it came from a page or from a program. */
@Component
final class SignIn implements AuthenticationManager {
    private final Credentials credentials;
    private final SignInLimits limits;
    private final KnownBrowsers browsers;
    private final Sessions sessions;
    private final Visitors visitors;
    private final AccessLedger access;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final StepUp stepUp;
    private final Clock clock;

    /** Somebody whose password was right. */
    private record Passed(Credentials.Known known, Kind how, String by) {}

    SignIn(
            Credentials credentials,
            SignInLimits limits,
            KnownBrowsers browsers,
            Sessions sessions,
            Visitors visitors,
            AccessLedger access,
            SecondFactors factors,
            Passkeys passkeys,
            StepUp stepUp,
            Clock clock) {
        this.stepUp = stepUp;
        this.passkeys = passkeys;
        this.clock = clock;
        this.factors = factors;
        this.credentials = credentials;
        this.limits = limits;
        this.browsers = browsers;
        this.sessions = sessions;
        this.visitors = visitors;
        this.access = access;
    }

    /** Refuses always. It is here because Spring Boot would otherwise create a user of its own. */
    @Override
    public Authentication authenticate(Authentication asked) {
        throw new BadCredentialsException("Nobody signs in this way");
    }

    /**
     * Lets a program in.
     *
     * @param code of a second factor; null where none was sent
     * @throws SignInRefused if the name and the password do not belong together, a code is missing or wrong, or they may not be tried now
     */
    void in(
            String signInName,
            String password,
            @Nullable String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        var passed = passes(signInName, password, request);
        var person = passed.known().person();
        var byMore = factors.has(person);
        if (byMore) {
            if (code == null || code.isBlank()) {
                throw SignInRefused.codeNeeded();
            }
            takes(person, code, passed.by(), RemoteAddress.of(request));
        }
        comesIn(passed.known(), passed.how(), byMore, request, response);
    }

    /**
     * Takes the password of somebody on a page; whoever has a second factor gives a code of it on the next.
     *
     * @return who is in now; empty where a code is still to be given
     * @throws SignInRefused if the name and the password do not belong together, or may not be tried now
     */
    Optional<PersonId> onPage(
            String signInName, String password, HttpServletRequest request, HttpServletResponse response) {
        var passed = passes(signInName, password, request);
        return begin(passed.known(), passed.how(), request, response);
    }

    private Passed passes(String signInName, String password, HttpServletRequest request) {
        var from = RemoteAddress.of(request);
        if (Credentials.isTooLong(signInName)) {
            throw refused(null, from, SignInRefused.wrong());
        }
        var name = Credentials.normal(signInName);
        var browser = browsers.of(request, name);
        var turn = browser.map(known -> limits.vouchedFor(name, known))
                .orElseGet(() -> limits.stranger(name, password, from.network()));
        var known = check(turn, name, password, browser.isPresent(), from);
        var elsewhere = browser.isEmpty() && browsers.hasAny(known.person());
        return new Passed(known, elsewhere ? Kind.SIGNED_IN_ELSEWHERE : Kind.SIGNED_IN, browser.orElse(""));
    }

    /**
     * Lets somebody in who has just proved otherwise than by their password that it is them; whoever has a second factor gives a code of it first.
     *
     * @return who is in now; empty where a code is still to be given
     */
    Optional<PersonId> begin(
            Credentials.Known known, Kind how, HttpServletRequest request, HttpServletResponse response) {
        if (factors.has(known.person())) {
            sessions.beginHalf(request, response, known, how);
            return Optional.empty();
        }
        comesIn(known, how, false, request, response);
        return Optional.of(known.person());
    }

    /**
     * Lets in whoever has given their password in this session, and gives the code of their second factor now.
     *
     * @return empty if nobody has, or too long ago
     * @throws SignInRefused if the code is wrong, or may not be tried now
     */
    Optional<PersonId> code(String code, HttpServletRequest request, HttpServletResponse response) {
        var half = sessions.half(request);
        half.ifPresent(it -> {
            var known = it.known();
            takes(known.person(), code, browsers.of(request, known.signInName()).orElse(""), RemoteAddress.of(request));
            comesIn(known, it.how(), true, request, response);
        });
        return half.map(it -> it.known().person());
    }

    /**
     * Lets in whoever has a passkey: it is both factors, since its device knows who holds it.
     *
     * @throws SignInRefused if it is none that is known here, or may not be tried now
     */
    void byPasskey(Passkeys.Signed signed, HttpServletRequest request, HttpServletResponse response) {
        var known = credentials
                .of(passkey(signed, null, request))
                .filter(theirs -> visitors.now(theirs.person()).isPresent())
                .filter(theirs -> theirs.isGoodAt(clock.instant()))
                .orElseThrow(SignInRefused::wrongPasskey);
        var browser = browsers.of(request, known.signInName());
        var elsewhere = browser.isEmpty() && browsers.hasAny(known.person());
        comesIn(known, elsewhere ? Kind.SIGNED_IN_ELSEWHERE : Kind.SIGNED_IN, true, request, response);
    }

    /** @throws SignInRefused as {@link #provesAnew} does */
    void provesAnewByPasskey(SignedIn me, Passkeys.Signed signed, HttpServletRequest request) {
        passkey(signed, me.person(), request);
        sessions.proved(request, true);
    }

    /** @param expected whose it has to be; null for anybody's */
    private PersonId passkey(Passkeys.Signed signed, @Nullable PersonId expected, HttpServletRequest request) {
        var from = RemoteAddress.of(request);
        return switch (limits.passkey(from.network())) {
            case SignInLimits.Wait wait -> throw refused(expected, from, SignInRefused.tooOften(wait));
            case SignInLimits.Try tried -> {
                var person = passkeys.proves(signed)
                        .filter(theirs -> expected == null || theirs.equals(expected))
                        .orElseThrow(() -> refused(expected, from, SignInRefused.wrongPasskey()));
                tried.succeeded();
                yield person;
            }
        };
    }

    private void comesIn(
            Credentials.Known known,
            Kind how,
            boolean byMore,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            credentials.use(known);
        } catch (SignInRefused spent) {
            throw refused(known.person(), RemoteAddress.of(request), spent);
        }
        access.done(how, known.person(), known.person(), RemoteAddress.of(request), null);
        sessions.begin(request, response, known, byMore);
        browsers.remember(request, response, known.person());
    }

    /**
     * Asks somebody who is in already for their password. What strangers do to their name does not slow them.
     *
     * @throws SignInRefused if it is not theirs, or may not be tried now
     */
    void again(SignedIn me, String signInName, String password, HttpServletRequest request) {
        var turn = limits.vouchedFor(signInName, vouching(me));
        check(turn, signInName, password, true, RemoteAddress.of(request));
    }

    /**
     * Has somebody who is in already prove anew that it is them, by what was typed in the one field there is for it.
     *
     * @throws SignInRefused if it is not theirs, is not enough, or may not be tried now
     */
    void provesAnew(SignedIn me, String passwordOrCode, HttpServletRequest request) {
        if (stepUp.by(me) == Proof.CODE) {
            provesAnewByCode(me, passwordOrCode, request);
        } else {
            provesAnewByPassword(me, passwordOrCode, request);
        }
    }

    /** @throws SignInRefused as {@link #provesAnew} does */
    void provesAnewByPassword(SignedIn me, String password, HttpServletRequest request) {
        var wanted = stepUp.by(me);
        if (wanted != Proof.PASSWORD) {
            throw SignInRefused.passwordNotEnough(wanted);
        }
        var known = sessions.known(request).orElseThrow(SignInRefused::wrong);
        again(me, known.signInName(), password, request);
        sessions.proved(request, false);
    }

    /** @throws SignInRefused as {@link #provesAnew} does */
    void provesAnewByCode(SignedIn me, String code, HttpServletRequest request) {
        takes(me.person(), code, vouching(me), RemoteAddress.of(request));
        sessions.proved(request, true);
    }

    private static String vouching(SignedIn me) {
        return "the session of " + me.person().value();
    }

    private void takes(PersonId person, String code, String by, RemoteAddress from) {
        switch (limits.code(person.value(), by)) {
            case SignInLimits.Wait wait -> throw refused(person, from, SignInRefused.tooOften(wait));
            case SignInLimits.Try tried -> {
                if (!factors.takes(person, code, from)) {
                    throw refused(person, from, SignInRefused.wrongCode());
                }
                tried.succeeded();
            }
        }
    }

    private Credentials.Known check(
            SignInLimits.Turn turn, String name, String password, boolean vouched, RemoteAddress from) {
        try {
            return switch (turn) {
                case SignInLimits.Wait wait -> throw SignInRefused.tooOften(wait);
                case SignInLimits.Try tried -> {
                    var known = tries(tried, name, password, vouched)
                            .filter(theirs -> visitors.now(theirs.person()).isPresent())
                            .orElseThrow(SignInRefused::wrong);
                    tried.succeeded();
                    yield known;
                }
            };
        } catch (SignInRefused refused) {
            throw refused(credentials.owner(name).orElse(null), from, refused);
        }
    }

    private Optional<Credentials.Known> tries(SignInLimits.Try tried, String name, String password, boolean vouched) {
        try {
            return credentials.check(name, password, vouched);
        } catch (SignInRefused busy) {
            tried.wasNotMade();
            throw busy;
        }
    }

    private SignInRefused refused(@Nullable PersonId whom, RemoteAddress from, SignInRefused refused) {
        access.refused(Kind.SIGN_IN_REFUSED, whom, from, refused.type());
        return refused;
    }
}
