package stet.web.door;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.content.Words;
import stet.interchange.Originals;
import stet.interchange.PlainText;

/** Reads a file that somebody wants to become an article, which is kept as it came if it becomes one. */
@Component
public final class DraftFiles {
    private final Originals originals;
    private final Clock clock;

    DraftFiles(Originals originals, Clock clock) {
        this.originals = originals;
        this.clock = clock;
    }

    /**
     * @param questions what could be read in two ways, for the editor to decide
     * @param keep keeps the file, in the transaction in which the draft is recorded
     */
    public record FromFile(DraftArticle draft, List<PlainText.Question> questions, Runnable keep) {}

    /** @throws InvalidValue if it cannot be read as an article */
    public FromFile read(byte[] bytes, String name, DeskId desk) {
        var imported = imported(bytes, name);
        var at = clock.instant();
        return new FromFile(
                new DraftArticle(newArticle(), desk, imported.content(), imported.origin()),
                imported.questions(),
                () -> {
                    var _ = originals.keep(bytes, imported.origin().mediaType(), at);
                });
    }

    /**
     * Reads words that were pasted, as if they stood in a file; no original is kept of them.
     *
     * @throws InvalidValue if they cannot be read as an article
     */
    public static FromFile words(String words, DeskId desk) {
        var imported = imported(words.getBytes(StandardCharsets.UTF_8), "");
        return new FromFile(
                new DraftArticle(newArticle(), desk, imported.content(), null), imported.questions(), () -> {});
    }

    private static PlainText.Imported imported(byte[] bytes, String name) {
        // Numbered, so that a repeated upload has the same block ids and the same questions.
        var blocks = new AtomicInteger();
        return PlainText.read(bytes, Words.visible(name), () -> new BlockId("b" + blocks.incrementAndGet()));
    }

    public static ArticleId newArticle() {
        return new ArticleId(StrictJson.newId());
    }
}
