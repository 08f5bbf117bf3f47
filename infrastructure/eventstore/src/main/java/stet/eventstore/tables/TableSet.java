package stet.eventstore.tables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the sets of tables that a read model may have. The SQL of the read model names the first set; in every other set, tables,
 * indexes, views and constraints are called {@code desk2_…} where it says {@code desk_…}.
 *
 * @param reader the read model's name
 * @param name of the set, under which its position is kept; the read model's own for the first, {@code desk2} for the second
 */
public record TableSet(String reader, int number, String name) {
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    /** @throws IllegalArgumentException if a set of this read model could have the same name as one of another's */
    public static TableSet of(String reader, int number) {
        if (!NAME.matcher(reader).matches()) {
            throw new IllegalArgumentException(
                    "A read model is called by small letters alone, not '%s'".formatted(reader));
        }
        return new TableSet(reader, number, number == 1 ? reader : reader + number);
    }

    /** How the names of its tables begin. */
    public String prefix() {
        return name + "_";
    }

    /** The same statement on the tables of this set. */
    String in(String sql) {
        if (number == 1) {
            return sql;
        }
        // Literals and comments name no table, so they are matched first and left as they are.
        return Pattern.compile(
                        "'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/|\\b(?<name>%s)_(?=[a-z])".formatted(reader),
                        Pattern.DOTALL)
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(found.group("name") == null ? found.group() : prefix()));
    }
}
