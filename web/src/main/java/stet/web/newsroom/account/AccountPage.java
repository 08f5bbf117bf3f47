package stet.web.newsroom.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.domain.Role;
import stet.web.access.AccessEvent;
import stet.web.access.AccessLedger;
import stet.web.access.Called;
import stet.web.access.RemoteAddress;
import stet.web.door.ArticleCommands;
import stet.web.door.Scope;
import stet.web.door.SignedIn;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.web.newsroom.Zones;
import stet.web.people.Addresses;
import stet.web.people.BearerTokens;
import stet.web.people.OwnLooks;
import stet.web.people.OwnPasskeys;
import stet.web.people.OwnPassword;
import stet.web.people.OwnSecondFactor;
import stet.web.people.OwnSessions;
import stet.web.people.OwnZone;
import stet.web.people.SecondFactors;
import stet.web.people.SignInRefused;
import stet.web.people.Staff;

/** One's own page: where one is signed in, password and tokens and what was done with them, letters, time zone. */
@Controller
class AccountPage {
    private static final int LINES = 30;
    private static final String PATH = "/newsroom/account";
    private static final Set<Role> WHO_CHECK =
            Set.of(Role.CHECKER, Role.PICTURE_EDITOR, Role.PUBLISHER, Role.STANDARDS);
    private static final List<Integer> DAYS = List.of(7, 30, (int) BearerTokens.LASTS.toDays(), 365);

    private final BearerTokens tokens;
    private final OwnPassword password;
    private final OwnSessions sessions;
    private final OwnZone zones;
    private final OwnLooks looks;
    private final Addresses addresses;
    private final Staff staff;
    private final AccessLedger access;
    private final Called called;
    private final Clock clock;
    private final OwnSecondFactor secondFactor;
    private final OwnPasskeys passkeys;

    /** @param sentence what was done, by whom and from where */
    public record Line(AccessEvent event, String sentence, boolean isNew) {}

    AccountPage(
            BearerTokens tokens,
            OwnPassword password,
            OwnSessions sessions,
            OwnZone zones,
            OwnLooks looks,
            Addresses addresses,
            Staff staff,
            AccessLedger access,
            Called called,
            Clock clock,
            OwnSecondFactor secondFactor,
            OwnPasskeys passkeys) {
        this.passkeys = passkeys;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.zones = zones;
        this.looks = looks;
        this.addresses = addresses;
        this.staff = staff;
        this.access = access;
        this.called = called;
        this.tokens = tokens;
        this.password = password;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView account(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "password", required = false) @Nullable String changed,
            HttpServletRequest request) {
        return page(me, request).addObject("changed", changed != null);
    }

    /** Nothing is redirected to, since this answer is the only one that ever has the token. */
    @PostMapping(PATH + "/tokens")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") List<String> scope,
            @RequestParam(defaultValue = "") List<String> command,
            @RequestParam(required = false) @Nullable Set<Role> role,
            @RequestParam(required = false) @Nullable Set<DeskId> desk,
            @RequestParam(defaultValue = "90") int days,
            HttpServletRequest request) {
        try {
            var scopes = Arrays.stream(Scope.values())
                    .filter(each -> scope.contains(each.key()))
                    .collect(Collectors.toSet());
            var commands = command.stream().filter(each -> !each.isBlank()).collect(Collectors.toSet());
            var wanted = new BearerTokens.Wanted(
                    label,
                    clock.instant().plus(Duration.ofDays(days)),
                    scopes,
                    commands,
                    narrowed(me.roles(), role),
                    narrowed(me.desks(), desk));
            var fresh = tokens.issue(me, wanted, RemoteAddress.of(request));
            return page(me, request).addObject("fresh", fresh);
        } catch (InvalidValue | Refused refused) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()), request)
                    .addObject("label", label);
        }
    }

    /** Null where all were chosen, or there was nothing to choose: the token then has what its owner has whenever it is used. */
    private static <T> @Nullable Set<T> narrowed(Set<T> theirs, @Nullable Set<T> chosen) {
        if (chosen == null) {
            // A form says nothing of boxes of which none is ticked.
            return theirs.size() > 1 ? Set.of() : null;
        }
        return chosen.containsAll(theirs) ? null : chosen;
    }

    @PostMapping(PATH + "/tokens/{id}/end")
    ModelAndView end(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        return tokens.revoke(me.person(), id, RemoteAddress.of(request))
                ? Pages.seeOther(PATH)
                : refused(me, HttpStatus.NOT_FOUND, "You have no such token", request);
    }

    @PostMapping(PATH + "/password")
    ModelAndView password(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(name = "new", defaultValue = "") String replacement,
            @RequestParam(name = "end-tokens", required = false) @Nullable String endTokens,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            password.replace(me, current, replacement, endTokens != null, request, response);
        } catch (SignInRefused refused) {
            refused.headers().forEach((header, values) -> values.forEach(value -> response.setHeader(header, value)));
            return refused(me, refused.status(), refused.sentence(), request);
        } catch (InvalidValue invalid) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()), request);
        }
        return Pages.seeOther(PATH + "?password=changed");
    }

    @PostMapping(PATH + "/passkeys/{id}/rename")
    ModelAndView renamePasskey(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String label,
            HttpServletRequest request) {
        try {
            return passkeys.rename(me, id, label)
                    ? Pages.seeOther(PATH + "#passkeys")
                    : refused(me, HttpStatus.NOT_FOUND, "You have no such passkey", request);
        } catch (InvalidValue invalid) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()), request);
        }
    }

    @PostMapping(PATH + "/passkeys/{id}/remove")
    ModelAndView removePasskey(
            @AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        return passkeys.remove(me, id, request)
                ? Pages.seeOther(PATH + "#passkeys")
                : refused(me, HttpStatus.NOT_FOUND, "You have no such passkey", request);
    }

    /** Nothing is redirected to, since this answer is the only one that has the secret. */
    @PostMapping(PATH + "/second-factor")
    ModelAndView beginSecondFactor(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        try {
            var begun = secondFactor.begin(me);
            return page(me, request).addObject("begun", begun);
        } catch (Refused refused) {
            return refused(me, HttpStatus.CONFLICT, refused.sentence(), request);
        }
    }

    @PostMapping(PATH + "/second-factor/confirm")
    ModelAndView confirmSecondFactor(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        SecondFactors.Beginning begun;
        try {
            begun = secondFactor.begun(me);
        } catch (InvalidValue nothing) {
            return refused(me, HttpStatus.CONFLICT, String.valueOf(nothing.getMessage()), request);
        }
        try {
            var codes = secondFactor.confirm(me, code, request);
            return page(me, request).addObject("codes", codes);
        } catch (InvalidValue wrong) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(wrong.getMessage()), request)
                    .addObject("begun", begun);
        }
    }

    @PostMapping(PATH + "/second-factor/recovery-codes")
    ModelAndView recoveryCodes(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        try {
            var codes = secondFactor.newRecoveryCodes(me, request);
            return page(me, request).addObject("codes", codes);
        } catch (Refused none) {
            return refused(me, HttpStatus.CONFLICT, none.sentence(), request);
        }
    }

    @PostMapping(PATH + "/second-factor/end")
    ModelAndView endSecondFactor(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        try {
            secondFactor.takeAway(me, request);
            return Pages.seeOther(PATH + "#second-factor");
        } catch (Refused none) {
            return refused(me, HttpStatus.CONFLICT, none.sentence(), request);
        }
    }

    /** @param until the newest line that they were shown */
    @PostMapping(PATH + "/seen")
    ModelAndView seen(@AuthenticationPrincipal SignedIn me, @RequestParam Instant until) {
        access.seen(me.person(), until);
        return Pages.seeOther(PATH);
    }

    @PostMapping(PATH + "/sessions/{id}/end")
    ModelAndView endSession(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        return sessions.end(me.person(), id, RemoteAddress.of(request))
                ? Pages.seeOther(PATH + "#sessions")
                : refused(me, HttpStatus.NOT_FOUND, "You are not signed in there", request);
    }

    /** Here as well, so the way leads out. */
    @PostMapping(PATH + "/sessions/end")
    ModelAndView endSessions(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        sessions.endAll(me.person(), RemoteAddress.of(request));
        return Pages.seeOther("/sign-in?signed-out");
    }

    /** A form says nothing of a box that is not ticked. */
    @PostMapping(PATH + "/letters")
    ModelAndView letters(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable String notices,
            HttpServletRequest request) {
        try {
            addresses.set(me, address, notices != null, RemoteAddress.of(request));
        } catch (InvalidValue invalid) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()), request)
                    .addObject("address", address);
        }
        return Pages.seeOther(PATH + "#letters");
    }

    @PostMapping(PATH + "/zone")
    ModelAndView zone(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String zone,
            HttpServletRequest request) {
        try {
            zones.set(me.person(), zone);
        } catch (InvalidValue invalid) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()), request);
        }
        return Pages.seeOther(PATH + "#zone-title");
    }

    @PostMapping(PATH + "/looks")
    ModelAndView looks(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String looks,
            HttpServletRequest request) {
        try {
            this.looks.set(me.person(), looks);
        } catch (InvalidValue invalid) {
            return refused(me, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()), request);
        }
        return Pages.seeOther(PATH + "#looks-title");
    }

    private ModelAndView refused(SignedIn me, HttpStatus status, String sentence, HttpServletRequest request) {
        var page = page(me, request).addObject("refusal", new Refusal(status, sentence, List.of()));
        page.setStatus(status);
        return page;
    }

    private ModelAndView page(SignedIn me, HttpServletRequest request) {
        var now = clock.instant();
        var all = tokens.of(me.person());
        return new ModelAndView("newsroom/account")
                .addObject(
                        "good", all.stream().filter(token -> token.goodAt(now)).toList())
                .addObject(
                        "ended",
                        all.stream().filter(token -> !token.goodAt(now)).toList())
                .addObject("scopes", scopes(me))
                .addObject("commands", ArticleCommands.all())
                .addObject("roles", me.roles().stream().sorted().toList())
                .addObject(
                        "desks",
                        me.desks().stream()
                                .map(DeskId::value)
                                .sorted(Comparator.naturalOrder())
                                .toList())
                .addObject("secondFactor", secondFactor.of(me))
                .addObject("passkeys", passkeys.of(me))
                .addObject("scripts", List.of("account.js"))
                .addObject("sessions", sessions.of(me.person(), request))
                .addObject("mail", staff.letters())
                .addObject("address", addresses.of(me.person()).orElse(""))
                .addObject("notices", addresses.forNotices(me.person()).isPresent())
                .addObject("zone", zones.of(me.person()).map(ZoneId::getId).orElse(""))
                .addObject("zones", Zones.all())
                .addObject("days", DAYS)
                .addObject(
                        "lines",
                        access.about(me.person(), LINES).stream()
                                .map(about -> new Line(about.event(), called.sentence(about.event()), about.isNew()))
                                .toList());
    }

    /** Those that are of any use to somebody in these roles. */
    private static List<Scope> scopes(SignedIn me) {
        return Arrays.stream(Scope.values())
                .filter(scope -> switch (scope) {
                    case READ -> true;
                    case WRITE -> !me.holds(Role.AUDITOR);
                    case CHECK -> !Collections.disjoint(me.roles(), WHO_CHECK);
                    case PUBLISH -> me.holds(Role.PUBLISHER) || me.holds(Role.STANDARDS);
                    case KILL -> me.holds(Role.STANDARDS);
                    case ADMINISTER -> me.holds(Role.ADMINISTRATOR) || me.holds(Role.STANDARDS);
                })
                .toList();
    }
}
