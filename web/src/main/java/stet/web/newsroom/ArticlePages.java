package stet.web.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.desk.WhyNot;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.content.Hash;
import stet.history.ChangesOf;
import stet.history.Entry;
import stet.history.History;
import stet.web.api.CommandsByName;
import stet.web.api.Problems;
import stet.web.people.OwnPath;
import stet.web.people.SignedIn;
import stet.workflow.Answer;
import stet.workflow.Repeat;

/**
 * An article: its words, and beside them one sort of work at a time. Every command has a form here, and every form works without
 * scripts: it is answered by the page as it is then, or by the page as it was, with the sentence that says why nothing was done.
 */
@Controller
@RequestMapping("/newsroom/articles/{id}")
class ArticlePages {
    private static final int EVENTS_ON_A_PAGE = 200;

    private final CommandsByName commands;
    private final Problems problems;
    private final Desk desk;
    private final History history;
    private final Clock clock;

    ArticlePages(CommandsByName commands, Problems problems, Desk desk, History history, Clock clock) {
        this.commands = commands;
        this.problems = problems;
        this.desk = desk;
        this.history = history;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView article(@PathVariable ArticleId id, @AuthenticationPrincipal SignedIn person) {
        return page(id, Panel.fitting(Me.of(person)), person);
    }

    @GetMapping("/{panel:checking|pictures|publishing|comments|people|history}")
    ModelAndView panel(
            @PathVariable ArticleId id, @PathVariable String panel, @AuthenticationPrincipal SignedIn person) {
        return page(id, Panel.at(panel).orElseThrow(), person);
    }

    /**
     * A command by its name, with the fields of the form (see {@link Form}). {@code _panel} says where the form stood and {@code _about}
     * which of several things it was about; {@code _back} leads back to another page of ours, where the form stood there.
     */
    @PostMapping(path = "/{command}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView ask(
            @PathVariable ArticleId id,
            @PathVariable String command,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript,
            HttpServletResponse response,
            @AuthenticationPrincipal SignedIn person) {
        var panel = Panel.at(first(fields, "_panel")).orElseGet(() -> Panel.fitting(Me.of(person)));
        var about = first(fields, "_about");
        var refusal = refusal(id, command, fields, person);
        if (refusal == null) {
            var back = first(fields, "_back");
            if (OwnPath.is(back)) {
                return Pages.seeOther(back);
            }
            var anchor = about.isEmpty() ? "" : "#" + about;
            return Pages.seeOther("/newsroom/articles/%s/%s%s".formatted(id, panel.path(), anchor));
        }
        if (byScript != null) {
            return Pages.refused(refusal, response);
        }
        var typed = new HashMap<String, String>();
        fields.forEach((name, values) -> typed.put(name, values.isEmpty() ? "" : values.getFirst()));
        var page = page(id, panel, person)
                .addObject("refusal", refusal)
                .addObject("typed", new Typed(command, about, Map.copyOf(typed)));
        page.setStatus(refusal.status());
        return page;
    }

    private @Nullable Refusal refusal(
            ArticleId id, String command, MultiValueMap<String, String> fields, SignedIn person) {
        try {
            var sent = Form.read(fields, clock.getZone());
            var bytes = sent.toString().getBytes(StandardCharsets.UTF_8);
            var key = first(fields, "key");
            var outcome = commands.ask(
                    id,
                    command,
                    sent,
                    bytes,
                    known -> key.isBlank() ? null : new Repeat(key, fingerprint(command, known)),
                    person);
            return switch (outcome.answer()) {
                case Answer.No no -> Refusal.of(id, no);
                case Answer.Done _ -> null;
            };
        } catch (RuntimeException failure) {
            var refusal = Refusal.of(problems, failure);
            if (refusal == null) {
                throw failure;
            }
            return refusal;
        }
    }

    private static String fingerprint(String command, byte[] known) {
        return Hash.of(List.of("form", command, new String(known, StandardCharsets.UTF_8)))
                .value();
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.getFirst(name), "");
    }

    private ModelAndView page(ArticleId id, Panel panel, SignedIn person) {
        var copy = desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var obstacles = desk.whyNot(new WhyNot(id, clock.instant())).orElseThrow().obstacles().stream()
                .map(obstacle -> Refusal.Step.of(id, obstacle))
                .toList();
        var page = new ModelAndView("newsroom/article")
                .addObject("id", id.value())
                .addObject("copy", copy)
                .addObject("article", copy.article())
                .addObject(
                        "passages",
                        Passage.of(
                                copy.article().content(),
                                copy.article().claims().values()))
                .addObject("obstacles", obstacles)
                .addObject("panel", panel)
                .addObject("panels", Panel.values())
                .addObject("desks", desk.desks(new Desks()).desks())
                .addObject("typed", Typed.NOTHING)
                .addObject("key", Pages.key())
                .addObject("ownWords", copy.article().wrote(person.person()));
        switch (panel) {
            case CHECKING -> page.addObject("checking", Checking.of(copy, entries(id)));
            case HISTORY -> page.addObject("entries", entries(id).reversed());
            case COMMENTS, PEOPLE ->
                page.addObject("people", desk.people(new People()).people());
            case PICTURES, PUBLISHING -> {}
        }
        return page;
    }

    /** Everything that happened, in order. */
    private List<Entry> entries(ArticleId id) {
        var all = new ArrayList<Entry>();
        Long after = null;
        do {
            var page = history.changes(new ChangesOf(id, after, EVENTS_ON_A_PAGE));
            all.addAll(page.entries());
            after = page.next();
        } while (after != null);
        return all;
    }
}
