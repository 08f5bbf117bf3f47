package stet.web.people;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** Where people want their letters sent. It is theirs to say and to take back, so it is no event. */
@Component
public final class Addresses {
    private static final int LONGEST = 254;
    /** What an HTML form accepts as an e-mail address. It has no line breaks, so it cannot forge a header of a letter. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

    private final JdbcClient jdbc;
    private final Clock clock;

    Addresses(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<String> of(PersonId person) {
        return jdbc.sql("SELECT address FROM people_address WHERE person_id = ?")
                .param(person.value())
                .query(String.class)
                .optional();
    }

    /** Where letters went at that time already, so that nobody who has taken a sign-in over gets the letters about it. */
    public Optional<String> of(PersonId person, Instant then) {
        return jdbc.sql("SELECT address FROM people_address WHERE person_id = ? AND set_at <= ?")
                .params(person.value(), then.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /**
     * @param typed blank where nothing should be sent any more
     * @throws InvalidValue if it is no address
     */
    public void set(PersonId person, String typed) {
        var address = typed.strip();
        if (address.isEmpty()) {
            jdbc.sql("DELETE FROM people_address WHERE person_id = ?")
                    .param(person.value())
                    .update();
            return;
        }
        if (address.length() > LONGEST || !ADDRESS.matcher(address).matches()) {
            throw new InvalidValue("That is no e-mail address; one looks like wanda@example.org");
        }
        jdbc.sql("""
                MERGE INTO people_address t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, address, set_at) ON t.person_id = s.person_id
                WHEN MATCHED THEN UPDATE SET address = s.address, set_at = s.set_at
                WHEN NOT MATCHED THEN INSERT (person_id, address, set_at) VALUES (s.person_id, s.address, s.set_at)
                """)
                .params(person.value(), address, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
