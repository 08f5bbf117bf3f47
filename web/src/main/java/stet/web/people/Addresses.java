package stet.web.people;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.eventstore.Ledger;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Where people want their letters sent. It is theirs to say and to take back, so it is no event. */
@Component
public final class Addresses {
    private static final int LONGEST = 254;
    /** What an HTML form accepts as an e-mail address. It has no line breaks, so it cannot forge a header of a letter. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessLedger access;
    private final TransactionTemplate together;

    Addresses(
            JdbcClient jdbc,
            Clock clock,
            AccessLedger access,
            PlatformTransactionManager transactions,
            Ledger migrated) {
        this.access = access;
        this.together = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<String> of(PersonId person) {
        return jdbc.sql("SELECT address FROM people_address WHERE person_id = ?")
                .param(person.value())
                .query(String.class)
                .optional();
    }

    /** Where notices go by letter; nowhere for whoever does not want them so. */
    public Optional<String> forNotices(PersonId person) {
        return jdbc.sql("SELECT address FROM people_address WHERE person_id = ? AND notices = TRUE")
                .param(person.value())
                .query(String.class)
                .optional();
    }

    /** Where a link for a forgotten password goes: nowhere that a program said alone. */
    Optional<String> forPasswords(PersonId person) {
        return jdbc.sql("SELECT address FROM people_address WHERE person_id = ? AND vouched = TRUE")
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
     * Somebody says where their letters go. If they went elsewhere before, they are told so there.
     *
     * @param typed blank where nothing should be sent any more
     * @param notices whether notices go there
     * @throws InvalidValue if it is no address
     */
    public void set(SignedIn me, String typed, boolean notices, RemoteAddress from) {
        var person = me.person();
        var before = of(person).orElse("");
        var address = typed.isBlank() ? "" : valid(typed);
        ConcurrentMerge.run(() -> together.executeWithoutResult(_ -> {
            set(person, address, notices, me.grant() == null);
            if (!before.isEmpty() && !before.equals(address)) {
                access.done(Kind.ADDRESS_CHANGED, person, person, from, before);
            }
        }));
    }

    /** @throws InvalidValue if it is no address */
    static String valid(String typed) {
        var address = typed.strip();
        if (address.length() > LONGEST || !ADDRESS.matcher(address).matches()) {
            throw new InvalidValue("That is no e-mail address; one looks like wanda@example.org");
        }
        return address;
    }

    /**
     * @param address a valid one, or empty
     * @param vouched whether its owner says so, and not only a program of theirs
     */
    void set(PersonId person, String address, boolean notices, boolean vouched) {
        if (address.isEmpty()) {
            jdbc.sql("DELETE FROM people_address WHERE person_id = ?")
                    .param(person.value())
                    .update();
            return;
        }
        jdbc.sql("""
                MERGE INTO people_address t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BOOLEAN), CAST(? AS BOOLEAN),
                               CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, address, notices, vouched, set_at) ON t.person_id = s.person_id
                WHEN MATCHED THEN UPDATE SET
                    set_at = CASE WHEN t.address = s.address THEN t.set_at ELSE s.set_at END,
                    vouched = CASE WHEN t.address = s.address THEN (t.vouched OR s.vouched) ELSE s.vouched END,
                    address = s.address, notices = s.notices
                WHEN NOT MATCHED THEN INSERT (person_id, address, notices, vouched, set_at)
                VALUES (s.person_id, s.address, s.notices, s.vouched, s.set_at)
                """)
                .params(
                        person.value(),
                        address,
                        notices,
                        vouched,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
