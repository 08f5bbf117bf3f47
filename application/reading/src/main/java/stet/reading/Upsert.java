package stet.reading;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** One row of a table, put in or put right by its key, in the one way that H2 and PostgreSQL both know. */
public final class Upsert {
    private static final String BEGINS = "MERGE INTO ";
    private static final String BY_KEY = " ON ";
    private static final String AND = " AND ";

    private final String table;
    private final List<String> keys = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    private Upsert(String table) {
        this.table = table;
    }

    public static Upsert into(String table) {
        return new Upsert(table);
    }

    /** Comes before all other columns. */
    public Upsert key(String... names) {
        return key("VARCHAR", names);
    }

    /** The same for a key that is a number. */
    public Upsert numbered(String... names) {
        return key("BIGINT", names);
    }

    private Upsert key(String type, String... names) {
        if (keys.size() < columns.size()) {
            throw new IllegalStateException("A key comes before what is found by it: " + String.join(", ", names));
        }
        keys.addAll(List.of(names));
        return column(type, names);
    }

    public Upsert text(String... names) {
        return column("VARCHAR", names);
    }

    public Upsert number(String... names) {
        return column("BIGINT", names);
    }

    public Upsert flag(String... names) {
        return column("BOOLEAN", names);
    }

    public Upsert instant(String... names) {
        return column("TIMESTAMP WITH TIME ZONE", names);
    }

    private Upsert column(String type, String... names) {
        for (var name : names) {
            columns.add(name);
            types.add(type);
        }
        return this;
    }

    /** How many of the first parameters of a statement are the key of its row; 0 for another statement. */
    static int keys(String statement) {
        if (!statement.startsWith(BEGINS)) {
            return 0;
        }
        var from = statement.indexOf(BY_KEY) + BY_KEY.length();
        return statement.substring(from, statement.indexOf('\n', from)).split(AND, -1).length;
    }

    /** The statement; its parameters are the columns, in the order in which they were named. */
    public String sql() {
        var rest = columns.stream().filter(column -> !keys.contains(column)).toList();
        return """
                %s%s t USING (VALUES (%s)) AS s (%s)%s%s
                %sWHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)
                """.formatted(
                BEGINS,
                table,
                types.stream().map("CAST(? AS %s)"::formatted).collect(joining(", ")),
                String.join(", ", columns),
                BY_KEY,
                keys.stream().map(key -> "t.%1$s = s.%1$s".formatted(key)).collect(joining(AND)),
                rest.isEmpty()
                        ? ""
                        : rest.stream()
                                .map(column -> "%1$s = s.%1$s".formatted(column))
                                .collect(joining(", ", "WHEN MATCHED THEN UPDATE SET ", "\n")),
                String.join(", ", columns),
                columns.stream().map("s."::concat).collect(joining(", ")));
    }
}
