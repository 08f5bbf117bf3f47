package stet.web.newsroom.administration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
import stet.desk.Counts;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.desk.Queue;
import stet.domain.DeskId;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.CloseDesk;
import stet.domain.newsroom.NewsroomCommand.CloseReading;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.OpenReading;
import stet.domain.newsroom.NewsroomCommand.RenameDesk;
import stet.domain.newsroom.NewsroomCommand.ReopenDesk;
import stet.web.door.SignedIn;
import stet.web.newsroom.Asked;
import stet.workflow.Commands;

/** The desks: opening, renaming and closing them, and who reads what stands at them. {@code Security} lets in administrators alone. */
@Controller
@RequestMapping(DesksPages.PATH)
class DesksPages {
    static final String PATH = "/newsroom/desks";
    private static final Set<Queue> OVER = EnumSet.of(Queue.SPIKED, Queue.KILLED);

    private final Desk desk;
    private final Commands commands;
    private final Asked asked;

    DesksPages(Desk desk, Commands commands, Asked asked) {
        this.desk = desk;
        this.commands = commands;
        this.asked = asked;
    }

    /**
     * @param articles how many stand there that are neither spiked nor killed
     * @param amongThemselves whether its own people alone read them
     */
    public record Line(Desks.OneDesk desk, int articles, int people, boolean amongThemselves) {}

    @GetMapping
    ModelAndView desks() {
        return page("", "");
    }

    @PostMapping("/open")
    ModelAndView open(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me) {
        return Asked.done(
                () -> {
                    asked.of(new OpenDesk(new DeskId(id.strip()), name), me);
                    return PATH;
                },
                () -> page(id, name));
    }

    @PostMapping("/{id}/rename")
    ModelAndView rename(
            @PathVariable DeskId id,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me) {
        return asks(new RenameDesk(id, name), me);
    }

    /** What it would do is asked first. */
    @GetMapping("/{id}/close")
    ModelAndView askForClosing(@PathVariable DeskId id) {
        var page = page("", "");
        return page.addObject("closing", line(id));
    }

    @PostMapping("/{id}/close")
    ModelAndView close(@PathVariable DeskId id, @AuthenticationPrincipal SignedIn me) {
        return asks(new CloseDesk(id), me);
    }

    @PostMapping("/{id}/reopen")
    ModelAndView reopen(@PathVariable DeskId id, @AuthenticationPrincipal SignedIn me) {
        return asks(new ReopenDesk(id), me);
    }

    @PostMapping("/{id}/close-reading")
    ModelAndView closeReading(@PathVariable DeskId id, @AuthenticationPrincipal SignedIn me) {
        return asks(new CloseReading(id), me);
    }

    @PostMapping("/{id}/open-reading")
    ModelAndView openReading(@PathVariable DeskId id, @AuthenticationPrincipal SignedIn me) {
        return asks(new OpenReading(id), me);
    }

    private ModelAndView asks(NewsroomCommand command, SignedIn me) {
        return Asked.done(
                () -> {
                    asked.of(command, me);
                    return PATH;
                },
                () -> page("", ""));
    }

    private Line line(DeskId id) {
        return lines().stream()
                .filter(line -> line.desk().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private List<Line> lines() {
        var articles = desk.counts(new Counts()).counts().stream()
                .filter(count -> !OVER.contains(count.queue()))
                .collect(groupingBy(Counts.Count::desk, summingInt(Counts.Count::articles)));
        var people = desk.people(new People()).people().stream()
                .flatMap(person -> person.desks().stream())
                .collect(groupingBy(at -> at, summingInt(_ -> 1)));
        var amongThemselves = commands.newsroom().closed();
        return desk.desks(new Desks()).desks().stream()
                .map(one -> new Line(
                        one,
                        articles.getOrDefault(one.id(), 0),
                        people.getOrDefault(one.id(), 0),
                        amongThemselves.contains(one.id())))
                .toList();
    }

    private ModelAndView page(String id, String name) {
        return new ModelAndView("newsroom/administration/desks")
                .addObject("typedId", id)
                .addObject("typedName", name)
                .addObject("lines", lines());
    }
}
