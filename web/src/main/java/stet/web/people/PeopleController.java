package stet.web.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;
import stet.web.door.Repeats;
import stet.web.door.SignedIn;
import stet.workflow.Commands;
import stet.workflow.Repeat;

/** What administrators do for people: welcome them, and give them a new password. */
@RestController
final class PeopleController {
    private final Commands commands;
    private final Welcoming people;
    private final Credentials credentials;
    private final BearerTokens tokens;
    private final SignInLimits limits;

    /** @param password null where one is to be made */
    record Newcomer(
            @Nullable String id,
            @Nullable String name,
            @Nullable String signInName,
            @Nullable Set<Role> roles,
            @Nullable Set<String> desks,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Newcomer[%s]".formatted(id);
        }
    }

    /** @param password only where it was made here: shown now and never again */
    record Welcomed(
            String id,
            String name,
            String signInName,
            Set<Role> roles,
            Set<String> desks,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Welcomed[%s]".formatted(id);
        }
    }

    /** @param password null where one is to be made */
    record Reset(@Nullable String password) {
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    /** @param password only where it was made here: shown now and never again */
    record WasReset(String id, String signInName, @Nullable String password) {
        @Override
        public String toString() {
            return "WasReset[%s]".formatted(id);
        }
    }

    PeopleController(
            Commands commands, Welcoming people, Credentials credentials, BearerTokens tokens, SignInLimits limits) {
        this.commands = commands;
        this.people = people;
        this.credentials = credentials;
        this.tokens = tokens;
        this.limits = limits;
    }

    /**
     * Two things happen, in the ledger and beside it. Everything that can be refused is refused before the first; if the program stops
     * between them, the same request sent again finds the person there without a password, and does the rest. With an
     * {@code Idempotency-Key} it is answered as the first time, but for a password that was made here and shown once.
     */
    @ApiResponse(responseCode = "201", description = "In, or in already with the same name and roles")
    @Operation(operationId = "welcome-person", summary = "Lets somebody in, with a password for one sign-in.")
    @PostMapping("/api/people")
    ResponseEntity<Welcomed> welcome(
            @AuthenticationPrincipal SignedIn me, @RequestBody Newcomer body, HttpServletRequest request) {
        requireAdministrator(me);
        var person = new Newsroom.Person(
                new PersonId(required("id", body.id())),
                Words.visible(required("name", body.name())),
                Objects.requireNonNullElse(body.roles(), Set.of()),
                Objects.requireNonNullElse(body.desks(), Set.<String>of()).stream()
                        .map(DeskId::new)
                        .collect(Collectors.toSet()));
        var signInName = credentials.requireFree(person.id(), required("signInName", body.signInName()));
        var password = Credentials.requireStrong(
                Objects.requireNonNullElseGet(body.password(), credentials::randomPassword), signInName, person.name());

        var unfinished = commands.person(person.id()).filter(person::equals).isPresent()
                && credentials.of(person.id()).isEmpty();
        if (!unfinished) {
            var welcome = new WelcomePerson(person.id(), person.name(), person.roles(), person.desks());
            people.join(me, welcome, repeat(request, welcome, signInName));
        }
        var made = credentials.of(person.id()).isEmpty();
        if (made) {
            credentials.give(
                    person.id(), signInName, password, Kind.PASSWORD_GRANTED, me.person(), RemoteAddress.of(request));
        }
        return ResponseEntity.created(URI.create("/api/people/" + person.id()))
                .body(new Welcomed(
                        person.id().value(),
                        person.name(),
                        signInName,
                        person.roles(),
                        person.desks().stream().map(DeskId::value).collect(Collectors.toSet()),
                        made && body.password() == null ? password : null));
    }

    /** The request without its password, of which not even a hash may be stored with the answer to a key. */
    private static @Nullable Repeat repeat(HttpServletRequest request, WelcomePerson welcome, String signInName) {
        return Repeats.of(
                request,
                new byte[0],
                welcome.person().value(),
                welcome.name(),
                signInName,
                new TreeSet<>(welcome.roles()).toString(),
                welcome.desks().stream().map(DeskId::value).sorted().toList().toString());
    }

    /**
     * Whoever knew the old password is out: every session of this person ends, and every token. They need not wait, either. The new one is for
     * one sign-in, in which they set their own.
     */
    @Operation(
            operationId = "reset-password",
            summary = "Gives somebody a password for one sign-in, and ends their sessions and tokens.")
    @PostMapping("/api/people/{id}/password")
    WasReset reset(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Reset body,
            HttpServletRequest request) {
        requireAdministrator(me);
        var person = new PersonId(id);
        var chosen = body == null ? null : body.password();
        var known = credentials
                .of(person)
                .filter(it -> commands.person(person).isPresent())
                .orElseThrow(() -> new Refused(
                        RefusalCode.NO_SUCH_PERSON,
                        "Nobody called '%s' can sign in here; welcome them first".formatted(id)));
        var password = Credentials.requireStrong(
                Objects.requireNonNullElseGet(chosen, credentials::randomPassword), known.signInName());
        var from = RemoteAddress.of(request);
        tokens.revokeAll(person, me.person(), from);
        credentials.give(person, known.signInName(), password, Kind.PASSWORD_RESET, me.person(), from);
        limits.forget(known.signInName());
        return new WasReset(id, known.signInName(), chosen == null ? password : null);
    }

    private static void requireAdministrator(SignedIn me) {
        if (!me.holds(Role.ADMINISTRATOR)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator keeps the desks and the people");
        }
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || !Words.saysSomething(value)) {
            throw new InvalidValue("A new person needs '%s'".formatted(name));
        }
        return value;
    }
}
