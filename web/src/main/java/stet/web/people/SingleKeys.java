package stet.web.people;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** Whether keys do something by themselves on the pages of a person, as WCAG 2.1.4 wants it to be theirs to say. */
@Component
public final class SingleKeys {
    private final JdbcClient jdbc;
    private final Clock clock;

    SingleKeys(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** They do, for whoever has said nothing. */
    public boolean of(PersonId person) {
        return jdbc.sql("SELECT single_keys FROM people_keys WHERE person_id = ?")
                .param(person.value())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    public void set(PersonId person, boolean on) {
        jdbc.sql("""
                MERGE INTO people_keys t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BOOLEAN), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, single_keys, set_at) ON t.person_id = s.person_id
                WHEN MATCHED THEN UPDATE SET single_keys = s.single_keys, set_at = s.set_at
                WHEN NOT MATCHED THEN INSERT (person_id, single_keys, set_at) VALUES (s.person_id, s.single_keys, s.set_at)
                """)
                .params(person.value(), on, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
