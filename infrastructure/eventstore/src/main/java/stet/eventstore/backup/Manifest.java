package stet.eventstore.backup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import stet.domain.content.Hash;
import stet.eventstore.tables.Product;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of a backup inside it. It is written last, so a backup without it is incomplete.
 *
 * @param rooms the last migration of each, by room
 * @param last the place in the ledger of the last event; 0 if there is none
 */
public record Manifest(
        int format, Instant made, Product from, Map<String, String> rooms, long last, List<Table> tables) {
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Manifest {
        rooms = Map.copyOf(rooms);
        tables = List.copyOf(tables);
    }

    /** @param sha256 of the bytes of its file, in lower-case hexadecimal digits */
    public record Table(String name, List<Column> columns, long rows, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }

        String file() {
            return name + ".jsonl";
        }
    }

    public record Column(String name, ColumnKind kind) {}

    /** How many events the ledger has. */
    public long events() {
        return tables.stream()
                .filter(table -> table.name().equals("ledger_event"))
                .mapToLong(Table::rows)
                .sum();
    }

    byte[] bytes() {
        return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }

    /** The zip's comment, at its very end, which shows whether the manifest was changed. */
    static String mark(byte[] manifest) {
        return "Stet " + Hash.ofBytes(manifest);
    }
}
