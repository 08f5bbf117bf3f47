package stet.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent;
import stet.domain.checking.Source;
import stet.domain.content.Words;

/** The identities of confidential sources. They lie beside the ledger, so that shredding one destroys it for good. */
public final class ConfidentialSources {
    /** As of a source that everybody may read, in UTF-16 units. */
    private static final int LONGEST_LOCATOR = 2_000;

    private static final int LONGEST_NOTE = 4_000;

    private final JdbcClient jdbc;

    ConfidentialSources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The identity, for those who were named to read it and for whoever consulted the source; for nobody else, whatever their role. */
    public Optional<Request.Identity> read(ArticleId article, SourceId source, PersonId reader) {
        return jdbc.sql("""
                        SELECT locator, note FROM workflow_confidential_source s
                         WHERE source_id = :source AND article_id = :article
                           AND (consulted_by = :reader OR EXISTS (
                               SELECT 1 FROM workflow_confidential_reader r
                                WHERE r.source_id = s.source_id AND r.reader = :reader))""")
                .param("source", source.value())
                .param("article", article.value())
                .param("reader", reader.value())
                .query((rs, n) -> new Request.Identity(rs.getString(1), rs.getString(2)))
                .optional();
    }

    /** Keeps the identities that these events refer to, each once, and destroys those that they shred. */
    void follow(List<ArticleEvent> events, Act act, Map<SourceId, Request.Identity> identities) {
        var unkept = new HashMap<>(identities);
        events.forEach(event -> follow(event, act, unkept));
    }

    private void follow(ArticleEvent event, Act act, Map<SourceId, Request.Identity> unkept) {
        switch (event) {
            case ArticleEvent.ClaimConfirmed e -> e.sources().forEach(s -> keep(e.articleId(), s, act, unkept));
            case ArticleEvent.ClaimDisputed e -> e.sources().forEach(s -> keep(e.articleId(), s, act, unkept));
            case ArticleEvent.ClaimCorrected e -> e.sources().forEach(s -> keep(e.articleId(), s, act, unkept));
            case ArticleEvent.SourceShredded e ->
                jdbc.sql("DELETE FROM workflow_confidential_source WHERE source_id = ? AND article_id = ?")
                        .params(e.source().value(), e.articleId().value())
                        .update();
            default -> {}
        }
    }

    private void keep(ArticleId article, Source source, Act act, Map<SourceId, Request.Identity> unkept) {
        if (!(source instanceof Source.Confidential confidential)) {
            return;
        }
        // Several claims may rest on one source: the first brings its identity, the others find it.
        var identity = unkept.remove(confidential.id());
        if (identity == null) {
            if (!known(article, confidential.id())) {
                throw new Refused(
                        RefusalCode.NO_SUCH_SOURCE,
                        "There is no confidential source %s here; say who or what it is".formatted(confidential.id()));
            }
            return;
        }
        if (identity.locator().length() > LONGEST_LOCATOR || identity.note().length() > LONGEST_NOTE) {
            throw new Refused(
                    RefusalCode.TOO_LONG,
                    "Who or what a confidential source is has at most %,d characters, and its note %,d"
                            .formatted(LONGEST_LOCATOR, LONGEST_NOTE));
        }
        jdbc.sql("""
                        INSERT INTO workflow_confidential_source (source_id, article_id, locator, note, consulted_by)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(
                        confidential.id().value(),
                        article.value(),
                        Words.visible(identity.locator()),
                        Words.visible(identity.note()),
                        act.who().value())
                .update();
        for (var reader : confidential.readers()) {
            jdbc.sql("INSERT INTO workflow_confidential_reader (source_id, reader) VALUES (?, ?)")
                    .params(confidential.id().value(), reader.value())
                    .update();
        }
    }

    private boolean known(ArticleId article, SourceId source) {
        return jdbc.sql("SELECT 1 FROM workflow_confidential_source WHERE source_id = ? AND article_id = ?")
                .params(source.value(), article.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
