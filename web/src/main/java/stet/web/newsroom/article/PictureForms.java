package stet.web.newsroom.article;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.InvalidValue;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.content.Blackout;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.history.ArticleAsOf;
import stet.history.History;
import stet.media.Pictures;
import stet.web.door.Door;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SentPictures;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.newsroom.Panel;
import stet.web.newsroom.Refusal;
import stet.workflow.Answer;

/**
 * The forms in which pictures come into an article and are spoken of. Each of them revises the words as they are, or, where somebody
 * was typing, as they were when the form was opened: what others changed meanwhile is brought together with it as any other save is.
 */
@Controller
@RequestMapping("/newsroom/articles/{id}")
class PictureForms {
    private final ArticlePages pages;
    private final SentPictures pictures;
    private final Door door;
    private final Problems problems;
    private final Desk desk;
    private final History history;

    PictureForms(ArticlePages pages, SentPictures pictures, Door door, Problems problems, Desk desk, History history) {
        this.pages = pages;
        this.pictures = pictures;
        this.door = door;
        this.problems = problems;
        this.desk = desk;
        this.history = history;
    }

    /** A picture comes in: into the figure that is named, or into a new one after the block that is named. */
    @PostMapping(path = "/pictures", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView comes(
            @PathVariable ArticleId id,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript,
            HttpServletResponse response,
            @AuthenticationPrincipal SignedIn person)
            throws IOException {
        var bytes = file == null ? new byte[0] : file.getBytes();
        var named = ArticlePages.first(fields, "figure");
        var figure = named.isEmpty() ? "p" + UUID.randomUUID().toString().substring(0, 8) : named;
        return answer(id, "pictures", figure, fields, byScript, response, person, () -> {
            if (bytes.length == 0) {
                throw new InvalidValue("Choose a picture first");
            }
            var sent = pictures.lookAt(bytes, person);
            var hash = sent.hash().value();
            var after = ArticlePages.first(fields, "after");
            return revise(
                    id,
                    "",
                    fields,
                    List.of(hash, named, after),
                    person,
                    content -> named.isEmpty()
                            ? hung(content, after, new Block.Figure(new BlockId(figure), unsaid(hash)))
                            : changed(content, new BlockId(named), picture -> replaced(picture, hash)),
                    sent);
        });
    }

    /** What is said of a picture, all of it at once. */
    @PostMapping(path = "/caption", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView caption(
            @PathVariable ArticleId id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript,
            HttpServletResponse response,
            @AuthenticationPrincipal SignedIn person) {
        var figure = ArticlePages.first(fields, "figure");
        return answer(id, "caption", figure, fields, byScript, response, person, () -> {
            var said = new ArrayList<String>();
            fields.toSingleValueMap().forEach((name, value) -> said.addAll(List.of(name, value)));
            return revise(
                    id,
                    ArticlePages.first(fields, "sequence"),
                    fields,
                    said,
                    person,
                    content -> changed(content, new BlockId(figure), picture -> said(picture, fields)));
        });
    }

    @PostMapping(path = "/remove-picture", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView goes(
            @PathVariable ArticleId id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript,
            HttpServletResponse response,
            @AuthenticationPrincipal SignedIn person) {
        var figure = ArticlePages.first(fields, "figure");
        return answer(
                id,
                "remove-picture",
                figure,
                fields,
                byScript,
                response,
                person,
                () -> revise(
                        id,
                        "",
                        fields,
                        List.of("remove", figure),
                        person,
                        content -> content.withBlocks(content.blocks().stream()
                                .filter(block -> !block.equals(figure(content, new BlockId(figure))))
                                .toList())));
    }

    private ModelAndView answer(
            ArticleId id,
            String form,
            String figure,
            MultiValueMap<String, String> fields,
            @Nullable String byScript,
            HttpServletResponse response,
            SignedIn person,
            Supplier<Answer> act) {
        var refusal = Refusal.<@Nullable Refusal>instead(
                problems, () -> act.get() instanceof Answer.No no ? Refusal.of(id, no) : null, refused -> refused);
        return pages.answer(id, Panel.PICTURES, form, "figure-" + figure, refusal, fields, byScript, response, person);
    }

    /**
     * @param sequence of the event after which the form was opened; empty to revise the words as they are now
     * @param known by what the request is known again, beside its key
     */
    private Answer revise(
            ArticleId id,
            String sequence,
            MultiValueMap<String, String> fields,
            List<String> known,
            SignedIn person,
            UnaryOperator<Content> change) {
        return revise(id, sequence, fields, known, person, change, null);
    }

    /** @param sent the picture that comes with it; null where none does */
    private Answer revise(
            ArticleId id,
            String sequence,
            MultiValueMap<String, String> fields,
            List<String> known,
            SignedIn person,
            UnaryOperator<Content> change,
            Pictures.@Nullable Sent sent) {
        var article = desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_ARTICLE, "There is no such article"))
                .article();
        var basedOn = article.revision();
        var content = article.content();
        if (!sequence.isEmpty()) {
            var opened = history.version(ArticleAsOf.after(id, number(sequence)))
                    .orElseThrow(() -> new InvalidValue("The form was opened on an article that never was"));
            basedOn = opened.revision();
            content = opened.content();
        }
        var repeat = Repeats.ofForm(ArticlePages.first(fields, "key"), known);
        var revise = new ReviseContent(id, basedOn, Blackout.black(content), change.apply(content));
        var said = Said.nothingBut(repeat);
        return (sent == null ? door.send(revise, person, said) : door.send(sent, revise, person, said)).answer();
    }

    private static long number(String sequence) {
        try {
            return Long.parseLong(sequence);
        } catch (NumberFormatException e) {
            throw new InvalidValue("The form does not say when it was opened");
        }
    }

    private static Content hung(Content content, String after, Block.Figure figure) {
        var blocks = new ArrayList<>(content.blocks());
        var at = 0;
        for (var place = 0; place < blocks.size(); place++) {
            if (blocks.get(place).id().value().equals(after)) {
                at = place + 1;
            }
        }
        blocks.add(at, figure);
        return content.withBlocks(blocks);
    }

    private static Block.Figure figure(Content content, BlockId id) {
        return content.block(id)
                .filter(Block.Figure.class::isInstance)
                .map(Block.Figure.class::cast)
                .orElseThrow(() ->
                        new Refused(RefusalCode.NO_SUCH_BLOCK, "There is no such picture in this article any more"));
    }

    private static Content changed(Content content, BlockId id, UnaryOperator<Picture> change) {
        var before = figure(content, id);
        return content.withBlocks(content.blocks().stream()
                .map(block -> block.equals(before) ? new Block.Figure(id, change.apply(before.picture())) : block)
                .toList());
    }

    private static Picture unsaid(String hash) {
        return new Picture(hash, Text.EMPTY, Map.of(), Map.of(), "", null, "");
    }

    private static Picture replaced(Picture picture, String hash) {
        return new Picture(
                hash,
                picture.caption(),
                picture.parts(),
                picture.reasons(),
                picture.altText(),
                picture.sourceType(),
                picture.label());
    }

    private static Picture said(Picture picture, MultiValueMap<String, String> fields) {
        var parts = new EnumMap<Picture.Part, String>(Picture.Part.class);
        var reasons = new EnumMap<Picture.Part, String>(Picture.Part.class);
        for (var part : Picture.Part.values()) {
            parts.put(part, ArticlePages.first(fields, "part." + part));
            reasons.put(part, ArticlePages.first(fields, "reason." + part));
        }
        return new Picture(
                picture.file(),
                reworded(picture.caption(), ArticlePages.first(fields, "caption")),
                parts,
                reasons,
                ArticlePages.first(fields, "altText"),
                sourceType(ArticlePages.first(fields, "sourceType")),
                ArticlePages.first(fields, "label"));
    }

    /** A form knows no formatting; what is outside of the words that changed keeps its own. */
    private static Text reworded(Text before, String typed) {
        var now = Text.of(typed);
        var was = before.words();
        var start = 0;
        while (start < Math.min(was.length(), now.words().length())
                && was.charAt(start) == now.words().charAt(start)) {
            start++;
        }
        var end = 0;
        while (end < Math.min(was.length(), now.words().length()) - start
                && was.charAt(was.length() - 1 - end)
                        == now.words().charAt(now.words().length() - 1 - end)) {
            end++;
        }
        var spliced = before.replaced(
                start,
                was.length() - end,
                now.words().substring(start, now.words().length() - end));
        return spliced.words().equals(now.words()) ? spliced : now;
    }

    private static @Nullable DigitalSourceType sourceType(String chosen) {
        for (var type : DigitalSourceType.values()) {
            if (Objects.equals(type.name(), chosen)) {
                return type;
            }
        }
        return null;
    }
}
