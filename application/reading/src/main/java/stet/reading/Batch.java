package stet.reading;

import java.util.ArrayList;
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
    private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

    private Batch(List<String> inThisOrder) {
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
            var begun = new Batch(inThisOrder);
            unitOfWork.onPrepareCommit(
                    _ -> begun.rows.forEach((statement, all) -> ManyRows.write(jdbc, statement, all)));
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
}
