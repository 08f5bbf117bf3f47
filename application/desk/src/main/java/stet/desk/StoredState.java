package stet.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.Chronicle.Span;
import stet.domain.article.Happened;
import stet.domain.content.Block;
import stet.domain.content.Change;
import tools.jackson.databind.json.JsonMapper;

/**
 * An article as {@code desk_state} has it, after one of its events, and what it has become since by the events behind that.
 *
 * <p>Which events it is kept after depends on the events alone, so that a rebuild makes the same rows whatever batches they come in.
 *
 * @param since the last event that is in {@code state}
 * @param sequence the last event that is in the article's row
 */
record StoredState(ArticleId article, String state, long since, long sequence) {
    /** What {@link #of} reads, of an article {@code a}. */
    static final String COLUMNS = "a.article, a.sequence, s.state, s.sequence AS state_sequence";

    /** Where {@link #of} finds that. */
    static final String TABLES = "desk_article a JOIN desk_state s ON s.article = a.article";

    /** An article that is read is folded from fewer events than this. */
    private static final int EACH = 16;

    /** In UTF-16 units. Where a save brings more, to fold it takes longer than to read what came of it. */
    private static final long MANY_WORDS = 4_000;

    static StoredState of(ResultSet row) throws SQLException {
        return new StoredState(
                new ArticleId(row.getString("article")),
                row.getString("state"),
                row.getLong("state_sequence"),
                row.getLong("sequence"));
    }

    /**
     * Whether an article is kept as this event leaves it. What is out is mostly read and seldom changed, so it is kept as it came out.
     *
     * @param first whether nothing was kept of it before
     */
    static boolean isKeptAfter(ArticleEvent event, long sequence, boolean first) {
        return first
                || sequence % EACH == 0
                || event instanceof EditionPublished
                || (event instanceof ContentRevised revised && wordsOf(revised) > MANY_WORDS);
    }

    private static long wordsOf(ContentRevised revised) {
        return revised.changes().stream()
                .mapToLong(change -> switch (change) {
                    case Change.BlockInserted inserted -> length(inserted.block());
                    case Change.BlockRewritten rewritten -> length(rewritten.now());
                    default -> 0;
                })
                .sum();
    }

    private static long length(Block block) {
        return block.words().length();
    }

    /** What has happened since. */
    Span ahead() {
        return new Span(article, since, sequence);
    }

    /** @param happened what has happened {@link #ahead} */
    Article folded(JsonMapper json, List<Happened> happened) {
        return Objects.requireNonNull(Article.evolveToShow(json.readValue(state, Article.class), happened));
    }
}
