package stet.web.people;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** Whether keys do something by themselves on the pages of a person, as WCAG 2.1.4 wants it to be theirs to say. */
@Component
public final class SingleKeys {
    private final OwnChoice<Boolean> chosen;

    SingleKeys(JdbcClient jdbc, Clock clock, Ledger migrated) {
        chosen = new OwnChoice<>(jdbc, clock, "people_keys", "single_keys", "BOOLEAN", Boolean.class);
    }

    /** They do, for whoever has said nothing. */
    public boolean of(PersonId person) {
        return chosen.of(person).orElse(true);
    }

    public void set(PersonId person, boolean on) {
        chosen.set(person, on);
    }
}
