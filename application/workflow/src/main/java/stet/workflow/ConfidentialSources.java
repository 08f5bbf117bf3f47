package stet.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent;
import stet.domain.checking.Source;
import stet.domain.content.Words;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.KeysNotUsable;
import stet.workflow.sealing.NotOpened;

/**
 * The identities of confidential sources. They lie beside the ledger, so that shredding one destroys it for good; and sealed, so that
 * whoever has the database or a backup of it has none of them.
 */
public final class ConfidentialSources {
    /** As of a source that everybody may read, in UTF-16 units. */
    private static final int LONGEST_LOCATOR = 2_000;

    private static final int LONGEST_NOTE = 4_000;

    private final JdbcClient jdbc;
    private final SealedIdentities identities;

    private ConfidentialSources(JdbcClient jdbc, SealedIdentities identities) {
        this.jdbc = jdbc;
        this.identities = identities;
    }

    /**
     * Those of a database, all sealed when this returns.
     *
     * @param lost the ids of keys that nobody will find again: what lies under them is given up
     * @param shared whether other nodes use the database, or may
     * @throws KeysNotUsable if a key is missing that something lies under, or that other nodes seal with
     */
    public static ConfidentialSources open(
            JdbcClient jdbc, TransactionTemplate transaction, KeyFile keys, Set<String> lost, boolean shared) {
        return new ConfidentialSources(jdbc, SealedIdentities.open(jdbc, transaction, keys, lost, shared));
    }

    /**
     * The identity, for those who were named to read it and for whoever consulted the source; for nobody else, whatever their role.
     *
     * @throws NotOpened if its key is lost, or somebody has changed what is kept
     */
    public Optional<Request.Identity> read(ArticleId article, SourceId source, PersonId reader) {
        var may = jdbc.sql("""
                        SELECT 1 FROM workflow_confidential_source s
                         WHERE source_id = :source AND article_id = :article
                           AND (consulted_by = :reader OR EXISTS (
                               SELECT 1 FROM workflow_confidential_reader r
                                WHERE r.source_id = s.source_id AND r.reader = :reader))""")
                .param("source", source.value())
                .param("article", article.value())
                .param("reader", reader.value())
                .query(Integer.class)
                .optional();
        return may.flatMap(_ -> identities.read(article, source));
    }

    /** Keeps the identities that these events refer to, each once, and destroys those that they shred. */
    void follow(List<ArticleEvent> events, Act act, Map<SourceId, Request.Identity> given) {
        var unkept = new HashMap<>(given);
        events.forEach(event -> follow(event, act, unkept));
    }

    private void follow(ArticleEvent event, Act act, Map<SourceId, Request.Identity> unkept) {
        switch (event) {
            case ArticleEvent.ClaimConfirmed e -> e.sources().forEach(s -> keep(e.articleId(), s, act, unkept));
            case ArticleEvent.ClaimDisputed e -> e.sources().forEach(s -> keep(e.articleId(), s, act, unkept));
            case ArticleEvent.ClaimCorrected e -> e.sources().forEach(s -> keep(e.articleId(), s, act, unkept));
            case ArticleEvent.SourceShredded e -> identities.shred(e.articleId(), e.source());
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
            if (!identities.has(article, confidential.id())) {
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
        var said = new Request.Identity(Words.visible(identity.locator()), Words.visible(identity.note()));
        identities.keep(article, confidential.id(), said, act.who());
        for (var reader : confidential.readers()) {
            jdbc.sql("INSERT INTO workflow_confidential_reader (source_id, reader) VALUES (?, ?)")
                    .params(confidential.id().value(), reader.value())
                    .update();
        }
    }
}
