package stet.web.newsroom.administration;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.desk.WorkOf;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.content.Words;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.ChangeDesks;
import stet.domain.newsroom.NewsroomCommand.ChangeRoles;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;
import stet.web.newsroom.Asked;
import stet.web.people.Staff;
import stet.web.reading.WhoReads;

/** Who works here: inviting them, what they do and where, their way in, and their farewell. {@code Security} lets in administrators alone. */
@Controller
@RequestMapping(PeoplePages.PATH)
class PeoplePages {
    static final String PATH = "/newsroom/people";

    private final Desk desk;
    private final Staff staff;
    private final Asked asked;
    private final WhoReads readers;

    PeoplePages(Desk desk, Staff staff, Asked asked, WhoReads readers) {
        this.desk = desk;
        this.staff = staff;
        this.asked = asked;
        this.readers = readers;
    }

    /** What was typed of somebody to be invited, so that a refusal takes nothing away. */
    public record Typed(String name, String email, Set<Role> roles, Set<String> desks) {
        static final Typed NOTHING = new Typed("", "", Set.of(), Set.of());
    }

    /** @param desks what those are called at which they work */
    public record Line(People.Person person, Staff.Standing standing, List<String> desks) {}

    /**
     * Something that somebody would leave behind.
     *
     * @param article what it is called, if whoever asks may read it; administrators as such do not
     */
    public record Left(@Nullable String article, String desk, Role role) {}

    @GetMapping
    ModelAndView people() {
        return page(Typed.NOTHING);
    }

    @PostMapping("/invite")
    ModelAndView invite(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(required = false) @Nullable Set<Role> role,
            @RequestParam(required = false) @Nullable Set<String> at,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request) {
        var typed = new Typed(name, email, role == null ? Set.of() : role, at == null ? Set.of() : at);
        return Asked.answered(
                () -> {
                    if (!Words.saysSomething(name)) {
                        throw new InvalidValue("Somebody has a name, by which the others know them");
                    }
                    var invited =
                            staff.invite(me, null, name, typed.roles(), desks(at), email, RemoteAddress.of(request));
                    return page(Typed.NOTHING).addObject("invited", invited);
                },
                () -> page(typed));
    }

    @GetMapping("/{id}")
    ModelAndView person(@PathVariable PersonId id) {
        return page(id);
    }

    /** A form says nothing of boxes of which none is ticked; so with the next. */
    @PostMapping("/{id}/roles")
    ModelAndView roles(
            @PathVariable PersonId id,
            @RequestParam(required = false) @Nullable Set<Role> role,
            @AuthenticationPrincipal SignedIn me) {
        return asks(id, () -> new ChangeRoles(id, role == null ? Set.of() : role), me);
    }

    @PostMapping("/{id}/desks")
    ModelAndView desks(
            @PathVariable PersonId id,
            @RequestParam(required = false) @Nullable Set<String> at,
            @AuthenticationPrincipal SignedIn me) {
        return asks(id, () -> new ChangeDesks(id, desks(at)), me);
    }

    private ModelAndView asks(PersonId id, Supplier<NewsroomCommand> command, SignedIn me) {
        return Asked.done(
                () -> {
                    asked.of(command.get(), me);
                    return PATH + "/" + id;
                },
                () -> page(id));
    }

    @PostMapping("/{id}/invite")
    ModelAndView inviteAgain(
            @PathVariable PersonId id,
            @RequestParam(defaultValue = "") String email,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request) {
        return Asked.answered(
                () -> {
                    var invited = staff.inviteAgain(me, id, email, RemoteAddress.of(request));
                    return page(id).addObject("invited", invited);
                },
                () -> page(id));
    }

    /** What it would do is asked first. */
    @GetMapping("/{id}/password")
    ModelAndView askForPassword(@PathVariable PersonId id) {
        return page(id).addObject("confirm", "password");
    }

    @PostMapping("/{id}/password")
    ModelAndView password(@PathVariable PersonId id, @AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        return Asked.answered(
                () -> {
                    var reset = staff.reset(me, id, null, RemoteAddress.of(request));
                    return page(id).addObject("reset", reset);
                },
                () -> page(id));
    }

    /** What it would do is asked first. */
    @GetMapping("/{id}/second-factor")
    ModelAndView askForSecondFactor(@PathVariable PersonId id) {
        return page(id).addObject("confirm", "second-factor");
    }

    @PostMapping("/{id}/second-factor")
    ModelAndView takeSecondFactorAway(
            @PathVariable PersonId id, @AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        return Asked.done(
                () -> {
                    staff.takeSecondFactorAway(me, id, RemoteAddress.of(request));
                    return PATH + "/" + id;
                },
                () -> page(id));
    }

    @GetMapping("/{id}/farewell")
    ModelAndView askForFarewell(@PathVariable PersonId id, @AuthenticationPrincipal SignedIn me) {
        var names = new Desks.Names(desk.desks(new Desks()));
        return page(id).addObject("confirm", "farewell")
                .addObject(
                        "leaves",
                        desk.work(new WorkOf(id)).given().stream()
                                .map(given -> new Left(
                                        readers.mayRead(me.person(), given.article()) ? given.headline() : null,
                                        names.of(given.desk()),
                                        given.role()))
                                .toList());
    }

    @PostMapping("/{id}/farewell")
    ModelAndView farewell(@PathVariable PersonId id, @AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        return Asked.done(
                () -> {
                    asked.of(new FarewellPerson(id), me);
                    staff.left(me.person(), id, RemoteAddress.of(request));
                    return PATH;
                },
                () -> page(id));
    }

    private static Set<DeskId> desks(@Nullable Set<String> at) {
        return at == null ? Set.of() : Set.copyOf(at.stream().map(DeskId::new).toList());
    }

    private ModelAndView page(Typed typed) {
        var standings = staff.standings();
        var names = new Desks.Names(desk.desks(new Desks()));
        var people = desk.people(new People()).people();
        return withChoices(new ModelAndView("newsroom/administration/people"))
                .addObject("typed", typed)
                .addObject(
                        "lines",
                        people.stream()
                                .filter(People.Person::here)
                                .map(person -> new Line(
                                        person,
                                        standings.getOrDefault(person.id(), Staff.Standing.NONE),
                                        person.desks().stream()
                                                .map(names::of)
                                                .sorted()
                                                .toList()))
                                .toList())
                .addObject(
                        "gone", people.stream().filter(person -> !person.here()).toList());
    }

    private ModelAndView page(PersonId id) {
        var person = desk.people(new People()).people().stream()
                .filter(each -> each.id().equals(id) && each.here())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return withChoices(new ModelAndView("newsroom/administration/person"))
                .addObject("person", person)
                .addObject("secondFactor", staff.hasSecondFactor(id))
                .addObject("standing", staff.standings().getOrDefault(id, Staff.Standing.NONE));
    }

    private ModelAndView withChoices(ModelAndView page) {
        return page.addObject("roles", Role.values())
                .addObject("desks", desk.desks(new Desks()).desks())
                .addObject("letters", staff.letters());
    }
}
