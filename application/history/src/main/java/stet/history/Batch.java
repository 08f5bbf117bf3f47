package stet.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rows that a batch of events makes, written together when the batch is about to commit: a replay is then a few round trips per
 * batch instead of several per event.
 *
 * <p>Rows of one statement keep their order. Rows of different statements do not, so no two statements may touch the same columns.
 */
final class Batch {
    private static final int AT_ONCE = 100;

    private final Map<String, List<Object[]>> rows = new LinkedHashMap<>();

    private Batch() {}

    static void add(JdbcOperations jdbc, String statement, @Nullable Object... row) {
        var unitOfWork = CurrentUnitOfWork.get().root();
        Batch batch = unitOfWork.getOrComputeResource(Batch.class.getName(), _ -> {
            var begun = new Batch();
            unitOfWork.onPrepareCommit(_ -> begun.rows.forEach((sql, rows) -> write(jdbc, sql, rows)));
            return begun;
        });
        batch.rows.computeIfAbsent(statement, _ -> new ArrayList<>()).add(row);
    }

    /** An insert of many rows is one statement and not many, which makes a rebuild on PostgreSQL twice as fast. */
    private static void write(JdbcOperations jdbc, String statement, List<Object[]> rows) {
        var whole = statement.startsWith("INSERT") ? rows.size() / AT_ONCE * AT_ONCE : 0;
        if (whole > 0) {
            var values = statement.lastIndexOf('(');
            var row = statement.substring(values).strip();
            var many = statement.substring(0, values) + String.join(", ", Collections.nCopies(AT_ONCE, row));
            for (var from = 0; from < whole; from += AT_ONCE) {
                jdbc.update(
                        many,
                        rows.subList(from, from + AT_ONCE).stream()
                                .flatMap(Arrays::stream)
                                .toArray());
            }
        }
        if (whole < rows.size()) {
            jdbc.batchUpdate(statement, rows.subList(whole, rows.size()));
        }
    }
}
