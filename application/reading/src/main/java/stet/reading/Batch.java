package stet.reading;

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
 * <p>Rows of one statement keep their order, and all rows of a statement are written before those of the next one in the list.
 */
public final class Batch {
    private static final int AT_ONCE = 100;

    private final JdbcOperations jdbc;
    private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

    private Batch(JdbcOperations jdbc, List<String> inThisOrder) {
        this.jdbc = jdbc;
        inThisOrder.forEach(statement -> rows.put(statement, new ArrayList<>()));
    }

    /**
     * The batch of the events that are being handled; it begins with the first that asks for it.
     *
     * @param inThisOrder all statements that the read model writes with
     */
    public static Batch of(JdbcOperations jdbc, List<String> inThisOrder) {
        var unitOfWork = CurrentUnitOfWork.get().root();
        return unitOfWork.getOrComputeResource(Batch.class.getName(), _ -> {
            var begun = new Batch(jdbc, inThisOrder);
            unitOfWork.onPrepareCommit(_ -> begun.rows.forEach(begun::write));
            return begun;
        });
    }

    /** @throws IllegalArgumentException if the statement is not one of those that the read model writes with */
    public void add(String statement, @Nullable Object... row) {
        var those = rows.get(statement);
        if (those == null) {
            throw new IllegalArgumentException("When this would be written is not said: " + statement);
        }
        those.add(row);
    }

    /** An insert of many rows is one statement and not many, which makes a rebuild on PostgreSQL twice as fast. */
    private void write(String statement, List<@Nullable Object[]> all) {
        var whole = statement.startsWith("INSERT") ? all.size() / AT_ONCE * AT_ONCE : 0;
        if (whole > 0) {
            var values = statement.lastIndexOf('(');
            var row = statement.substring(values).strip();
            var many = statement.substring(0, values) + String.join(", ", Collections.nCopies(AT_ONCE, row));
            for (var from = 0; from < whole; from += AT_ONCE) {
                jdbc.update(
                        many,
                        all.subList(from, from + AT_ONCE).stream()
                                .flatMap(Arrays::stream)
                                .toArray());
            }
        }
        if (whole < all.size()) {
            jdbc.batchUpdate(statement, all.subList(whole, all.size()));
        }
    }
}
