package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.eventstore.Redactions;
import stet.eventstore.StoredEvents;
import stet.eventstore.StoredEvents.Stored;
import stet.seal.Checkpoint;
import stet.seal.Frontier;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.SealedRecord;
import stet.seal.SigningKeys;
import stet.seal.Tile;

/**
 * Follows the ledger and seals each event: a record, its leaf in the tree and, once for each batch, a checkpoint, all in the transaction
 * that stores how far it has come. So no command waits for it, and what is sealed is in a checkpoint that was signed.
 */
public final class Sealer {
    /** Where the checkpoints of the records lie. */
    static final String RECORDS = "seal_checkpoint";
    /** Where the checkpoints of what is stated openly lie. */
    static final String STATEMENTS = "seal_statement_checkpoint";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AT_ONCE = 200;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final StoredEvents ledger;
    private final Redactions redactions;
    private final Statements statements;
    private final TransactionTemplate transactions;
    private final Keys keys;
    private final LastSigned signed;
    private final Clock clock;
    private final BiConsumer<Instant, Duration> lag;

    /**
     * @param publicly how the world is shown an edition
     * @param signed what nothing that is signed may contradict
     * @param lag told of each event when it happened, and how long after that it was sealed
     */
    public Sealer(
            DataSource database,
            Keys keys,
            Publicly publicly,
            LastSigned signed,
            Clock clock,
            BiConsumer<Instant, Duration> lag) {
        jdbc = new JdbcTemplate(database);
        named = new NamedParameterJdbcTemplate(jdbc);
        ledger = new StoredEvents(database);
        redactions = new Redactions(database);
        statements = new Statements(jdbc, ledger, publicly);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        this.keys = keys;
        this.signed = signed;
        this.clock = clock;
        this.lag = lag;
    }

    /** Signs what is sealed already, if that was last signed under another name. */
    public void begin() {
        var tree = new Tree(JdbcClient.create(jdbc));
        var size = tree.size();
        if (size > 0 && Seal.newest(JdbcClient.create(jdbc), keys.origin()).isEmpty()) {
            signed.keep(sign(new Checkpoint(keys.origin(), size, Merkle.root(tree, size)), keys.signing(), RECORDS));
        }
        state();
    }

    /** States what was sealed before there were statements, or was stated under another name. */
    private void state() {
        var client = JdbcClient.create(jdbc);
        if (Seal.newest(client, keys.statements(), STATEMENTS).isPresent()) {
            return;
        }
        var last = client.sql("SELECT COALESCE(MAX(record_index), -1) FROM seal_statement")
                .query(Long.class)
                .single();
        for (var page = statements.after(last, AT_ONCE); !page.isEmpty(); page = statements.after(last, AT_ONCE)) {
            var these = page;
            transactions.executeWithoutResult(_ -> statements.add(these, keys.statements()));
            last = page.getLast().record();
        }
        var tree = Tree.ofStatements(client);
        var size = tree.size();
        sign(new Checkpoint(keys.statements(), size, Merkle.root(tree, size)), keys.stating(), STATEMENTS);
    }

    /** It seals what is stored, so it needs to know no more of an event than which it is. */
    @EventHandler
    void on(EventMessage<?> event) {
        var batch = CurrentUnitOfWork.get().root();
        List<String> ids = batch.getOrComputeResource(Sealer.class.getName(), _ -> {
            var begun = new ArrayList<String>();
            batch.onPrepareCommit(_ -> {
                var sealed = seal(begun);
                batch.afterCommit(_ -> {
                    sealed.records().forEach(this::told);
                    if (sealed.checkpoint() != null) {
                        signed.keep(sealed.checkpoint());
                    }
                });
            });
            return begun;
        });
        ids.add(event.getIdentifier());
    }

    private void told(SealedRecord record) {
        lag.accept(record.at(), Duration.between(record.at(), clock.instant()));
    }

    private record Sealed(
            List<SealedRecord> records, @Nullable Note checkpoint) {}

    /** Seals these, in this order, but for those that are sealed already: after a restore the ledger may be read once more. */
    private Sealed seal(List<String> ids) {
        var done = named.queryForList(
                "SELECT event_id FROM seal_record WHERE event_id IN (:ids)", Map.of("ids", ids), String.class);
        var open = new ArrayList<>(ids);
        open.removeAll(done);
        if (open.isEmpty()) {
            return new Sealed(List.of(), null);
        }
        var events = ledger.of(open);
        // What words were taken out of before it was sealed is sealed as what was told of it.
        var told = redactions.saltsOf(open);
        var tree = new Tree(JdbcClient.create(jdbc));
        var edge = Frontier.of(tree, tree.size());
        signed.refuseAnother(tree, edge.size());
        var prevs =
                prevs(events.values().stream().map(Stored::stream).distinct().toList());
        var records = new LinkedHashMap<SealedRecord, @Nullable Object[]>();
        var salts = new ArrayList<@Nullable Object[]>();
        var nodes = new ArrayList<@Nullable Object[]>();
        var toState = new ArrayList<Statements.Of>();
        for (var id : open) {
            var event = events.get(id);
            if (event == null) {
                throw new IllegalStateException("Event %s was there a moment ago".formatted(id));
            }
            var given = told.get(id);
            var salt = given == null ? salt() : HexFormat.of().parseHex(given.payload());
            var metaSalt = given == null || given.meta() == null
                    ? salt()
                    : HexFormat.of().parseHex(given.meta());
            var record = Records.of(
                    event, edge.size(), salt, metaSalt, prevs.getOrDefault(event.stream(), SealedRecord.NONE_BEFORE));
            var bytes = record.bytes();
            var leaf = Merkle.leaf(bytes);
            prevs.put(event.stream(), SealedRecord.prev(bytes));
            records.put(record, row(record, event.place(), bytes, leaf));
            toState.add(new Statements.Of(event, record.index(), leaf));
            salts.add(new Object[] {record.index(), hex(salt), hex(metaSalt)});
            edge.add(leaf, (level, index, hash) -> {
                if (level % Tile.HEIGHT == 0) {
                    nodes.add(new Object[] {level, index, hex(hash)});
                }
            });
        }
        jdbc.batchUpdate("""
                INSERT INTO seal_record (record_index, event_id, stream, seq, place, actor, happened_at, record, leaf)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", List.copyOf(records.values()));
        jdbc.batchUpdate("INSERT INTO seal_salt (record_index, payload_salt, meta_salt) VALUES (?, ?, ?)", salts);
        jdbc.batchUpdate("INSERT INTO seal_node (level, node_index, hash) VALUES (?, ?, ?)", nodes);
        events.values().stream()
                .filter(event -> event.type().equals(Statements.REDACTION))
                .map(Stored::stream)
                .distinct()
                .forEach(this::destroySalts);
        statements.add(toState, keys.statements()).ifPresent(stated -> sign(stated, keys.stating(), STATEMENTS));
        var checkpoint = sign(new Checkpoint(keys.origin(), edge.size(), edge.root()), keys.signing(), RECORDS);
        return new Sealed(List.copyOf(records.keySet()), checkpoint);
    }

    /** The salts of what words were taken out of go with them: what was sealed of it tells nothing of what it was any more. */
    private void destroySalts(String stream) {
        redactions.saltsOf(stream).forEach((event, salts) -> jdbc.update("""
                        UPDATE seal_salt SET payload_salt = ?, meta_salt = COALESCE(?, meta_salt)
                         WHERE record_index = (SELECT record_index FROM seal_record WHERE event_id = ?)""", salts.payload(), salts.meta(), event));
    }

    private static @Nullable Object[] row(SealedRecord record, long place, byte[] bytes, byte[] leaf) {
        return new Object[] {
            record.index(),
            record.eventId(),
            record.stream(),
            record.seq(),
            place,
            record.actor(),
            OffsetDateTime.ofInstant(record.at(), ZoneOffset.UTC),
            new String(bytes, UTF_8),
            hex(leaf)
        };
    }

    /**
     * The hash of the last record of each of these streams that has one. It is ordered by all that the index has, so that H2 takes the last
     * entry of the index and reads no other record of the stream, of which there may be tens of thousands.
     */
    private Map<String, String> prevs(List<String> streams) {
        var prevs = new HashMap<String, String>();
        var each = String.join(", ", Collections.nCopies(streams.size(), "(CAST(? AS VARCHAR))"));
        jdbc.query(
                """
                SELECT stream, (SELECT r.record FROM seal_record r WHERE r.stream = s.stream
                        ORDER BY r.stream DESC, r.seq DESC LIMIT 1) AS record
                FROM (VALUES %s) AS s (stream)""".formatted(each),
                row -> {
                    var record = row.getString("record");
                    if (record != null) {
                        prevs.put(row.getString("stream"), SealedRecord.prev(record.getBytes(UTF_8)));
                    }
                },
                streams.toArray());
        return prevs;
    }

    private Note sign(Checkpoint checkpoint, SigningKeys by, String table) {
        var now = clock.instant();
        var day = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        var note = by.sign(checkpoint, now);
        var there = jdbc.update(
                "UPDATE %s SET tree_size = ?, note = ? WHERE checkpoint_day = ?".formatted(table),
                checkpoint.size(),
                note.whole(),
                day);
        if (there == 0) {
            jdbc.update(
                    "INSERT INTO %s (checkpoint_day, tree_size, note) VALUES (?, ?, ?)".formatted(table),
                    day,
                    checkpoint.size(),
                    note.whole());
        }
        return note;
    }

    private static byte[] salt() {
        var salt = new byte[SealedRecord.SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
