package stet.web.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** Whether somebody wants the newsroom's pages light or dark, whatever their device is. */
@Component
public final class OwnLooks {
    private static final Set<String> LOOKS = Set.of("light", "dark");

    private final JdbcClient jdbc;
    private final Clock clock;

    OwnLooks(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** {@code light} or {@code dark}; empty for whoever wants them as the device is. */
    public Optional<String> of(PersonId person) {
        return jdbc.sql("SELECT looks FROM people_looks WHERE person_id = ?")
                .param(person.value())
                .query(String.class)
                .optional();
    }

    /**
     * @param looks blank for as the device is
     * @throws InvalidValue if it is neither light nor dark
     */
    public void set(PersonId person, String looks) {
        if (looks.isBlank()) {
            jdbc.sql("DELETE FROM people_looks WHERE person_id = ?")
                    .param(person.value())
                    .update();
            return;
        }
        if (!LOOKS.contains(looks)) {
            throw new InvalidValue("Pages are light, dark, or as your device is");
        }
        jdbc.sql("""
                MERGE INTO people_looks t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, looks, set_at) ON t.person_id = s.person_id
                WHEN MATCHED THEN UPDATE SET looks = s.looks, set_at = s.set_at
                WHEN NOT MATCHED THEN INSERT (person_id, looks, set_at) VALUES (s.person_id, s.looks, s.set_at)
                """)
                .params(person.value(), looks, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
