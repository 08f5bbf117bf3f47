package stet.web.newsroom.article;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.Role;
import stet.domain.content.Blackout;
import stet.web.door.Door;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.workflow.Answer;
import stet.workflow.Redaction;
import stet.workflow.Repeat;

/**
 * Where a standards editor takes words out of the record of an article for good (rule 48): first what would go is looked at, and then it
 * goes. The words stand in the form and nowhere else, and never in an address.
 */
@Controller
@RequestMapping("/newsroom/articles/{id}/redact-words")
class RedactionPage {
    private final Door door;
    private final Redaction redaction;
    private final Desk desk;
    private final Problems problems;

    RedactionPage(Door door, Redaction redaction, Desk desk, Problems problems) {
        this.door = door;
        this.redaction = redaction;
        this.desk = desk;
        this.problems = problems;
    }

    /**
     * What was typed.
     *
     * @param words one name, or one form of it, on each line
     * @param asWritten whether capitals make a difference
     * @param sure whether all that goes may go
     * @param looked the words of which it was shown before what goes; null or others where it was not
     * @param lookedAsWritten whether capitals made a difference then
     * @param key by which it is known that it is sent again
     */
    public record Typed(
            @Nullable String words,
            @Nullable Boolean asWritten,
            @Nullable String ground,
            @Nullable Boolean sure,
            @Nullable String looked,
            @Nullable Boolean lookedAsWritten,
            @Nullable String key) {
        private static final Typed NOTHING = new Typed(null, null, null, null, null, null, null);

        Blackout blackout() {
            return Blackout.of(lines(words), justSo());
        }

        public boolean justSo() {
            return Boolean.TRUE.equals(asWritten);
        }

        /** Whether it was shown before what goes. What nobody has looked at does not go, whatever is ticked. */
        boolean seen() {
            return !lines(words).isEmpty()
                    && lines(words).equals(lines(looked))
                    && justSo() == Boolean.TRUE.equals(lookedAsWritten);
        }

        public boolean decided() {
            return Boolean.TRUE.equals(sure) && seen();
        }

        /** What it is known again by says nothing of the words: it is kept. */
        @Nullable
        Repeat repeat(ArticleId id) {
            return Repeats.ofForm(key == null ? "" : key, List.of("redact-words", id.value()));
        }

        public String said() {
            return words == null ? "" : words;
        }

        public String because() {
            return ground == null ? "" : ground;
        }

        private static List<String> lines(@Nullable String typed) {
            return typed == null
                    ? List.of()
                    : typed.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
        }
    }

    /** @param done whether it has just been done */
    @GetMapping
    ModelAndView page(
            @PathVariable ArticleId id,
            @RequestParam(defaultValue = "false") boolean done,
            @AuthenticationPrincipal SignedIn person) {
        return page(id, person, Typed.NOTHING).addObject("done", done);
    }

    @PostMapping
    ModelAndView asked(
            @PathVariable ArticleId id, @ModelAttribute Typed typed, @AuthenticationPrincipal SignedIn person) {
        var page = page(id, person, typed);
        var refusal = Refusal.<@Nullable Refusal>instead(
                problems, () -> typed.decided() ? done(id, typed, person) : undecided(typed), refused -> refused);
        if (refusal == null && typed.decided()) {
            return Pages.seeOther("/newsroom/articles/%s/redact-words?done=true".formatted(id));
        }
        // What would go stays there with a refusal: whoever forgot the ground need not look again.
        var unreadable =
                Refusal.<@Nullable Refusal>instead(problems, () -> looked(id, typed, page), refused -> refused);
        var told = refusal == null ? unreadable : refusal;
        if (told != null) {
            page.setStatus(told.status());
            page.addObject("refusal", told);
        }
        return page;
    }

    private static @Nullable Refusal undecided(Typed typed) {
        return typed.seen()
                ? new Refusal(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "Nothing is taken out before you say, in the box, that all this is to go, for good",
                        List.of())
                : null;
    }

    private @Nullable Refusal looked(ArticleId id, Typed typed, ModelAndView page) {
        page.addObject("preview", redaction.preview(id, typed.blackout()));
        return null;
    }

    private @Nullable Refusal done(ArticleId id, Typed typed, SignedIn person) {
        var outcome = door.redact(id, typed.blackout(), typed.because(), person, Said.nothingBut(typed.repeat(id)));
        return outcome.answer() instanceof Answer.No no ? Refusal.of(id, no) : null;
    }

    /** To all others it is not there. */
    private ModelAndView page(ArticleId id, SignedIn person, Typed typed) {
        if (!person.holds(Role.STANDARDS)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var article = desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .article();
        return new ModelAndView("newsroom/redact-words")
                .addObject("id", id.value())
                .addObject("article", article)
                .addObject("typed", typed)
                .addObject("preview", null)
                .addObject("key", Pages.key())
                .addObject("done", false);
    }
}
