package stet.benchmarks;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.benchmarks.Rows.ArticleRow;
import stet.benchmarks.Rows.BlockRow;
import stet.benchmarks.Rows.ClaimRow;
import stet.benchmarks.Rows.EditionRow;
import stet.benchmarks.Rows.SourceRow;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleEvent;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Place;
import stet.eventstore.shapes.DomainJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows with an audit trail: Hibernate with Envers. Whether a command may be done is decided by the same rules on the article in memory, as
 * the others do it; then one transaction reads the rows that the command touches, and those only, and changes them. The article's
 * version goes up with every command, which is what the unique sequence number is to the others.
 */
final class Envers implements Contestant {
    private final Pool database;
    private final SessionFactory sessions;
    private final JsonMapper json = DomainJson.mapper();
    private final Remembered articles = new Remembered();

    Envers(Database address) {
        database = address.open();
        sessions = sessions(database, Rows.ALL, Map.of());
    }

    /** Hibernate as a team that has read its manual would set it up. */
    static SessionFactory sessions(DataSource database, List<Class<?>> rows, Map<String, Object> besides) {
        var configuration = new Configuration();
        rows.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
        configuration.getProperties().putAll(besides);
        return configuration
                .setProperty(AvailableSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "update")
                .setProperty(AvailableSettings.STATEMENT_BATCH_SIZE, "50")
                .setProperty(AvailableSettings.ORDER_INSERTS, "true")
                .setProperty(AvailableSettings.ORDER_UPDATES, "true")
                .buildSessionFactory();
    }

    @Override
    public void send(ArticleCommand command, Act act) {
        articles.decide(command, act, decided -> {
            Rows.Author.ACT.set(act);
            sessions.inTransaction(session -> {
                for (var event : decided.events()) {
                    write(session, event, decided.after(), act);
                }
            });
            return decided;
        });
    }

    private void write(Session session, ArticleEvent event, Article after, Act act) {
        if (event instanceof ArticleEvent.ArticleDrafted drafted) {
            drafted(session, drafted, after);
            return;
        }
        var article = session.find(ArticleRow.class, event.articleId().value());
        switch (event) {
            case ArticleEvent.ContentRevised e -> {
                for (var change : e.changes()) {
                    changed(session, article, change, after);
                }
                e.anchors().forEach((claim, start) -> session.find(ClaimRow.class, key(article, claim)).start = start);
                article.revision = e.revision();
                article.contentHash = e.contentHash().value();
            }
            case ArticleEvent.SubmittedForChecking _ -> article.submitted = true;
            case ArticleEvent.ClaimRaised e -> {
                session.lock(article, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                var claim = new ClaimRow(key(article, e.claimId()), article);
                claim.kind = e.kind().name();
                claim.place = e.anchor().place().key();
                claim.start = e.anchor().start();
                claim.words = e.anchor().words();
                claim.verdict = Verdict.UNCHECKED.name();
                session.persist(claim);
            }
            case ArticleEvent.ClaimConfirmed e -> {
                session.lock(article, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                var claim = session.find(ClaimRow.class, key(article, e.claimId()));
                claim.verdict = Verdict.CONFIRMED.name();
                var number = 0;
                for (var source : e.sources()) {
                    var named = (Source.Named) source;
                    session.persist(new SourceRow(
                            claim.id + "/" + number++,
                            claim,
                            named.type().name(),
                            named.locator(),
                            named.consulted(),
                            named.note()));
                }
            }
            case ArticleEvent.FactsSignedOff e ->
                article.factsSignedOff = e.words().value();
            case ArticleEvent.CaptionApproved e -> {
                session.lock(article, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                session.find(BlockRow.class, key(article, e.figure())).approved =
                        e.words().value();
            }
            case ArticleEvent.CaptionsSignedOff e ->
                article.captionsSignedOff = e.words().value();
            case ArticleEvent.EditionPublished e -> {
                var edition = e.edition();
                article.edition = edition.number();
                session.persist(new EditionRow(
                        key(article, edition.number()),
                        article,
                        edition.number(),
                        edition.kind().name(),
                        json.writeValueAsString(edition),
                        act.at()));
            }
            default -> throw notAsked(event);
        }
    }

    private void drafted(Session session, ArticleEvent.ArticleDrafted e, Article after) {
        var article = new ArticleRow(e.articleId().value(), e.desk().value());
        article.revision = 1;
        article.contentHash = after.contentHash().value();
        for (var field : Field.values()) {
            set(article, field, e.content(), after);
        }
        article.urgency = e.content().urgency();
        session.persist(article);
        var position = 0;
        for (var block : e.content().blocks()) {
            session.persist(filled(new BlockRow(key(article, block.id()), article, position++), block, after));
        }
    }

    private void changed(Session session, ArticleRow article, Change change, Article after) {
        switch (change) {
            case Change.FieldChanged c -> set(article, c.field(), after.content(), after);
            case Change.BlockRewritten c -> {
                var _ = filled(session.find(BlockRow.class, key(article, c.now().id())), c.now(), after);
            }
            case Change.BlockInserted c ->
                session.persist(filled(
                        new BlockRow(
                                key(article, c.block().id()),
                                article,
                                between(session, article, c.block().id(), after.content())),
                        c.block(),
                        after));
            default -> throw notAsked(change);
        }
    }

    private static double between(Session session, ArticleRow article, BlockId block, Content content) {
        var ids = content.blocks().stream().map(Block::id).toList();
        var at = ids.indexOf(block);
        var before = at == 0 ? -1 : session.find(BlockRow.class, key(article, ids.get(at - 1))).position;
        return at == ids.size() - 1
                ? before + 1
                : (before + session.find(BlockRow.class, key(article, ids.get(at + 1))).position) / 2;
    }

    private BlockRow filled(BlockRow row, Block block, Article after) {
        row.kind = block.getClass().getSimpleName();
        row.words = block.words();
        row.besides = switch (block) {
            case Block.Paragraph p -> json.writeValueAsString(p.text().marks());
            case Block.Crosshead c -> json.writeValueAsString(c.text().marks());
            case Block.Quotation q -> q.speaker();
            case Block.Listing l -> json.writeValueAsString(l.items());
            case Block.Figure f -> json.writeValueAsString(f.picture());
        };
        row.authors = authors(after, Place.of(block.id()));
        return row;
    }

    private void set(ArticleRow article, Field field, Content content, Article after) {
        var words = content.field(field);
        switch (field) {
            case HEADLINE -> {
                article.headline = words;
                article.headlineAuthors = authors(after, Place.HEADLINE);
            }
            case STANDFIRST -> {
                article.standfirst = words;
                article.standfirstAuthors = authors(after, Place.STANDFIRST);
            }
            case BYLINE -> article.byline = words;
            case DATELINE -> article.dateline = words;
            case SLUGLINE -> article.slugline = words;
            case SECTION -> article.section = words;
            // The benchmark's articles are all in one.
            case LANGUAGE -> {}
        }
    }

    private String authors(Article after, Place place) {
        return json.writeValueAsString(
                Objects.requireNonNull(after.authors().get(place.key())).runs());
    }

    private static String key(ArticleRow article, Object part) {
        return article.id + "/" + part;
    }

    private static IllegalStateException notAsked(Object what) {
        return new IllegalStateException(
                "The workload asks for no " + what.getClass().getSimpleName());
    }

    /** How many rows an article has come to in this table. */
    long rows(String table, String column, String article) {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM %s WHERE %s LIKE ?".formatted(table, column))
                .params(article + "%")
                .query(Long.class)
                .single();
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void close() {
        sessions.close();
        database.close();
    }
}
