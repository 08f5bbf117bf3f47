package stet.web.newsroom.article;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.history.History;
import stet.history.PeopleOf;
import stet.history.Point;
import stet.history.RedlineOf;
import stet.history.TimelineOf;
import stet.history.Work;
import stet.web.door.Restorations;
import stet.web.door.SignedIn;
import stet.web.findings.Corrections;
import stet.web.findings.Provenances;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Pages;

/** What became of an article: two of its versions as one text, all that happened, who wrote what, and how something is put back. */
@Controller
@RequestMapping("/newsroom/articles/{id}")
class HistoryPages {
    private static final int EVENTS_ON_A_PAGE = 50;
    /** What may stand in an address as it is. */
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9/_#-]{1,200}");

    private final Desk desk;
    private final History history;
    private final Restorations restorations;
    private final Provenances provenances;
    private final Corrections corrections;
    private final Clock clock;

    HistoryPages(
            Desk desk,
            History history,
            Restorations restorations,
            Provenances provenances,
            Corrections corrections,
            Clock clock) {
        this.corrections = corrections;
        this.desk = desk;
        this.history = history;
        this.restorations = restorations;
        this.provenances = provenances;
        this.clock = clock;
    }

    /** Two versions, however they are called: see {@link Point#read}. The address says which, and can be sent to somebody. */
    @GetMapping("/redline")
    ModelAndView redline(
            @PathVariable ArticleId id,
            @RequestParam(defaultValue = "public") String from,
            @RequestParam(defaultValue = "copy") String to,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "") String place) {
        if (revision != null) {
            return Pages.seeOther("/newsroom/articles/%s/redline?from=r%d&to=r%d%s"
                    .formatted(
                            id,
                            Math.max(1, revision - 1),
                            revision,
                            PLACE.matcher(place).matches() ? "&place=" + place.replace("#", "%23") : ""));
        }
        var article = article(id);
        var page = new ModelAndView("newsroom/history/redline")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("scripts", List.of("redline.js"))
                .addObject("from", from)
                .addObject("to", to)
                .addObject("place", place)
                .addObject("answer", null);
        try {
            var zone = clock.getZone();
            var answer = history.redline(new RedlineOf(id, Point.read(from, zone), Point.read(to, zone)))
                    .orElseThrow(HistoryPages::missing);
            var marked = place.isBlank()
                    ? List.of()
                    : history.timeline(marks(id, place)).marked();
            return page.addObject("answer", answer)
                    .addObject("marked", marked)
                    .addObject("view", RedlineView.of(answer.redline()))
                    .addObject("earlier", step(answer, -1).orElse(null))
                    .addObject(
                            "later",
                            step(answer, 1)
                                    .filter(step -> step.to() <= article.revision())
                                    .orElse(null));
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        }
    }

    /** Everything that happened, the newest first, as people worked; narrowed by the address. */
    @GetMapping("/timeline")
    ModelAndView timeline(
            @PathVariable ArticleId id,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String work,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(required = false) @Nullable Long before) {
        var article = article(id);
        var passages = PassageView.of(article.content());
        var page = new ModelAndView("newsroom/history/timeline")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("scripts", List.of("redline.js"))
                .addObject("by", by)
                .addObject("work", work)
                .addObject("place", place)
                .addObject("works", Work.values())
                .addObject("people", history.people(new PeopleOf(id)).people())
                .addObject("passages", passages)
                .addObject(
                        "placeCalled",
                        passages.stream()
                                .filter(each -> each.place().equals(place))
                                .map(PassageView::called)
                                .findFirst()
                                .orElse(place))
                .addObject("before", before)
                .addObject("corrections", corrections.of(article));
        try {
            return happened(
                    page,
                    history.timeline(new TimelineOf(
                            id,
                            by.isBlank() ? null : new PersonId(by),
                            Arrays.stream(Work.values())
                                    .filter(each -> each.name().equals(work))
                                    .findFirst()
                                    .orElse(null),
                            place.isBlank() ? null : place,
                            before,
                            EVENTS_ON_A_PAGE)));
        } catch (InvalidValue invalid) {
            return Asked.refused(
                    happened(page, history.timeline(new TimelineOf(id, null, null, null, null, EVENTS_ON_A_PAGE))),
                    invalid);
        }
    }

    private static ModelAndView happened(ModelAndView page, TimelineOf.Page timeline) {
        var entries = timeline.sessions().stream()
                .flatMap(session -> session.events().stream())
                .map(TimelineOf.Event::entry)
                .toList();
        return page.addObject("timeline", timeline).addObject("changes", ShownChanges.of(entries));
    }

    /** What putting a revision, a passage or some words of one back would do, and the form that does it. */
    @GetMapping("/restore")
    ModelAndView restore(
            @PathVariable ArticleId id,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String passage,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            @AuthenticationPrincipal SignedIn person) {
        var article = article(id);
        var page = new ModelAndView("newsroom/history/restore")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("scripts", List.of("redline.js"))
                .addObject("key", Pages.key())
                .addObject("revision", revision)
                .addObject("passage", passage)
                .addObject("from", from)
                .addObject("to", to)
                .addObject("preview", null);
        try {
            var asked =
                    new RestoreRevision(id, article.revision(), revision, passage.isBlank() ? null : passage, from, to);
            var preview = restorations.of(asked, person).orElseThrow(HistoryPages::missing);
            return page.addObject("preview", preview).addObject("view", RedlineView.of(preview.redline()));
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        }
    }

    /** Who wrote which words, in the words themselves; and, of words that are named by where they stand, their whole story. */
    @GetMapping("/provenance")
    ModelAndView provenance(
            @PathVariable ArticleId id,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = "-1") int at,
            @RequestParam(required = false) @Nullable Integer from) {
        var article = article(id);
        var page = new ModelAndView("newsroom/history/provenance")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("revision", revision)
                .addObject("view", null);
        try {
            var found = provenances.of(id, revision).orElseThrow(HistoryPages::missing);
            return page.addObject("view", ProvenanceView.of(found, part, at, from));
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        }
    }

    /** What was put right, and which sign-off and which verdict had missed it. */
    @GetMapping("/corrections")
    ModelAndView corrections(@PathVariable ArticleId id) {
        var article = article(id);
        return new ModelAndView("newsroom/history/corrections")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("answer", corrections.of(article));
    }

    private Article article(ArticleId id) {
        return desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(HistoryPages::missing)
                .article();
    }

    /** Two revisions that follow one another. */
    public record Step(int from, int to) {}

    private static TimelineOf marks(ArticleId id, String place) {
        return new TimelineOf(id, null, null, place, null, 1);
    }

    /** What the revision before, or behind, the later of the two versions did. */
    private static Optional<Step> step(RedlineOf.Answer answer, int by) {
        var last = Math.max(answer.from().revision(), answer.to().revision());
        var single = Math.abs(answer.from().revision() - answer.to().revision()) == 1;
        // From a redline over many revisions one goes to what the last of them did, before going on to others.
        var to = single || by > 0 ? last + by : last;
        return to < 2 ? Optional.empty() : Optional.of(new Step(to - 1, to));
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
