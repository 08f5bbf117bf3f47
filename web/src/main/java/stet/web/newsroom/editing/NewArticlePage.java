package stet.web.newsroom.editing;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Words;
import stet.interchange.PlainText;
import stet.web.door.Door;
import stet.web.door.DraftFiles;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.workflow.Answer;

/** Where an article begins: with a headline, with words to paste, or with a file. */
@Controller
class NewArticlePage {
    private final Door door;
    private final DraftFiles files;
    private final Problems problems;
    private final Desk desk;

    NewArticlePage(Door door, DraftFiles files, Problems problems, Desk desk) {
        this.door = door;
        this.files = files;
        this.problems = problems;
        this.desk = desk;
    }

    /** What was typed, so that a refusal takes nothing away. A file has to be chosen again: no page may choose it. */
    public record Typed(String desk, String headline, String text) {}

    /** @param file that it was read from, be it one that was sent or the words that were typed */
    private record Begun(DraftArticle draft, List<String> questions, DraftFiles.FromFile file) {}

    @GetMapping("/newsroom/new")
    ModelAndView begin(@RequestParam(defaultValue = "") String desk, @AuthenticationPrincipal SignedIn person) {
        var at = desk.isEmpty()
                ? person.desks().stream()
                        .map(DeskId::value)
                        .sorted()
                        .findFirst()
                        .orElse("")
                : desk;
        return page(new Typed(at, "", ""));
    }

    @PostMapping("/newsroom/new")
    ModelAndView begin(
            @RequestParam(defaultValue = "") String desk,
            @RequestParam(defaultValue = "") String headline,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal SignedIn person)
            throws IOException {
        var bytes = file == null ? new byte[0] : file.getBytes();
        var name = file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var typed = new Typed(desk, headline, text);
        return Refusal.instead(
                problems, () -> begun(typed, bytes, name, key, person), refusal -> refused(refusal, typed));
    }

    private ModelAndView begun(Typed typed, byte[] bytes, String name, String key, SignedIn person) {
        var begun = begun(new DeskId(typed.desk()), typed.headline().strip(), typed.text(), bytes, name);
        var repeat = Repeats.ofForm(
                key,
                List.of(
                        "new",
                        typed.desk(),
                        typed.headline(),
                        typed.text(),
                        Hash.ofBytes(bytes).value()));
        var outcome = door.send(begun.file(), begun.draft(), person, Said.nothingBut(repeat));
        return switch (outcome.answer()) {
            case Answer.No no -> refused(Refusal.of(begun.draft().articleId(), no), typed);
            case Answer.Done done when begun.questions().isEmpty() -> Pages.seeOther("/newsroom/articles/" + done.id());
            case Answer.Done done ->
                new ModelAndView("newsroom/begun")
                        .addObject("id", done.id())
                        .addObject("headline", begun.draft().content().headline())
                        .addObject("questions", begun.questions());
        };
    }

    private Begun begun(DeskId at, String headline, String text, byte[] file, String name) {
        if (file.length > 0) {
            if (!text.isBlank()) {
                throw new InvalidValue("Either paste a text or choose a file, not both");
            }
            var read = files.read(file, name, at);
            var content = read.draft().content();
            return new Begun(
                    new DraftArticle(
                            read.draft().articleId(),
                            at,
                            headline.isEmpty() ? content : content.with(Field.HEADLINE, Words.clean(headline)),
                            read.draft().origin()),
                    sentences(read.questions()),
                    read);
        }
        if (headline.isEmpty()) {
            throw new InvalidValue("An article begins with a headline");
        }
        if (text.isBlank()) {
            var bare = new DraftFiles.FromFile(
                    new DraftArticle(
                            DraftFiles.newArticle(), at, Content.of(Words.clean(headline), "", List.of()), null),
                    List.of(),
                    () -> {});
            return new Begun(bare.draft(), List.of(), bare);
        }
        var read = DraftFiles.words(headline + "\n\n" + text, at);
        return new Begun(read.draft(), sentences(read.questions()), read);
    }

    private static List<String> sentences(List<PlainText.Question> questions) {
        return questions.stream().map(PlainText.Question::sentence).toList();
    }

    private ModelAndView refused(Refusal refusal, Typed typed) {
        var page = page(typed).addObject("refusal", refusal);
        page.setStatus(refusal.status() == HttpStatus.NOT_FOUND ? HttpStatus.UNPROCESSABLE_CONTENT : refusal.status());
        return page;
    }

    private ModelAndView page(Typed typed) {
        return new ModelAndView("newsroom/new")
                .addObject("desks", desk.desks(new Desks()).open())
                .addObject("typed", typed)
                .addObject("key", Pages.key());
    }
}
