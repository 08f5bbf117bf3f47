package stet.eventstore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the sets of tables that a read model may have. What is written in its SQL is the name of the first; in every other set,
 * tables, indexes, views and constraints are called {@code desk2_…} where it says {@code desk_…}.
 *
 * @param name of the set, under which its position is kept; the read model's own for the first, {@code desk2} for the second
 */
record TableSet(String reader, int number, String name) {
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    /** @throws IllegalArgumentException if sets of a read model of this name could be taken for another's */
    static TableSet of(String reader, int number) {
        if (!NAME.matcher(reader).matches()) {
            throw new IllegalArgumentException(
                    "A read model is called by small letters alone, not '%s'".formatted(reader));
        }
        return new TableSet(reader, number, number == 1 ? reader : reader + number);
    }

    /** With what the names of its tables begin. */
    String prefix() {
        return name + "_";
    }

    /** The same statement on the tables of this set. */
    String in(String sql) {
        if (number == 1) {
            return sql;
        }
        // What stands between single quotes or in a comment names nothing and is left as it is.
        return Pattern.compile(
                        "'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/|\\b(?<name>%s)_(?=[a-z])".formatted(reader),
                        Pattern.DOTALL)
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(found.group("name") == null ? found.group() : prefix()));
    }
}
