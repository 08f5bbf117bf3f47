package stet.web.newsroom.editing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.history.ArticleAsOf;
import stet.history.History;
import stet.web.door.Door;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.workflow.Answer;

/** An article's words in a form, for whoever has no scripts. Nothing is saved before somebody says so, and nothing typed is lost. */
@Controller
@RequestMapping("/newsroom/articles/{id}/edit")
class EditPage {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SAVE = "save";

    private final Door door;
    private final Problems problems;
    private final Desk desk;
    private final History history;

    EditPage(Door door, Problems problems, Desk desk, History history) {
        this.door = door;
        this.problems = problems;
        this.desk = desk;
        this.history = history;
    }

    @GetMapping
    ModelAndView form(@PathVariable ArticleId id) {
        var copy = copy(id);
        return page(
                id,
                PlainCopy.of(copy.article().content(), copy.article().revision(), copy.sequence()),
                Pages.key(),
                null);
    }

    /** {@code do} says which button was pressed; without one, it is the one that saves. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView change(
            @PathVariable ArticleId id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "do", defaultValue = SAVE) String button,
            @RequestParam(defaultValue = "") String key,
            @AuthenticationPrincipal SignedIn person) {
        var typed = PlainCopy.read(fields);
        if (!button.equals(SAVE)) {
            return page(id, typed.after(button, newId()), key, null);
        }
        var places = fields.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith("take.") && field.getValue().contains("theirs"))
                .map(field -> field.getKey().substring("take.".length()))
                .collect(Collectors.toSet());
        return save(
                id,
                places.isEmpty()
                        ? typed
                        : typed.taking(places, copy(id).article().content()),
                key,
                person);
    }

    private ModelAndView save(ArticleId id, PlainCopy typed, String key, SignedIn person) {
        return Refusal.instead(
                problems, () -> saved(id, typed, key, person), refusal -> page(id, typed, Pages.key(), refusal));
    }

    private ModelAndView saved(ArticleId id, PlainCopy typed, String key, SignedIn person) {
        var now = copy(id).article().content();
        var before = history.version(ArticleAsOf.after(id, typed.sequence()))
                .map(ArticleAsOf.Version::content)
                .orElse(now);
        var mine = typed.content(before);
        var said = Said.nothingBut(Repeats.ofForm(key, List.of("edit", typed.toString())));
        return switch (door.send(new ReviseContent(id, typed.revision(), typed.black(), mine), person, said)
                .answer()) {
            case Answer.Done _ -> Pages.seeOther("/newsroom/articles/" + id);
            case Answer.No no
            when !no.conflicts().isEmpty() -> {
                var latest = copy(id);
                var article = latest.article();
                var beside = typed.beside(
                        before, mine, article.content(), article.revision(), latest.sequence(), EditPage::newId);
                yield page(id, beside, Pages.key(), Refusal.of(id, no));
            }
            case Answer.No no -> page(id, typed, Pages.key(), Refusal.of(id, no));
        };
    }

    private ModelAndView page(ArticleId id, PlainCopy plain, String key, @Nullable Refusal refusal) {
        var page = new ModelAndView("newsroom/edit")
                .addObject("id", id.value())
                .addObject("plain", plain)
                .addObject("key", key)
                .addObject("refusal", refusal);
        page.setStatus(refusal == null ? HttpStatus.OK : refusal.status());
        return page;
    }

    private WorkingCopy.Answer copy(ArticleId id) {
        return desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String newId() {
        var random = new byte[5];
        RANDOM.nextBytes(random);
        return "b" + HexFormat.of().formatHex(random);
    }
}
