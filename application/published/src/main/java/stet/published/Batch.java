package stet.published;

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
 * <p>Rows of one statement keep their order. Rows of different statements do not, so no two statements may touch the same columns.
 */
final class Batch {
    private final Map<String, List<Object[]>> rows = new LinkedHashMap<>();

    private Batch() {}

    static void add(JdbcOperations jdbc, String statement, @Nullable Object... row) {
        var unitOfWork = CurrentUnitOfWork.get().root();
        Batch batch = unitOfWork.getOrComputeResource(Batch.class.getName(), _ -> {
            var begun = new Batch();
            unitOfWork.onPrepareCommit(_ -> begun.rows.forEach(jdbc::batchUpdate));
            return begun;
        });
        batch.rows.computeIfAbsent(statement, _ -> new ArrayList<>()).add(row);
    }
}
