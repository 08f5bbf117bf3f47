package stet.eventstore.backup;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table that a backup holds, because it cannot be made again from others.
 *
 * @param room whose migrations make the table
 * @param instead for columns that say what the running program is at, SQL for what they say when nothing runs
 * @param only SQL for the rows that are kept; null for all
 */
public record Kept(
        String room,
        String table,
        Map<String, String> instead,
        @Nullable String only) {
    public Kept {
        instead = Map.copyOf(instead);
    }

    public static Kept whole(String room, String table) {
        return new Kept(room, table, Map.of(), null);
    }

    /**
     * The positions of followers with effects outside the ledger. Without them, a restore would lose the effects that were still to come.
     * Read models begin anew and need none.
     */
    public static Kept positions(List<String> processors) {
        var names = processors.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new Kept(
                "eventstore",
                "ledger_token",
                Map.of("owner", "CAST(NULL AS VARCHAR(100))"),
                "processor_name IN (" + names + ")");
    }
}
