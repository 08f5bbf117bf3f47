package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.desk.Board;
import stet.desk.Card;
import stet.desk.Counts;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.MyWork;
import stet.desk.People;
import stet.desk.Queue;
import stet.desk.Which;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.article.Stage;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.history.History;
import stet.history.NewsroomChanges;
import stet.web.access.RemoteAddress;
import stet.web.door.ArticleCommands;
import stet.web.door.Door;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.door.StrictJson;
import stet.web.http.Cursors;
import stet.web.http.Problems;
import stet.web.people.Staff;
import stet.web.reading.WhatIsFound;
import stet.web.reading.WhoReads;
import stet.workflow.Answer;

/** The newsroom: its board, its desks, its people and what happened to them. */
@RestController
@RequestMapping("/api")
class NewsroomApi {
    private static final Map<String, Class<? extends NewsroomCommand>> COMMANDS = commands();

    private final Door door;
    private final StrictJson json;
    private final Cursors cursors;
    private final Desk desk;
    private final History history;
    private final WhoReads readers;
    private final WhatIsFound finds;
    private final Staff staff;

    NewsroomApi(
            Door door,
            StrictJson json,
            Cursors cursors,
            Desk desk,
            History history,
            WhoReads readers,
            WhatIsFound finds,
            Staff staff) {
        this.staff = staff;
        this.door = door;
        this.json = json;
        this.cursors = cursors;
        this.desk = desk;
        this.history = history;
        this.readers = readers;
        this.finds = finds;
    }

    /** All but welcoming somebody, who needs a password, too: that is asked for at {@code /api/people}. */
    static Map<String, Class<? extends NewsroomCommand>> commands() {
        var commands = new LinkedHashMap<String, Class<? extends NewsroomCommand>>();
        for (var command : NewsroomCommand.class.getPermittedSubclasses()) {
            if (command != WelcomePerson.class) {
                commands.put(ArticleCommands.kebab(command.getSimpleName()), command.asSubclass(NewsroomCommand.class));
            }
        }
        return commands;
    }

    /**
     * @param complete false where the words may stand in the headline or slugline of others, too: the index is still reading, the search
     *     took too long, or there are so many that only those are told that changed last
     * @param next what to ask {@code after} for the next page, or null if this is the last
     */
    record BoardPage(
            List<Card> cards, boolean complete, @Nullable String next) {}

    /** The articles, the most urgent first, and of these the one first to which something happened last. */
    @Operation(
            operationId = "board",
            summary = "The articles, the most urgent first.",
            description =
                    "text finds articles by words of their headline or slugline, in any of their forms, as a search"
                            + " does; the last word may be how one begins.")
    @GetMapping("/articles")
    BoardPage board(
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable Queue queue,
            @RequestParam(defaultValue = "false") boolean live,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable PersonId assigned,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable Integer urgency,
            @RequestParam(required = false) @Nullable Instant stageBefore,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal SignedIn person) {
        var called = text == null || text.isBlank() ? null : finds.called(person, text);
        var page = this.desk.board(new Board(
                stage,
                queue,
                live,
                new Which(
                        desk,
                        assigned,
                        called == null ? null : called.found().articles(),
                        section,
                        urgency,
                        stageBefore,
                        readers.reach(person)),
                cursors.read(after, Board.Place.class),
                limit));
        return new BoardPage(page.cards(), called == null || called.complete(), cursors.of(page.next()));
    }

    @Operation(operationId = "counts", summary = "How many articles wait at each step.")
    @GetMapping("/counts")
    Counts.Answer counts(@AuthenticationPrincipal SignedIn person) {
        return desk.counts(new Counts(Which.ALL.within(readers.reach(person))));
    }

    @Operation(
            operationId = "my-work",
            summary = "What you have to do, have begun, and have written that others have now.")
    @GetMapping("/me/work")
    MyWork.Answer work(@AuthenticationPrincipal SignedIn person) {
        return desk.myWork(new MyWork(person.person(), readers.reach(person)));
    }

    @Operation(operationId = "people", summary = "Who works here.")
    @GetMapping("/people")
    People.Answer people() {
        return desk.people(new People());
    }

    @Operation(operationId = "desks", summary = "The desks there are.")
    @GetMapping("/desks")
    Desks.Answer desks() {
        return desk.desks(new Desks());
    }

    @Operation(operationId = "newsroom-history", summary = "What happened to desks and people, the newest first.")
    @GetMapping("/newsroom/history")
    NewsroomChanges.Page history(
            @RequestParam(required = false) @Nullable Long after, @RequestParam(defaultValue = "50") int limit) {
        return history.changes(new NewsroomChanges(after, limit));
    }

    @PostMapping(path = "/newsroom/{command}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> command(
            @PathVariable String command,
            @RequestBody byte[] body,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn person) {
        var type = COMMANDS.get(command);
        if (type == null) {
            return Problems.answer(Problems.problem(
                    HttpStatus.NOT_FOUND,
                    "no-such-command",
                    "There is no command '%s'; there are %s".formatted(command, String.join(", ", COMMANDS.keySet()))));
        }
        var sent = json.object(body);
        var said = Said.takenFrom(sent, Repeats.of(request, body), Map.of());
        var asked = json.read(sent, type);
        var outcome = door.send(asked, person, said);
        if (asked instanceof FarewellPerson(var gone) && outcome.answer() instanceof Answer.Done) {
            staff.left(person.person(), gone, RemoteAddress.of(request));
        }
        return Receipts.of(outcome);
    }
}
