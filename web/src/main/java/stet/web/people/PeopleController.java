package stet.web.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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
import stet.domain.Role;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;
import stet.web.door.Only;
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
    private final Staff staff;

    /** @param password null where one is to be made */
    record Newcomer(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String signInName,

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

    /**
     * @param id made of the name where it is not said
     * @param email to which the invitation goes; null where its link is to be shown in the answer
     */
    record Guest(
            @Nullable String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable Set<Role> roles,
            @Nullable Set<String> desks,
            @Nullable String email) {}

    /** @param email to which the invitation goes; null where its link is to be shown in the answer */
    record Again(@Nullable String email) {}

    PeopleController(Commands commands, Welcoming people, Credentials credentials, Staff staff) {
        this.commands = commands;
        this.people = people;
        this.credentials = credentials;
        this.staff = staff;
    }

    @ApiResponse(responseCode = "201", description = "Here; the link is shown, or goes by letter")
    @Operation(
            operationId = "invite-person",
            summary = "Lets somebody in, who sets a password of their own behind a link that works once.")
    @PostMapping("/api/people/invitations")
    ResponseEntity<Staff.Invited> invite(
            @AuthenticationPrincipal SignedIn me, @RequestBody Guest body, HttpServletRequest request) {
        var invited = staff.invite(
                me,
                body.id(),
                required("name", body.name()),
                Objects.requireNonNullElse(body.roles(), Set.of()),
                desks(body.desks()),
                body.email(),
                RemoteAddress.of(request));
        return ResponseEntity.created(URI.create("/api/people/" + invited.id())).body(invited);
    }

    @ApiResponse(responseCode = "200", description = "Invited anew; the link before has ended")
    @Operation(operationId = "invite-again", summary = "Makes another link for somebody who has no password yet.")
    @PostMapping("/api/people/{id}/invitation")
    Staff.Invited inviteAgain(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Again body,
            HttpServletRequest request) {
        return staff.inviteAgain(me, new PersonId(id), body == null ? null : body.email(), RemoteAddress.of(request));
    }

    private static Set<DeskId> desks(@Nullable Set<String> ids) {
        return Objects.requireNonNullElse(ids, Set.<String>of()).stream()
                .map(DeskId::new)
                .collect(Collectors.toSet());
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
        Only.administrators(me);
        var person = new Newsroom.Person(
                new PersonId(required("id", body.id())),
                Words.visible(required("name", body.name())),
                Objects.requireNonNullElse(body.roles(), Set.of()),
                desks(body.desks()));
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

    @Operation(
            operationId = "reset-password",
            summary = "Gives somebody a password for one sign-in, and ends their sessions and tokens.")
    @PostMapping("/api/people/{id}/password")
    Staff.WasReset reset(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Reset body,
            HttpServletRequest request) {
        return staff.reset(me, new PersonId(id), body == null ? null : body.password(), RemoteAddress.of(request));
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || !Words.saysSomething(value)) {
            throw new InvalidValue("A new person needs '%s'".formatted(name));
        }
        return value;
    }
}
