package stet.web.people;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** The time zone in which somebody wants to read times, with scripts or without. What is typed is in the newsroom's all the same. */
@Component
public final class OwnZone {
    private final OwnChoice<String> chosen;

    OwnZone(JdbcClient jdbc, Clock clock, Ledger migrated) {
        chosen = new OwnChoice<>(jdbc, clock, "people_zone", "zone", "VARCHAR", String.class);
    }

    /** Empty for whoever has said nothing. */
    public Optional<ZoneId> of(PersonId person) {
        return chosen.of(person).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
    }

    /**
     * @param typed blank where times are to be read in the newsroom's
     * @throws InvalidValue if there is no such zone
     */
    public void set(PersonId person, String typed) {
        if (typed.isBlank()) {
            chosen.forget(person);
            return;
        }
        chosen.set(person, zone(typed.strip()));
    }

    private static String zone(String typed) {
        if (!ZoneId.getAvailableZoneIds().contains(typed)) {
            throw new InvalidValue("There is no time zone '%s'; one is called Europe/London".formatted(typed));
        }
        return typed;
    }
}
