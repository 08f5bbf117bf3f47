package stet.web.people;

import java.time.Clock;
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

    private final OwnChoice<String> chosen;

    OwnLooks(JdbcClient jdbc, Clock clock, Ledger migrated) {
        chosen = new OwnChoice<>(jdbc, clock, "people_looks", "looks", "VARCHAR", String.class);
    }

    /** {@code light} or {@code dark}; empty for whoever wants them as the device is. */
    public Optional<String> of(PersonId person) {
        return chosen.of(person);
    }

    /**
     * @param looks blank for as the device is
     * @throws InvalidValue if it is neither light nor dark
     */
    public void set(PersonId person, String looks) {
        if (looks.isBlank()) {
            chosen.forget(person);
            return;
        }
        if (!LOOKS.contains(looks)) {
            throw new InvalidValue("Pages are light, dark, or as your device is");
        }
        chosen.set(person, looks);
    }
}
