package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Redactions;
import stet.eventstore.StoredEvents;
import stet.seal.Bundle;
import stet.seal.Checkpoint;
import stet.seal.Evidence;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.Pack;
import stet.seal.Policy;
import stet.seal.Proofs;
import stet.seal.Scope;
import stet.seal.SealedRecord;
import stet.seal.Tile;

/** What others are given to verify this log by. */
public final class Seal {
    /** All that a backup must hold of it. */
    public static final List<String> TABLES = List.of(
            "seal_log",
            "seal_key",
            "seal_record",
            "seal_salt",
            "seal_node",
            "seal_checkpoint",
            "seal_verification",
            "seal_witnessed",
            "seal_statement",
            "seal_statement_node",
            "seal_statement_checkpoint",
            "seal_statement_witnessed");

    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final StoredEvents ledger;
    private final Redactions redactions;
    private final Keys keys;
    private final Witnesses witnesses;

    public Seal(DataSource database, Keys keys, Witnesses witnesses) {
        jdbc = JdbcClient.create(database);
        ledger = new StoredEvents(database);
        redactions = new Redactions(database);
        this.keys = keys;
        this.witnesses = witnesses;
    }

    /**
     * How far the seal has come.
     *
     * @param since when the first event that is sealed happened; null while there is none
     * @param last when the last one did
     * @param unsealed how many events stand behind the last one that is sealed
     */
    public record Extent(
            String origin,
            long records,
            long unsealed,
            @Nullable Instant since,
            @Nullable Instant last) {}

    public Extent extent() {
        return jdbc.sql("""
                        SELECT (SELECT COUNT(*) FROM ledger_event
                          WHERE global_index > (SELECT COALESCE(MAX(place), 0) FROM seal_record)),
                         (SELECT COALESCE(MAX(record_index) + 1, 0) FROM seal_record),
                         (SELECT happened_at FROM seal_record WHERE record_index = 0),
                         (SELECT happened_at FROM seal_record ORDER BY record_index DESC FETCH FIRST 1 ROW ONLY)""")
                .query((row, _) -> {
                    return new Extent(
                            keys.origin(),
                            row.getLong(2),
                            row.getLong(1),
                            instant(row.getObject(3, OffsetDateTime.class)),
                            instant(row.getObject(4, OffsetDateTime.class)));
                })
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** The newest checkpoint, signed, by witnesses as well if they have; none before the first event is sealed. */
    public Optional<Note> checkpoint() {
        return newest(jdbc, keys.origin())
                .map(newest -> witnesses
                        .witnessed()
                        .filter(witnessed -> witnessed.text().equals(newest.text()))
                        .orElse(newest));
    }

    /** The newest checkpoint of a log as it was signed by itself. */
    static Optional<Note> newest(JdbcClient jdbc, String origin) {
        return newest(jdbc, origin, Sealer.RECORDS);
    }

    static Optional<Note> newest(JdbcClient jdbc, String origin, String table) {
        var begins = origin + "\n";
        return jdbc.sql(
                        "SELECT note FROM %s WHERE SUBSTRING(note, 1, ?) = ? ORDER BY tree_size DESC FETCH FIRST 1 ROW ONLY"
                                .formatted(table))
                .params(begins.length(), begins)
                .query(String.class)
                .optional()
                .map(Note::of);
    }

    /**
     * The checkpoint that others are given to keep: with witnesses the newest that enough of them have signed, so that whoever asks for these
     * can verify it at any moment; without, the newest. It never goes back.
     */
    public Optional<Note> published() {
        return witnesses.policy().isPresent() ? witnesses.witnessed() : newest(jdbc, keys.origin());
    }

    /** The log's public keys, and which witnesses it has, as a policy (C2SP tlog-policy). */
    public String policy() {
        return witnesses.policy().map(asks -> Policy.of(keys.verifiers(), asks)).orElseGet(keys::policy);
    }

    /** What a pack is as of: all that is sealed now, or a little more where witnesses took their time; without them where they are away. */
    private Optional<Note> forPack() {
        var now = newest(jdbc, keys.origin());
        witnesses.ask();
        return now.map(newest -> witnesses
                .witnessed()
                .filter(witnessed -> size(witnessed) >= size(newest))
                .orElse(newest));
    }

    /** The hashes of a tile, one after the other; none if the newest checkpoint does not have it. */
    public Optional<byte[]> tile(Tile tile) {
        return checkpoint().filter(newest -> tile.isIn(size(newest))).map(_ -> hashes(new Tree(jdbc), tile));
    }

    private static byte[] hashes(Tree tree, Tile tile) {
        var hashes = new ByteArrayOutputStream();
        tree.tile(tile.level(), tile.index()).stream().limit(tile.width()).forEach(hashes::writeBytes);
        return hashes.toByteArray();
    }

    /** The records that a tile of level 0 has the hashes of (C2SP tlog-tiles, an entry bundle); none if the newest checkpoint does not have it. */
    public Optional<byte[]> entries(Tile tile) {
        return checkpoint()
                .filter(newest -> tile.isIn(size(newest)))
                .map(_ ->
                        entries("SELECT record FROM seal_record WHERE record_index >= ? ORDER BY record_index", tile));
    }

    private byte[] entries(String sql, Tile tile) {
        return Bundle.of(jdbc
                .sql(sql + " FETCH FIRST ? ROWS ONLY")
                .params(tile.index() * Tile.FULL, tile.width())
                .query(String.class)
                .list()
                .stream()
                .map(entry -> entry.getBytes(UTF_8))
                .toList());
    }

    /**
     * The checkpoint over what is stated openly that others are given; with witnesses the newest that enough of them have signed. None before the first
     * start that states.
     */
    public Optional<Note> stated() {
        return witnesses.policy().isPresent() ? witnesses.witnessedStatements() : newestStated();
    }

    private Optional<Note> newestStated() {
        return newest(jdbc, keys.statements(), Sealer.STATEMENTS);
    }

    /** The hashes of a tile of the statements' tree. */
    public Optional<byte[]> statedTile(Tile tile) {
        return newestStated().filter(newest -> tile.isIn(size(newest))).map(_ -> hashes(Tree.ofStatements(jdbc), tile));
    }

    /** The statements that a tile of level 0 has the hashes of. */
    public Optional<byte[]> statedEntries(Tile tile) {
        return newestStated()
                .filter(newest -> tile.isIn(size(newest)))
                .map(_ -> entries(
                        "SELECT statement FROM seal_statement WHERE statement_index >= ? ORDER BY statement_index",
                        tile));
    }

    private static long size(Note checkpoint) {
        return Checkpoint.of(checkpoint.text()).size();
    }

    /** That an event is in the log (C2SP tlog-proof); none if it is not sealed. */
    public Optional<String> inclusion(String eventId) {
        var newest = checkpoint();
        return jdbc.sql("SELECT record_index FROM seal_record WHERE event_id = ?")
                .param(eventId)
                .query(Long.class)
                .optional()
                .flatMap(index -> newest.filter(note -> index < size(note))
                        .map(note -> new Proofs.Inclusion(
                                        index, Merkle.inclusion(new Tree(jdbc), index, size(note)), note)
                                .text()));
    }

    /** That the log only grew since it had this size (C2SP tlog-witness, add-checkpoint); none if it never had. */
    public Optional<String> consistency(long older) {
        return checkpoint()
                .filter(note -> older >= 0 && older <= size(note))
                .map(note -> new Proofs.Consistency(older, Merkle.consistency(new Tree(jdbc), older, size(note)), note)
                        .text());
    }

    /**
     * What a pack is to be about.
     *
     * @param of an article's or a person's id; empty for the others
     * @param from for {@link Scope#INTERVAL}, when it begins
     * @param to when it ends, itself not in it
     */
    public record Wanted(
            Scope scope,
            String of,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static Wanted everything() {
            return new Wanted(Scope.LOG, "", null, null);
        }

        public static Wanted stream(String id) {
            return new Wanted(Scope.STREAM, id, null, null);
        }

        public static Wanted person(String id) {
            return new Wanted(Scope.PERSON, id, null, null);
        }

        public static Wanted interval(Instant from, Instant to) {
            return new Wanted(Scope.INTERVAL, "", from, to);
        }
    }

    /**
     * Writes a pack as of the newest checkpoint.
     *
     * @param out is not closed
     * @throws IllegalStateException if nothing is sealed yet
     */
    public void export(Wanted wanted, OutputStream out) throws IOException {
        var note = forPack().orElseThrow(() -> new IllegalStateException("Nothing is sealed yet"));
        var size = size(note);
        var tree = new Tree(jdbc);
        try (var pack = new Pack(wanted.scope(), wanted.of(), note, policy(), keys.signing(), out)) {
            var after = -1L;
            var told = new LinkedHashSet<Tells>();
            List<Evidenced> page;
            do {
                page = page(wanted, after, size);
                told.addAll(told(wanted, page));
                for (var one : page) {
                    pack.add(
                            one.evidence(),
                            wanted.scope() == Scope.LOG ? List.of() : Merkle.inclusion(tree, one.index(), size));
                    after = one.index();
                }
            } while (page.size() == AT_ONCE);
            for (var one : told) {
                for (var besides : evidenced(rowsOf(one, size))) {
                    pack.besides(besides.evidence(), Merkle.inclusion(tree, besides.index(), size));
                }
            }
        }
    }

    /**
     * Whether each event is under the newest checkpoint that tells that words were taken out of others. Until then those others are not what
     * was sealed, and no pack could say why.
     */
    public boolean tellsWhatWasTakenOut() {
        var told = redactions.lasts().entrySet().stream()
                .map(last -> new Object[] {last.getKey(), last.getValue()})
                .toList();
        if (told.isEmpty()) {
            return true;
        }
        var sealed = jdbc.sql(
                        "SELECT COUNT(*) FROM seal_record r WHERE (r.stream, r.seq) IN (:told) AND r.record_index < :size")
                .param("told", told)
                .param("size", checkpoint().map(Seal::size).orElse(0L))
                .query(Integer.class)
                .single();
        return sealed == told.size();
    }

    private record Evidenced(long index, String event, Evidence evidence) {}

    /** An event that tells that words were taken out of others. */
    private record Tells(String stream, long seq) {}

    /** What tells of it that words were taken out of these; a pack of whole histories has it anyway. */
    private Set<Tells> told(Wanted wanted, List<Evidenced> page) {
        if (wanted.scope().wholeHistories()) {
            return Set.of();
        }
        var by = redactions.toldBy(page.stream().map(Evidenced::event).toList());
        var told = new LinkedHashSet<Tells>();
        for (var one : page) {
            var seq = by.get(one.event());
            if (seq != null) {
                told.add(new Tells(SealedRecord.of(one.evidence().record()).stream(), seq));
            }
        }
        return told;
    }

    private List<Row> rowsOf(Tells one, long size) {
        return jdbc.sql("""
                        SELECT r.record_index, r.event_id, r.record, s.payload_salt, s.meta_salt
                         FROM seal_record r LEFT JOIN seal_salt s ON s.record_index = r.record_index
                         WHERE r.stream = ? AND r.seq = ? AND r.record_index < ?""")
                .params(one.stream(), one.seq(), size)
                .query((row, _) ->
                        new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }

    private record Row(
            long index,
            String eventId,
            String record,
            @Nullable String salt,
            @Nullable String metaSalt) {}

    private List<Evidenced> page(Wanted wanted, long after, long size) {
        var only =
                switch (wanted.scope()) {
                    case LOG -> "1 = 1";
                    case STREAM -> "r.stream = :of";
                    case PERSON -> "r.actor = :of";
                    // All that lie between the first and the last of that time, so that there is no gap.
                    case INTERVAL -> """
                        r.record_index BETWEEN
                         (SELECT MIN(record_index) FROM seal_record WHERE happened_at >= :from AND happened_at < :to)
                         AND (SELECT MAX(record_index) FROM seal_record WHERE happened_at >= :from AND happened_at < :to)""";
                };
        var asked = jdbc.sql("""
                        SELECT r.record_index, r.event_id, r.record, s.payload_salt, s.meta_salt
                         FROM seal_record r LEFT JOIN seal_salt s ON s.record_index = r.record_index
                         WHERE r.record_index > :after AND r.record_index < :size AND %s
                         ORDER BY r.record_index FETCH FIRST %d ROWS ONLY""".formatted(only, AT_ONCE)).param("after", after).param("size", size);
        if (wanted.scope() == Scope.INTERVAL) {
            asked = asked.param("from", at(wanted.from())).param("to", at(wanted.to()));
        } else if (wanted.scope() != Scope.LOG) {
            asked = asked.param("of", wanted.of());
        }
        var rows = asked.query((row, _) ->
                        new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
        return evidenced(rows);
    }

    private List<Evidenced> evidenced(List<Row> rows) {
        var events = ledger.of(rows.stream().map(Row::eventId).toList());
        return rows.stream()
                .map(row -> {
                    var event = events.get(row.eventId());
                    return new Evidenced(
                            row.index(),
                            row.eventId(),
                            new Evidence(
                                    row.record(),
                                    event == null ? null : event.payload(),
                                    row.salt(),
                                    event == null ? null : Records.meta(event),
                                    row.metaSalt()));
                })
                .toList();
    }

    private static OffsetDateTime at(@Nullable Instant instant) {
        return OffsetDateTime.ofInstant(java.util.Objects.requireNonNull(instant), ZoneOffset.UTC);
    }

    /** Whether anything is sealed of a history. */
    public boolean knows(String stream) {
        return jdbc.sql("SELECT COUNT(*) FROM seal_record WHERE stream = ?")
                        .param(stream)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
