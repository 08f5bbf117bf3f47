package stet.web.newsroom.article;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.People;
import stet.desk.SourcesAtHand;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.article.Check;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.article.Stage;
import stet.domain.checking.Citation;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.SourceType;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Picture;
import stet.domain.content.WordSearch;
import stet.history.ArticleAsOf;
import stet.history.ChecksOf;
import stet.history.DeedsOf;
import stet.history.Entry;
import stet.history.History;
import stet.history.TimelineOf;
import stet.media.Pictures;
import stet.published.Story;
import stet.web.door.CommandsByName;
import stet.web.door.Repeats;
import stet.web.door.Replacements;
import stet.web.door.SignedIn;
import stet.web.findings.ArticleHints;
import stet.web.findings.UnclaimedWords;
import stet.web.house.House;
import stet.web.http.Problems;
import stet.web.newsroom.Me;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Panel;
import stet.web.newsroom.Refusal;
import stet.web.newsroom.Spoken;
import stet.web.newsroom.Times;
import stet.web.pages.Gallery;
import stet.web.pages.PublicEdition;
import stet.web.pages.Writing;
import stet.web.people.OwnPath;
import stet.web.reading.WhoReads;
import stet.workflow.Answer;

/**
 * An article: its words, and beside them one sort of work at a time. Every command has a form here, and every form works without
 * scripts: it is answered by the page as it is then, or by the page as it was, with the sentence that says why nothing was done.
 */
@Controller
@RequestMapping("/newsroom/articles/{id}")
class ArticlePages {
    /** The panel tells of what happened lately; the timeline, to which it leads, has all of it. */
    private static final int LATELY = 100;

    private static final List<String> SCRIPTS = List.of("article.js", "pictures.js", "mentions.js");
    private static final List<String> SCRIPTS_TO_WRITE =
            List.of("article.js", "pictures.js", "mentions.js", "editor.js");
    private static final Pattern ANCHOR = Pattern.compile("[A-Za-z0-9_-]{0,200}");
    private static final Set<Stage> CLOSED = EnumSet.of(Stage.SPIKED, Stage.KILLED);
    private static final Set<Role> WORKERS = EnumSet.range(Role.WRITER, Role.PUBLISHER);
    private static final Set<EditionKind> FIRST = EnumSet.of(EditionKind.ORIGINAL);
    private static final Set<EditionKind> LATER = EnumSet.complementOf(EnumSet.of(EditionKind.ORIGINAL));

    private final CommandsByName commands;
    private final Problems problems;
    private final UnclaimedWords unclaimed;
    private final Desk desk;
    private final History history;
    private final Pictures pictures;
    private final ArticleHints hints;
    private final WhoReads readers;
    private final Replacements replacements;
    private final House house;
    private final Clock clock;

    ArticlePages(
            CommandsByName commands,
            Problems problems,
            UnclaimedWords unclaimed,
            Desk desk,
            History history,
            Pictures pictures,
            ArticleHints hints,
            WhoReads readers,
            Replacements replacements,
            House house,
            Clock clock) {
        this.commands = commands;
        this.problems = problems;
        this.unclaimed = unclaimed;
        this.desk = desk;
        this.history = history;
        this.pictures = pictures;
        this.hints = hints;
        this.readers = readers;
        this.replacements = replacements;
        this.house = house;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView article(@PathVariable ArticleId id, @AuthenticationPrincipal SignedIn person) {
        return page(id, Panel.fitting(Me.of(person)), person);
    }

    @GetMapping("/{panel:checking|pictures|publishing|comments|people|history|details}")
    ModelAndView panel(
            @PathVariable ArticleId id,
            @PathVariable String panel,
            @RequestParam(defaultValue = "0") int from,
            @AuthenticationPrincipal SignedIn person) {
        return page(copy(id), Panel.at(panel).orElseThrow(), from, person);
    }

    /** Where words stand and what would fall, beside the words themselves; nothing is done yet. */
    @GetMapping("/replace")
    ModelAndView replace(
            @PathVariable ArticleId id,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") List<WordSearch.Option> options,
            @AuthenticationPrincipal SignedIn person) {
        var copy = copy(id);
        var page = page(copy, Panel.REPLACE, 0, person);
        if (find.isBlank()) {
            return page;
        }
        var article = copy.article();
        var asked = new ReplaceWords(id, article.revision(), find, options, with, List.of());
        page.addObject("asked", asked);
        try {
            page.addObject("replacing", replacements.of(article, asked, person));
        } catch (InvalidValue refused) {
            page.addObject("replacingRefused", refused.getMessage());
        }
        return page;
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
        return answer(id, panel, command, about, refusal, fields, byScript, response, person);
    }

    /** The page as it is after a form, or as it was, with what was typed and why nothing was done. */
    ModelAndView answer(
            ArticleId id,
            Panel panel,
            String command,
            String about,
            @Nullable Refusal refusal,
            MultiValueMap<String, String> fields,
            @Nullable String byScript,
            HttpServletResponse response,
            SignedIn person) {
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
        fields.forEach((name, values) -> typed.put(name, String.join("\n", values)));
        var page = page(id, panel, person)
                .addObject("refusal", refusal)
                .addObject("typed", new Typed(command, about, Map.copyOf(typed)));
        page.setStatus(refusal.status());
        return page;
    }

    /** How a source would be taken that is typed in one line, before it is sent. */
    @GetMapping("/source")
    @ResponseBody
    TakenAs source(@RequestParam String line) {
        try {
            var source = Citation.read(line, LocalDate.now(clock));
            return new TakenAs(
                    new Spoken().of(source.type()), source.type(), source.locator(), source.consulted(), source.note());
        } catch (InvalidValue none) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, none.getMessage(), none);
        }
    }

    /** @param called the type in words */
    record TakenAs(String called, SourceType type, String locator, LocalDate consulted, String note) {}

    /** As readers will see it: once as wide as a telephone, once as wide as a desk. */
    @GetMapping("/preview")
    ModelAndView preview(@PathVariable ArticleId id) {
        var copy = copy(id);
        return new ModelAndView("newsroom/preview").addObject("id", id.value()).addObject("article", copy.article());
    }

    /** The public page of a story, made of the words as they are now. */
    @GetMapping("/preview/story")
    ModelAndView previewed(@PathVariable ArticleId id) {
        var article = copy(id).article();
        var last = article.edition();
        var now = clock.instant();
        var number = last == null ? 1 : last.number() + 1;
        var edition = new Edition(
                number,
                last == null ? EditionKind.ORIGINAL : EditionKind.UPDATE,
                last == null ? "preview" : last.slug(),
                article.revision(),
                article.content(),
                last == null ? List.of() : last.notes(),
                last == null ? now : last.firstPublished());
        return new ModelAndView("pages/story")
                .addObject(
                        "edition",
                        PublicEdition.of(
                                new Story(id, edition, now, now, number, List.of()), Gallery.ofTheNewsroom(pictures)))
                .addObject("editions", List.of())
                .addObject("writing", new Writing(clock));
    }

    private WorkingCopy.Answer copy(ArticleId id) {
        return desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private @Nullable Refusal refusal(
            ArticleId id, String command, MultiValueMap<String, String> fields, SignedIn person) {
        return Refusal.<@Nullable Refusal>instead(
                problems, () -> asked(id, command, fields, person), refusal -> refusal);
    }

    private @Nullable Refusal asked(
            ArticleId id, String command, MultiValueMap<String, String> fields, SignedIn person) {
        requireAnchor(first(fields, "_about"));
        var sent = Form.read(fields, clock.getZone());
        desk.workingCopy(new WorkingCopy(id))
                .ifPresent(copy -> Completion.of(command, sent, copy.article().content()));
        Sourcing.of(sent, () -> desk.sources(new SourcesAtHand(id, readers.reach(person))), LocalDate.now(clock));
        var bytes = sent.toString().getBytes(StandardCharsets.UTF_8);
        var key = first(fields, "key");
        var outcome = commands.ask(
                id,
                command,
                sent,
                bytes,
                null,
                known -> Repeats.ofForm(key, List.of("form", command, new String(known, StandardCharsets.UTF_8))),
                person);
        return switch (outcome.answer()) {
            case Answer.No no -> Refusal.of(id, no);
            case Answer.Done _ -> null;
        };
    }

    /** It becomes a part of the address that the answer leads to. */
    private static void requireAnchor(String about) {
        if (!ANCHOR.matcher(about).matches()) {
            throw new InvalidValue(
                    "The form says that it is about something that no page has. Please open the page again");
        }
    }

    static String first(MultiValueMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.getFirst(name), "");
    }

    private ModelAndView page(ArticleId id, Panel panel, SignedIn person) {
        return page(copy(id), panel, 0, person);
    }

    /** @param from where the list of what is in no claim begins */
    private ModelAndView page(WorkingCopy.Answer copy, Panel panel, int from, SignedIn person) {
        var id = copy.article().id();
        var inTheWay = desk.whyNot(copy.article(), clock.instant()).obstacles();
        var obstacles = inTheNewsroomsTime(
                inTheWay.stream().map(obstacle -> Refusal.Step.of(id, obstacle)).toList(),
                copy.article().embargo());
        var page = new ModelAndView("newsroom/article")
                .addObject("id", id.value())
                .addObject("scripts", Me.of(person).edits() ? SCRIPTS_TO_WRITE : SCRIPTS)
                .addObject("copy", copy)
                .addObject("article", copy.article())
                .addObject("passages", PassageView.of(copy))
                .addObject("obstacles", obstacles)
                .addObject(
                        "standing", Standing.of(copy, asked -> history.deeds(new DeedsOf(id, asked)), clock.instant()))
                .addObject("panel", panel)
                .addObject("panels", Panel.values())
                .addObject(
                        "desks",
                        desk.desks(new Desks()).desks().stream()
                                .filter(each -> each.open()
                                        || each.id().equals(copy.article().desk()))
                                .toList())
                .addObject("people", desk.people(new People()).people())
                .addObject(
                        "confiding",
                        panel == Panel.PEOPLE
                                ? WhoItIsConfidedTo.of(copy.article(), desk.people(new People()), person)
                                : null)
                .addObject("closed", CLOSED.contains(copy.article().stage()))
                .addObject("typed", Typed.NOTHING)
                .addObject("writing", WhileWriting.of(copy.article().content(), house))
                .addObject("key", Pages.key())
                .addObject("ownWords", copy.article().wrote(person.person()));
        switch (panel) {
            case CHECKING -> {
                var checking = Checking.of(copy, unclaimed.of(copy), from, history.checks(new ChecksOf(id)));
                var signed = Optional.ofNullable(checking.signedOff())
                        .flatMap(entry -> history.version(ArticleAsOf.after(id, entry.sequence())))
                        .map(ArticleAsOf.Version::content);
                page.addObject("checking", checking)
                        .addObject("signingOff", SigningOff.of(copy.article(), signed, person.person(), copy.names()))
                        .addObject(
                                "hints",
                                WorthALook.of(
                                        hints.of(copy.article()), copy.article().content()))
                        .addObject("atHand", desk.sources(new SourcesAtHand(id, readers.reach(person))))
                        .addObject("claimKinds", ClaimKind.values())
                        .addObject("sourceTypes", SourceType.values())
                        .addObject("remedies", Remedy.values());
            }
            case HISTORY -> {
                var lately = history.timeline(new TimelineOf(id, null, null, null, null, LATELY));
                var entries = lately.sessions().stream()
                        .flatMap(session -> session.events().stream())
                        .map(TimelineOf.Event::entry)
                        .sorted(Comparator.comparingLong(Entry::sequence).reversed())
                        .toList();
                page.addObject("entries", entries)
                        .addObject("changes", ShownChanges.of(entries))
                        .addObject("earlier", lately.next());
            }
            case PEOPLE -> page.addObject("workers", WORKERS);
            case PUBLISHING ->
                page.addObject("kinds", copy.article().edition() == null ? FIRST : LATER)
                        .addObject("changed", CorrectablePassage.of(copy.article()))
                        .addObject("checks", Check.values())
                        .addObject("outstanding", copy.article().outstanding());
            case PICTURES ->
                page.addObject(
                                "captioning",
                                Captioning.of(
                                        copy, inTheWay, history.checks(new ChecksOf(id)), pictures, person.person()))
                        .addObject("parts", Picture.Part.values())
                        .addObject("digitalSourceTypes", DigitalSourceType.values());
            case COMMENTS, DETAILS, REPLACE -> {}
        }
        return page;
    }

    /** The domain knows no zone, and says an instant as programs read it. */
    private List<Refusal.Step> inTheNewsroomsTime(List<Refusal.Step> steps, @Nullable Instant embargo) {
        if (embargo == null) {
            return steps;
        }
        var moment = new Times(clock).moment(embargo);
        return steps.stream()
                .map(step -> new Refusal.Step(step.sentence().replace(embargo.toString(), moment), step.link()))
                .toList();
    }
}
