package stet.workflow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.KeysNotUsable;
import stet.workflow.sealing.NewsroomKeys;
import stet.workflow.sealing.NotOpened;
import stet.workflow.sealing.Sealed;
import stet.workflow.sealing.ShreddedList;

/** Identities of confidential sources, as they lie in the database: each under a key of its own, and that under one of the newsroom's. */
public final class SealedIdentities {
    private static final Logger LOG = LoggerFactory.getLogger(SealedIdentities.class);
    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final NewsroomKeys keys;
    private final ShreddedList shredded;

    private SealedIdentities(
            JdbcClient jdbc, TransactionTemplate transaction, NewsroomKeys keys, ShreddedList shredded) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.shredded = shredded;
    }

    /**
     * Those of a database. When this returns, all of them lie under the last of the keys, and the database says which that is, for other
     * nodes. Where no key was ever used, one is made.
     *
     * @param shared whether other nodes may be about to seal with the key that the database names, though nothing lies under it yet
     */
    static SealedIdentities open(
            JdbcClient jdbc, TransactionTemplate transaction, KeyFile file, Set<String> lost, boolean shared) {
        var kept = file.read();
        if (kept.isEmpty()) {
            refuseWithout(missing(jdbc, Set.of(), lost, shared), "There is no key file at %s".formatted(file.path()));
        }
        var keys = kept.orElseGet(file::make);
        begin(jdbc, keys);
        refuseWithout(
                missing(jdbc, keys.ids(), lost, shared), "The key file %s has another key".formatted(file.path()));
        jdbc.sql("UPDATE workflow_key SET key_id = ? WHERE key_id <> ?")
                .params(keys.current(), keys.current())
                .update();
        var identities = new SealedIdentities(jdbc, transaction, keys, new ShreddedList(file));
        identities.shredAgain();
        identities.sealPlain();
        identities.sealAgain();
        return identities;
    }

    /**
     * The keys of the newsroom's that something lies under in a database, or that is sealed with there; none where its tables are those of
     * a version that sealed nothing.
     */
    public static Set<String> keysOf(JdbcClient jdbc) {
        var none = jdbc.sql("""
                        SELECT COUNT(*) FROM information_schema.tables
                         WHERE LOWER(table_name) = 'workflow_key' AND table_schema = CURRENT_SCHEMA""").query(Integer.class).single() == 0;
        if (none) {
            return new TreeSet<>();
        }
        return new TreeSet<>(jdbc.sql("""
                        SELECT key_id FROM workflow_key
                        UNION SELECT key_id FROM workflow_confidential_source WHERE key_id IS NOT NULL""").query(String.class).list());
    }

    /** Of two nodes that begin at once, one says with which key; the other then finds that it has another. */
    private static void begin(JdbcClient jdbc, NewsroomKeys keys) {
        var begun =
                jdbc.sql("SELECT key_id FROM workflow_key").query(String.class).optional();
        if (begun.isEmpty()) {
            try {
                jdbc.sql("INSERT INTO workflow_key (place, key_id) VALUES (1, ?)")
                        .param(keys.current())
                        .update();
            } catch (DuplicateKeyException another) {
                LOG.debug("Another node was first", another);
            }
        }
    }

    private static Set<String> missing(JdbcClient jdbc, Set<String> there, Set<String> lost, boolean shared) {
        var missing = shared
                ? keysOf(jdbc)
                : new TreeSet<>(
                        jdbc.sql("SELECT DISTINCT key_id FROM workflow_confidential_source WHERE key_id IS NOT NULL")
                                .query(String.class)
                                .list());
        missing.removeAll(there);
        missing.removeAll(lost);
        return missing;
    }

    private static void refuseWithout(Set<String> missing, String because) {
        if (!missing.isEmpty()) {
            throw new KeysNotUsable(
                    "%s, and who the confidential sources of this newsroom are is sealed under the key %s."
                            .formatted(because, String.join(", ", missing)),
                    "Put the key file there that was used before, on every node the same, or say where it is with --stet.keys.file. Only"
                            + " if nobody will ever find the key again, start with --stet.keys.lost=%s: what lies under it is given up."
                                    .formatted(String.join(",", missing)));
        }
    }

    /** Seals what was written before there were keys, or by a node that knows of none. Killed in between, it is gone on with. */
    private void sealPlain() {
        var sealed = 0;
        List<Plain> plain;
        do {
            plain = jdbc.sql("""
                            SELECT article_id, source_id, locator, note FROM workflow_confidential_source
                             WHERE sealed IS NULL LIMIT ?""")
                    .param(AT_ONCE)
                    .query((row, _) -> new Plain(
                            about(row.getString(1), row.getString(2)),
                            row.getString(2),
                            new Request.Identity(row.getString(3), row.getString(4))))
                    .list();
            var these = plain;
            transaction.executeWithoutResult(_ -> these.forEach(this::seal));
            sealed += plain.size();
        } while (!plain.isEmpty());
        if (sealed > 0) {
            LOG.warn(
                    "Confidential sources that anybody with the database could read until now, and that are sealed: {}. Backups from before"
                            + " tell them still, and so may the files of the database; docs/operations.md says how to be rid of that",
                    sealed);
        }
    }

    private record Plain(String about, String source, Request.Identity identity) {}

    private void seal(Plain plain) {
        var sealed = keys.seal(plain.about(), bytes(plain.identity()));
        jdbc.sql("""
                        UPDATE workflow_confidential_source
                           SET key_id = ?, own_key = ?, sealed = ?, locator = NULL, note = NULL
                         WHERE source_id = ? AND sealed IS NULL""")
                .params(sealed.key(), sealed.ownKey(), sealed.text(), plain.source())
                .update();
    }

    /** Puts what lies under earlier keys of the newsroom's under the last one, so that those can be taken out of the file. */
    private void sealAgain() {
        var earlier = new HashSet<>(keys.ids());
        earlier.remove(keys.current());
        for (var key : earlier) {
            var after = "";
            List<Row> rows;
            do {
                rows = jdbc.sql("""
                                SELECT article_id, source_id, key_id, own_key, sealed FROM workflow_confidential_source
                                 WHERE key_id = ? AND source_id > ? ORDER BY source_id LIMIT ?""")
                        .params(key, after, AT_ONCE)
                        .query(SealedIdentities::row)
                        .list();
                var these = rows;
                transaction.executeWithoutResult(_ -> these.forEach(this::again));
                after = rows.isEmpty() ? after : rows.getLast().source();
            } while (!rows.isEmpty());
        }
    }

    private void again(Row row) {
        try {
            var again = keys.again(row.about(), row.sealed());
            jdbc.sql("""
                            UPDATE workflow_confidential_source SET key_id = ?, own_key = ?
                             WHERE source_id = ? AND key_id = ?""")
                    .params(
                            again.key(),
                            again.ownKey(),
                            row.source(),
                            row.sealed().key())
                    .update();
        } catch (NotOpened changed) {
            LOG.warn("Who the confidential source {} is cannot be told. {}", row.source(), changed.getMessage());
        }
    }

    private record Row(String about, String source, Sealed sealed) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                about(row.getString(1), row.getString(2)),
                row.getString(2),
                new Sealed(row.getString(3), row.getBytes(4), row.getBytes(5)));
    }

    /** @throws NotOpened if its key is lost, or somebody has changed what is kept */
    Optional<Request.Identity> read(ArticleId article, SourceId source) {
        return kept(article, source)
                .map(row -> identity(keys.open(about(article.value(), source.value()), sealed(row, article, source))));
    }

    /** @param sealed null where it is not sealed yet */
    private record Kept(@Nullable Sealed sealed) {}

    private Optional<Kept> kept(ArticleId article, SourceId source) {
        return jdbc.sql("""
                        SELECT key_id, own_key, sealed FROM workflow_confidential_source
                         WHERE source_id = ? AND article_id = ?""")
                .params(source.value(), article.value())
                .query((row, _) -> new Kept(
                        row.getBytes(3) == null
                                ? null
                                : new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3))))
                .optional();
    }

    private Sealed sealed(Kept row, ArticleId article, SourceId source) {
        if (row.sealed() != null) {
            return row.sealed();
        }
        // An older node, which seals nothing, may have written a plain row since this one sealed them all.
        sealPlain();
        return kept(article, source).map(Kept::sealed).orElseThrow();
    }

    boolean has(ArticleId article, SourceId source) {
        return kept(article, source).isPresent();
    }

    void keep(ArticleId article, SourceId source, Request.Identity identity, PersonId consultedBy) {
        var sealed = keys.seal(about(article.value(), source.value()), bytes(identity));
        jdbc.sql("""
                        INSERT INTO workflow_confidential_source
                         (source_id, article_id, key_id, own_key, sealed, consulted_by) VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        source.value(),
                        article.value(),
                        sealed.key(),
                        sealed.ownKey(),
                        sealed.text(),
                        consultedBy.value())
                .update();
    }

    /** Joins the caller's transaction, and notes it beside the keys once that is through. */
    void shred(ArticleId article, SourceId source) {
        var gone = new Shredded(article.value(), source.value());
        shred(gone);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    note(List.of(gone));
                }
            });
        } else {
            note(List.of(gone));
        }
    }

    private record Shredded(String article, String source) {
        static Optional<Shredded> of(String line) {
            var words = line.split(" ", -1);
            return words.length == 2 ? Optional.of(new Shredded(words[0], words[1])) : Optional.empty();
        }

        String line() {
            return article + " " + source;
        }
    }

    /** @return whether it was there; what was not is of another newsroom with the same keys, or was shredded before */
    private boolean shred(Shredded it) {
        var was = jdbc.sql("DELETE FROM workflow_confidential_source WHERE source_id = ? AND article_id = ?")
                        .params(it.source(), it.article())
                        .update()
                > 0;
        if (was) {
            jdbc.sql("INSERT INTO workflow_shredded (source_id, article_id) VALUES (?, ?)")
                    .params(it.source(), it.article())
                    .update();
        }
        return was;
    }

    /** Shreds what the list beside the keys says was shredded, and puts on it what other nodes have shredded. */
    private void shredAgain() {
        try {
            var known = new LinkedHashSet<>(jdbc.sql("SELECT article_id, source_id FROM workflow_shredded")
                    .query((row, _) -> new Shredded(row.getString(1), row.getString(2)))
                    .list());
            var listed = new LinkedHashSet<Shredded>();
            shredded.read().forEach(line -> Shredded.of(line).ifPresent(listed::add));
            var again = 0;
            for (var it : listed) {
                if (!known.contains(it) && Boolean.TRUE.equals(transaction.execute(_ -> shred(it)))) {
                    again++;
                }
            }
            if (again > 0) {
                LOG.warn(
                        "Confidential sources that were shredded since a backup that was restored, and are again: {}",
                        again);
            }
            known.removeAll(listed);
            note(known);
        } catch (IOException unreadable) {
            LOG.warn(
                    "{} cannot be read ({}), so what was shredded since a backup that was restored may be told again",
                    shredded.path(),
                    unreadable.toString());
        }
    }

    private void note(Collection<Shredded> these) {
        try {
            shredded.add(these.stream().map(Shredded::line).toList());
        } catch (IOException unwritable) {
            LOG.warn(
                    "What was shredded cannot be noted in {} ({}), so a backup from before would tell it again",
                    shredded.path(),
                    unwritable.toString());
        }
    }

    /** What a sealed identity is bound to, so that nobody reads it in the place of another. */
    private static String about(String article, String source) {
        return "source %s of article %s".formatted(source, article);
    }

    private static byte[] bytes(Request.Identity identity) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(identity.locator());
            out.writeUTF(identity.note());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private static Request.Identity identity(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Request.Identity(in.readUTF(), in.readUTF());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
