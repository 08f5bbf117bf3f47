package stet.web.people;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** The time zone in which somebody wants to read times, with scripts or without. What is typed is in the newsroom's all the same. */
@Component
public final class OwnZone {
    private final JdbcClient jdbc;
    private final Clock clock;

    OwnZone(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty for whoever has said nothing. */
    public Optional<ZoneId> of(PersonId person) {
        return jdbc.sql("SELECT zone FROM people_zone WHERE person_id = ?")
                .param(person.value())
                .query(String.class)
                .optional()
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of);
    }

    /**
     * @param typed blank where times are to be read in the newsroom's
     * @throws InvalidValue if there is no such zone
     */
    public void set(PersonId person, String typed) {
        if (typed.isBlank()) {
            jdbc.sql("DELETE FROM people_zone WHERE person_id = ?")
                    .param(person.value())
                    .update();
            return;
        }
        jdbc.sql("""
                MERGE INTO people_zone t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, zone, set_at) ON t.person_id = s.person_id
                WHEN MATCHED THEN UPDATE SET zone = s.zone, set_at = s.set_at
                WHEN NOT MATCHED THEN INSERT (person_id, zone, set_at) VALUES (s.person_id, s.zone, s.set_at)
                """)
                .params(person.value(), zone(typed.strip()), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String zone(String typed) {
        if (!ZoneId.getAvailableZoneIds().contains(typed)) {
            throw new InvalidValue("There is no time zone '%s'; one is called Europe/London".formatted(typed));
        }
        return typed;
    }
}
