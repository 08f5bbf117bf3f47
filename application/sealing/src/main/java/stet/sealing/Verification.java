package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Redactions;
import stet.eventstore.StoredEvents;
import stet.eventstore.StoredEvents.Stored;
import stet.seal.Chain;
import stet.seal.Checkpoint;
import stet.seal.Evidence;
import stet.seal.Findings;
import stet.seal.Jcs;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.Scope;
import stet.seal.SealedRecord;

/**
 * Makes everything anew out of the ledger, payloads included, and compares it with what was sealed and signed. It believes no hash that
 * is stored; what it keeps from one step to the next is the edge of the tree and one hash for each history.
 */
public final class Verification {
    private static final int AT_ONCE = 500;
    private static final String PUBLISHED = "The checkpoint that was published";
    /** In this time an event is sealed that stands before others that are. */
    private static final Duration SHORTLY = Duration.ofMinutes(1);
    /** In this time any event is, but for those of a ledger that was there before its seal. */
    private static final Duration IN_TIME = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final StoredEvents ledger;
    private final Redactions redactions;
    private final Statements statements;
    private final Keys keys;
    private final Clock clock;

    /** @param publicly how the world is shown an edition */
    public Verification(DataSource database, Keys keys, Publicly publicly, Clock clock) {
        jdbc = JdbcClient.create(database);
        ledger = new StoredEvents(database);
        redactions = new Redactions(database);
        statements = new Statements(new JdbcTemplate(database), ledger, publicly);
        this.keys = keys;
        this.clock = clock;
    }

    /** @param columns what stands beside the record, by which it is looked for */
    private record Row(
            long index,
            String eventId,
            String record,
            String leaf,
            @Nullable String salt,
            @Nullable String metaSalt,
            Columns columns) {
        /** What words were taken out of has another salt, which is beside the events until that is sealed, too. */
        Row with(Redactions.@Nullable Salts salts) {
            return salts == null
                    ? this
                    : new Row(
                            index,
                            eventId,
                            record,
                            leaf,
                            salts.payload(),
                            salts.meta() == null ? metaSalt : salts.meta(),
                            columns);
        }
    }

    private record Columns(String stream, long seq, String actor, Instant at, long place) {}

    /**
     * Verifies all that is sealed now.
     *
     * @param published a checkpoint that was handed out before, out of which the log must have grown; null if there is none at hand
     */
    public Findings run(@Nullable Note published) {
        var findings = new Findings();
        var openly = new Openly(
                jdbc,
                statements,
                keys,
                Seal.newest(jdbc, keys.statements(), Sealer.STATEMENTS).orElse(null),
                new RedactedSince(jdbc, ledger),
                findings);
        // A record comes with its checkpoint; so whichever is here by now is in one of those that are read after it.
        var size = new Tree(jdbc).size();
        var checkpoints = new TreeMap<Long, Checkpoint>();
        checkpoints(findings, checkpoints, published);
        var end = checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
        if (end < size) {
            findings.problem("%d records are in no checkpoint".formatted(size - end));
        }
        var chain = new Chain(findings, Scope.LOG);
        var nodes = new Nodes(jdbc, "seal_node", findings);
        var fits = true;
        var after = -1L;
        List<Row> page;
        do {
            page = page(after, end);
            var events = ledger.of(page.stream().map(Row::eventId).toList());
            if (!page.isEmpty()) {
                openly.page(page.getFirst().index(), page.getLast().index());
            }
            var salts = redactions.saltsOf(events.keySet());
            for (var row : page) {
                one(row.with(salts.get(row.eventId())), events.get(row.eventId()), chain, openly, findings);
                nodes.add(Merkle.leaf(row.record().getBytes(UTF_8)));
                after = row.index();
                fits = fits && fits(checkpoints, chain, findings);
            }
        } while (page.size() == AT_ONCE);
        redactedJustNow(chain);
        chain.end();
        if (chain.tree().size() < end) {
            findings.problem("The checkpoint covers %d records, and %d are there"
                    .formatted(end, chain.tree().size()));
        }
        openly.end(end);
        unsealed(findings);
        return findings;
    }

    /** That words were taken out is sealed a moment later; until then the event that tells of it counts as it stands. */
    private void redactedJustNow(Chain chain) {
        jdbc.sql("""
                        SELECT e.event_identifier FROM ledger_event e
                         WHERE e.payload_type = ? AND NOT EXISTS (SELECT 1 FROM seal_record r WHERE r.event_id = e.event_identifier)""").param(Statements.REDACTION).query(String.class).list().stream()
                .flatMap(id -> ledger.of(List.of(id)).values().stream())
                .filter(event -> !isLate(event.at(), IN_TIME))
                .forEach(event -> chain.about(event.stream(), event.seq(), event.payload()));
    }

    private void checkpoints(Findings findings, Map<Long, Checkpoint> checkpoints, @Nullable Note published) {
        var notes = new TreeMap<String, Note>();
        jdbc.sql("""
                        SELECT 'The checkpoint of ' || checkpoint_day, note FROM seal_checkpoint
                         UNION ALL SELECT 'The checkpoint that witnesses signed on ' || checkpoint_day, note FROM seal_witnessed""").query(row -> {
            try {
                notes.put(row.getString(1), Note.of(row.getString(2)));
            } catch (Jcs.Unfit unfit) {
                findings.problem("%s is none: %s".formatted(row.getString(1), unfit.getMessage()));
            }
        });
        if (published != null) {
            notes.put(PUBLISHED, published);
        }
        notes.forEach((name, note) -> {
            try {
                var checkpoint = Checkpoint.of(note.text());
                if (name.equals(PUBLISHED) && !checkpoint.origin().equals(keys.origin())) {
                    findings.problem(name + " is of another log");
                } else {
                    keys.policyOf(checkpoint).signed(note);
                    var same = checkpoints.putIfAbsent(checkpoint.size(), checkpoint);
                    if (same != null && !Arrays.equals(same.root(), checkpoint.root())) {
                        findings.problem("There are two checkpoints of %d records that say different things"
                                .formatted(checkpoint.size()));
                    }
                }
            } catch (Jcs.Unfit unfit) {
                findings.problem("%s is not signed: %s".formatted(name, unfit.getMessage()));
            }
        });
    }

    private List<Row> page(long after, long end) {
        return jdbc.sql("""
                        SELECT r.record_index, r.event_id, r.record, r.leaf, s.payload_salt, s.meta_salt,
                          r.stream, r.seq, r.actor, r.happened_at, r.place
                         FROM seal_record r LEFT JOIN seal_salt s ON s.record_index = r.record_index
                         WHERE r.record_index > ? AND r.record_index < ? ORDER BY r.record_index FETCH FIRST %d ROWS ONLY""".formatted(AT_ONCE))
                .params(after, end)
                .query((row, _) -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        new Columns(
                                row.getString(7),
                                row.getLong(8),
                                row.getString(9),
                                row.getObject(10, OffsetDateTime.class).toInstant(),
                                row.getLong(11))))
                .list();
    }

    private static void one(Row row, @Nullable Stored event, Chain chain, Openly openly, Findings findings) {
        var leaf = Merkle.leaf(row.record().getBytes(UTF_8));
        if (!HexFormat.of().formatHex(leaf).equals(row.leaf())) {
            findings.problem("Record %d was changed: it does not have the hash that it had".formatted(row.index()));
        }
        String meta;
        try {
            meta = event == null ? null : Records.meta(event);
        } catch (RuntimeException unreadable) {
            meta = null;
        }
        var record = chain.next(
                new Evidence(row.record(), event == null ? null : event.payload(), row.salt(), meta, row.metaSalt()),
                "Record " + row.index());
        if (event == null) {
            findings.problem("Event %s is not in the ledger any more".formatted(row.eventId()));
        } else if (record != null) {
            describes(record, event, findings);
            openly.next(record, leaf, event);
            var columns = new Columns(record.stream(), record.seq(), record.actor(), record.at(), event.place());
            if (!columns.equals(row.columns())) {
                findings.problem("What stands beside record %d (%s of %s, event %s) is not what it says"
                        .formatted(row.index(), record.type(), record.stream(), record.eventId()));
            }
        }
    }

    /** Whether the columns beside payload and metadata say what the record says. */
    private static void describes(SealedRecord record, Stored event, Findings findings) {
        if (!record.eventId().equals(event.id())
                || !record.stream().equals(event.stream())
                || record.seq() != event.seq()
                || !record.type().equals(event.type())) {
            findings.problem(
                    "Event %s is in the ledger as number %d of %s, a %s, and was sealed as number %d of %s, a %s"
                            .formatted(
                                    record.eventId(),
                                    event.seq(),
                                    event.stream(),
                                    event.type(),
                                    record.seq(),
                                    record.stream(),
                                    record.type()));
        }
    }

    /** Once a checkpoint does not fit, none after it does, and the first one tells most. */
    private static boolean fits(Map<Long, Checkpoint> checkpoints, Chain chain, Findings findings) {
        var signed = checkpoints.get(chain.tree().size());
        if (signed != null && !Arrays.equals(signed.root(), chain.tree().root())) {
            findings.problem("The first %d records are not those of the checkpoint that was signed of them"
                    .formatted(signed.size()));
            return false;
        }
        return true;
    }

    /**
     * What somebody put into the ledger behind its back has no record. One whose transaction took long may be sealed after some that stand
     * behind it, and what has just happened is about to be; so an event is given its time.
     */
    private void unsealed(Findings findings) {
        var last = jdbc.sql("SELECT COALESCE(MAX(place), 0) FROM seal_record")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        SELECT e.event_identifier, e.aggregate_identifier, e.sequence_number, e.time_stamp, e.global_index FROM ledger_event e
                         WHERE NOT EXISTS (SELECT 1 FROM seal_record r WHERE r.event_id = e.event_identifier)
                         ORDER BY e.global_index FETCH FIRST 1000 ROWS ONLY""").query(row -> {
            if (isLate(row.getString(4), row.getLong(5) < last ? SHORTLY : IN_TIME)) {
                findings.problem("Event %s (number %d of %s) stands in the ledger and is not sealed"
                        .formatted(row.getString(1), row.getLong(3), row.getString(2)));
            }
        });
    }

    private boolean isLate(String at, Duration within) {
        try {
            return Instant.parse(at).plus(within).isBefore(clock.instant());
        } catch (DateTimeParseException changed) {
            return true;
        }
    }
}
