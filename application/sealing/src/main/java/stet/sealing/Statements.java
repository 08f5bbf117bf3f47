package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.StoredEvents;
import stet.eventstore.StoredEvents.Stored;
import stet.seal.Checkpoint;
import stet.seal.Frontier;
import stet.seal.Merkle;
import stet.seal.Statement;
import stet.seal.Statement.Kind;
import stet.seal.Tile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is stated openly of what the world was shown, each after the record that was sealed of it. */
final class Statements {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** The stored name of the event that tells that words were taken out of others. */
    static final String REDACTION = "article.words-redacted";

    private static final String EDITION = "article.edition-published";
    private static final String EDITORS_NOTE = "article.editors-note-attached";
    private static final Map<String, Kind> KINDS = Map.of(
            REDACTION,
            Kind.REDACTED,
            EDITION,
            Kind.EDITION,
            "article.held",
            Kind.HELD,
            "article.hold-released",
            Kind.RELEASED,
            "article.killed",
            Kind.KILLED,
            EDITORS_NOTE,
            Kind.NOTE);

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final StoredEvents ledger;
    private final Publicly publicly;

    Statements(JdbcTemplate jdbc, StoredEvents ledger, Publicly publicly) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        named = new NamedParameterJdbcTemplate(jdbc);
        this.publicly = publicly;
    }

    /** What was sealed of an event. */
    @SuppressWarnings("ArrayRecordComponent")
    record Of(Stored event, long record, byte[] leaf) {}

    /**
     * States what of these the world is shown.
     *
     * @return what the statements come to; nothing if none was added
     */
    Optional<Checkpoint> add(List<Of> sealed, String origin) {
        var shown = sealed.stream()
                .filter(one -> KINDS.containsKey(one.event().type()))
                .toList();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        var tree = Tree.ofStatements(JdbcClient.create(jdbc));
        var edge = Frontier.of(tree, tree.size());
        var slugs =
                slugs(shown.stream().map(one -> one.event().stream()).distinct().toList());
        var rows = new ArrayList<@Nullable Object[]>();
        var nodes = new ArrayList<@Nullable Object[]>();
        for (var one : shown) {
            for (var stated : of(one, edge.size(), slugs)) {
                var statement = stated.statement();
                var bytes = statement.bytes();
                var leaf = Merkle.leaf(bytes);
                rows.add(new Object[] {
                    statement.index(),
                    statement.record(),
                    one.event().stream(),
                    statement.slug(),
                    new String(bytes, UTF_8),
                    HexFormat.of().formatHex(leaf)
                });
                edge.add(leaf, (level, index, hash) -> {
                    if (level % Tile.HEIGHT == 0) {
                        nodes.add(new Object[] {level, index, HexFormat.of().formatHex(hash)});
                    }
                });
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        jdbc.batchUpdate("""
                INSERT INTO seal_statement (statement_index, record_index, stream, slug, statement, leaf)
                VALUES (?, ?, ?, ?, ?, ?)""", rows);
        jdbc.batchUpdate("INSERT INTO seal_statement_node (level, node_index, hash) VALUES (?, ?, ?)", nodes);
        return Optional.of(new Checkpoint(origin, edge.size(), edge.root()));
    }

    /** Of a history that was never shown to the world nothing is stated. */
    private Map<String, String> slugs(List<String> streams) {
        var slugs = new HashMap<String, String>();
        named.query(
                "SELECT DISTINCT stream, slug FROM seal_statement WHERE stream IN (:streams)",
                Map.of("streams", streams),
                row -> {
                    slugs.put(row.getString(1), row.getString(2));
                });
        return slugs;
    }

    /**
     * A statement of an event.
     *
     * @param of the number, in its history, of the event whose words it has a digest of
     */
    record Stated(Statement statement, long of) {}

    /**
     * What is stated of an event; nothing where the world never saw anything of its story. Where words were taken out, what is left is stated
     * of each edition and note.
     *
     * @param index of the first of them
     * @param slugs by history, those that the world knows; one that it sees first is added
     */
    List<Stated> of(Of sealed, long index, Map<String, String> slugs) {
        var event = sealed.event();
        var kind = KINDS.get(event.type());
        if (kind == null) {
            return List.of();
        }
        if (kind == Kind.REDACTED) {
            return redacted(sealed, index, slugs);
        }
        if (kind == Kind.EDITION) {
            slugs.putIfAbsent(
                    event.stream(), publicly.edition(event).path("slug").asString(""));
        }
        var slug = slugs.get(event.stream());
        return slug == null ? List.of() : List.of(stated(sealed, kind, event, index, slug));
    }

    private List<Stated> redacted(Of sealed, long index, Map<String, String> slugs) {
        var event = sealed.event();
        var slug = slugs.get(event.stream());
        if (slug == null) {
            return List.of();
        }
        var taken = new HashSet<Long>();
        JSON.readTree(event.payload())
                .path("redacted")
                .forEach(one -> taken.add(one.path("sequence").asLong(-1)));
        var all = new ArrayList<Stated>();
        for (var shown : ledger.history(event.stream(), List.of(EDITION, EDITORS_NOTE))) {
            if (taken.contains(shown.seq())) {
                all.add(stated(sealed, Kind.REDACTED, shown, index + all.size(), slug));
            }
        }
        return all;
    }

    /** @param shown the event that the world sees something of */
    private Stated stated(Of sealed, Kind kind, Stored shown, long index, String slug) {
        var edition = 0;
        var digest = "";
        if (shown.type().equals(EDITION)) {
            var json = publicly.edition(shown);
            edition = json.path("edition").asInt(0);
            digest = Statement.digest(json);
        } else if (shown.type().equals(EDITORS_NOTE)) {
            digest = Statement.digest(
                    note(JSON.readTree(shown.payload()).path("note").asString(""), Instant.parse(shown.at())));
        }
        return new Stated(
                new Statement(
                        index,
                        kind,
                        slug,
                        edition,
                        digest,
                        Instant.parse(sealed.event().at()),
                        sealed.record(),
                        HexFormat.of().formatHex(sealed.leaf())),
                shown.seq());
    }

    private static JsonNode note(String note, Instant at) {
        return JSON.createObjectNode().put("text", note).put("at", at.toString());
    }

    /** The next records of events that are before the eyes of the world, after this one. */
    List<Of> after(long record, int most) {
        record Row(long index, String event, String leaf) {}
        var rows = named.query(
                """
                SELECT r.record_index, r.event_id, r.leaf FROM seal_record r
                 JOIN ledger_event e ON e.event_identifier = r.event_id
                 WHERE e.payload_type IN (:types) AND r.record_index > :after
                 ORDER BY r.record_index FETCH FIRST :most ROWS ONLY""",
                Map.of("types", KINDS.keySet(), "after", record, "most", most),
                (row, _) -> new Row(row.getLong(1), row.getString(2), row.getString(3)));
        var events = ledger.of(rows.stream().map(Row::event).toList());
        return rows.stream()
                .map(row -> new Of(
                        Objects.requireNonNull(events.get(row.event())),
                        row.index(),
                        HexFormat.of().parseHex(row.leaf())))
                .toList();
    }
}
