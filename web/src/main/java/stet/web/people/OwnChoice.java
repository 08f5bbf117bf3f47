package stet.web.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.PersonId;

/** What people said for themselves of how their pages are: one row a person, in a table of its own for each thing that can be said. */
final class OwnChoice<T> {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Class<T> type;
    private final String find;
    private final String forget;
    private final String merge;

    /**
     * @param table with {@code person_id} and {@code set_at} beside it
     * @param column that holds it
     * @param sqlType of the column, with which it is cast
     */
    OwnChoice(JdbcClient jdbc, Clock clock, String table, String column, String sqlType, Class<T> type) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.type = type;
        find = "SELECT %s FROM %s WHERE person_id = ?".formatted(column, table);
        forget = "DELETE FROM %s WHERE person_id = ?".formatted(table);
        merge = """
                MERGE INTO %1$s t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS %3$s), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, %2$s, set_at) ON t.person_id = s.person_id
                WHEN MATCHED THEN UPDATE SET %2$s = s.%2$s, set_at = s.set_at
                WHEN NOT MATCHED THEN INSERT (person_id, %2$s, set_at) VALUES (s.person_id, s.%2$s, s.set_at)
                """.formatted(table, column, sqlType);
    }

    /** Empty for whoever has said nothing. */
    Optional<T> of(PersonId person) {
        return jdbc.sql(find).param(person.value()).query(type).optional();
    }

    void set(PersonId person, T chosen) {
        ConcurrentMerge.run(() -> jdbc.sql(merge)
                .params(person.value(), chosen, clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    void forget(PersonId person) {
        jdbc.sql(forget).param(person.value()).update();
    }
}
