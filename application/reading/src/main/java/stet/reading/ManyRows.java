package stet.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes many rows by one statement, where it is one that can take many: an insert or an {@link Upsert}. A database that is told of rows one by
 * one works longer on being told than on the rows.
 */
public final class ManyRows {
    /** So many rows, or else so many: a statement of each number is a plan that the database keeps. */
    private static final int[] AT_ONCE = {100, 10};

    /** More parameters in one statement take longer than two statements. */
    private static final int MOST_PARAMETERS = 2_000;

    private ManyRows() {}

    /** Of rows with the same key, an upsert keeps the last, and each row is the same as if it were written after those before it. */
    public static void write(JdbcOperations jdbc, String statement, List<? extends @Nullable Object[]> all) {
        if (all.isEmpty()) {
            return;
        }
        var keys = Upsert.keys(statement);
        var rows = keys == 0 ? all : lastOfEach(keys, all);
        var from = 0;
        if (keys > 0 || statement.startsWith("INSERT")) {
            for (var many : AT_ONCE) {
                if (many * rows.getFirst().length <= MOST_PARAMETERS && from + many <= rows.size()) {
                    var several = times(many, statement);
                    for (; from + many <= rows.size(); from += many) {
                        jdbc.update(several, flat(rows.subList(from, from + many)));
                    }
                }
            }
        }
        if (from < rows.size()) {
            jdbc.batchUpdate(statement, List.copyOf(rows.subList(from, rows.size())));
        }
    }

    private static List<? extends @Nullable Object[]> lastOfEach(int keys, List<? extends @Nullable Object[]> all) {
        var last = new LinkedHashMap<List<@Nullable Object>, @Nullable Object[]>();
        for (var row : all) {
            last.put(Arrays.asList(row).subList(0, keys), row);
        }
        return last.size() == all.size() ? all : new ArrayList<>(last.values());
    }

    /** The same statement for so many rows. */
    private static String times(int many, String statement) {
        var begin = statement.indexOf("VALUES (") + "VALUES ".length();
        var end = begin;
        var open = 0;
        do {
            open += statement.charAt(end) == '(' ? 1 : statement.charAt(end) == ')' ? -1 : 0;
            end++;
        } while (open > 0);
        var row = statement.substring(begin, end);
        return statement.substring(0, begin)
                + String.join(", ", Collections.nCopies(many, row))
                + statement.substring(end);
    }

    private static @Nullable Object[] flat(List<? extends @Nullable Object[]> rows) {
        return rows.stream().flatMap(Arrays::stream).toArray();
    }
}
