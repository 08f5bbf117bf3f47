package stet.web.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.eventstore.Ledger;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;
import stet.web.house.House;
import stet.workflow.sealing.NewsroomKeys;
import stet.workflow.sealing.NotOpened;
import stet.workflow.sealing.Sealed;

/**
 * Second factors: an authenticator app of whoever signs in, and the recovery codes for when it is lost. A secret lies sealed, as who
 * confidential sources are does, since a thief of the database would otherwise have both factors.
 */
@Component
public final class SecondFactors {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);
    private static final int LONGEST_TYPED = 60;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final NewsroomKeys keys;
    private final RecoveryCodes recovery;
    private final Credentials credentials;
    private final AccessLedger access;
    private final House house;
    private final TransactionTemplate together;

    /**
     * How it stands with somebody's second factor.
     *
     * @param since when it was set up; null where there is none
     * @param codesLeft recovery codes that are still good
     */
    public record Standing(boolean on, @Nullable Instant since, int codesLeft) {}

    /**
     * What somebody gives to their app. It is shown to its owner alone, and counts for nothing until they have given a code of it.
     *
     * @param secret in base 32, to be typed
     * @param address the same with whose it is, for an app on the same machine
     * @param picture the address as a QR code
     */
    public record Beginning(String secret, String address, QrCode picture) {
        @Override
        public String toString() {
            return "Beginning[]";
        }
    }

    private record Row(PersonId person, Sealed sealed) {}

    SecondFactors(
            JdbcClient jdbc,
            Clock clock,
            NewsroomKeys keys,
            RecoveryCodes recovery,
            Credentials credentials,
            AccessLedger access,
            House house,
            PlatformTransactionManager transactions,
            Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keys = keys;
        this.recovery = recovery;
        this.credentials = credentials;
        this.access = access;
        this.house = house;
        this.together = new TransactionTemplate(transactions);
        sealAgain();
    }

    /** Puts what lies under earlier keys of the newsroom's under the last one, so that those can be taken out of their file. */
    private void sealAgain() {
        var lost = 0;
        for (var row : jdbc.sql("SELECT person_id, key_id, own_key, sealed FROM people_second_factor WHERE key_id <> ?")
                .param(keys.current())
                .query(SecondFactors::row)
                .list()) {
            try {
                var again = keys.again(about(row.person()), row.sealed());
                jdbc.sql("UPDATE people_second_factor SET key_id = ?, own_key = ? WHERE person_id = ? AND key_id = ?")
                        .params(
                                again.key(),
                                again.ownKey(),
                                row.person().value(),
                                row.sealed().key())
                        .update();
            } catch (NotOpened _) {
                lost++;
            }
        }
        if (lost > 0) {
            LOG.warn(
                    "Second factors that lie under a key that is lost: {}. Their owners come in by a recovery code, or once an administrator"
                            + " has taken the factor away",
                    lost);
        }
    }

    boolean has(PersonId person) {
        return jdbc.sql("SELECT COUNT(*) FROM people_second_factor WHERE person_id = ? AND confirmed_at IS NOT NULL")
                        .param(person.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    public Standing of(PersonId person) {
        return jdbc.sql(
                        "SELECT confirmed_at FROM people_second_factor WHERE person_id = ? AND confirmed_at IS NOT NULL")
                .param(person.value())
                .query((row, _) ->
                        row.getObject("confirmed_at", OffsetDateTime.class).toInstant())
                .optional()
                .map(since -> new Standing(true, since, recovery.left(person)))
                .orElse(new Standing(false, null, 0));
    }

    /**
     * Draws a secret for somebody's app. One that was begun before and not confirmed is forgotten.
     *
     * @throws Refused if they have a second factor already
     */
    public Beginning begin(SignedIn me) {
        var person = me.person();
        var secret = Totp.draw();
        var sealed = keys.seal(about(person), secret);
        together.executeWithoutResult(_ -> {
            if (has(person)) {
                throw new Refused(
                        RefusalCode.ALREADY_SO, "You have a second factor; take it away before you set up another");
            }
            jdbc.sql("DELETE FROM people_second_factor WHERE person_id = ? AND confirmed_at IS NULL")
                    .param(person.value())
                    .update();
            jdbc.sql("""
                            INSERT INTO people_second_factor (person_id, key_id, own_key, sealed, begun_at, last_step)
                            VALUES (?, ?, ?, ?, ?, 0)""")
                    .params(person.value(), sealed.key(), sealed.ownKey(), sealed.text(), now())
                    .update();
        });
        return beginning(person, secret);
    }

    /** What was begun and is not confirmed, so that whoever mistypes the code need not begin again. */
    public Optional<Beginning> begun(SignedIn me) {
        return row(me.person(), false).map(row -> beginning(me.person(), keys.open(about(me.person()), row.sealed())));
    }

    private Beginning beginning(PersonId person, byte[] secret) {
        var name = credentials.of(person).map(Credentials.Known::signInName).orElse(person.value());
        var address = Totp.address(house.name(), name, secret);
        return new Beginning(Totp.base32(secret), address, QrCode.of(address));
    }

    /**
     * From now on it is asked for.
     *
     * @param code of the app, which shows that it has the secret
     * @return recovery codes, to be shown once
     * @throws InvalidValue if it is no code of what was begun
     */
    public List<String> confirm(SignedIn me, String code, RemoteAddress from) {
        var person = me.person();
        var row = row(person, false)
                .orElseThrow(
                        () -> new InvalidValue("There is nothing to confirm; begin to set up a second factor first"));
        var step = step(row, typed(code));
        if (step.isEmpty()) {
            throw new InvalidValue("That is not the code that your app shows now; see that its clock is right");
        }
        var codes = new ArrayList<String>();
        together.executeWithoutResult(_ -> {
            var ours = jdbc.sql("""
                            UPDATE people_second_factor SET confirmed_at = ?, last_step = ?
                             WHERE person_id = ? AND confirmed_at IS NULL AND sealed = ?""")
                    .params(
                            now(),
                            step.getAsLong(),
                            person.value(),
                            row.sealed().text())
                    .update();
            if (ours == 0) {
                throw new InvalidValue("Another second factor was begun meanwhile; confirm that one");
            }
            codes.addAll(recovery.make(person));
            access.done(Kind.SECOND_FACTOR_SET, person, person, from, null);
        });
        return List.copyOf(codes);
    }

    /**
     * Recovery codes in place of those before, to be shown once.
     *
     * @throws Refused if they have no second factor
     */
    public List<String> newRecoveryCodes(SignedIn me, RemoteAddress from) {
        var person = me.person();
        var codes = new ArrayList<String>();
        together.executeWithoutResult(_ -> {
            if (!has(person)) {
                throw none("You have no second factor, so there is nothing to recover");
            }
            codes.addAll(recovery.make(person));
            access.done(Kind.RECOVERY_CODES_MADE, person, person, from, null);
        });
        return List.copyOf(codes);
    }

    /**
     * From now on it is asked for no more, and neither are its recovery codes.
     *
     * @throws Refused if there is none
     */
    public void takeAway(PersonId by, PersonId whom, RemoteAddress from) {
        together.executeWithoutResult(_ -> {
            var was = jdbc.sql("DELETE FROM people_second_factor WHERE person_id = ? AND confirmed_at IS NOT NULL")
                    .param(whom.value())
                    .update();
            if (was == 0) {
                throw none(by.equals(whom) ? "You have no second factor" : "They have no second factor");
            }
            recovery.forget(whom);
            access.done(Kind.SECOND_FACTOR_TAKEN_AWAY, by, whom, from, null);
        });
    }

    private static Refused none(String sentence) {
        return new Refused(RefusalCode.ALREADY_SO, sentence);
    }

    /** Takes a code of somebody's app, or one of their recovery codes. Each is taken once, on whichever node. */
    boolean takes(PersonId person, String code, RemoteAddress from) {
        if (code.length() > LONGEST_TYPED) {
            return false;
        }
        var typed = typed(code);
        if (Totp.looksLikeOne(typed)) {
            return row(person, true).filter(row -> takes(row, typed)).isPresent();
        }
        return Boolean.TRUE.equals(together.execute(_ -> {
            var used = recovery.use(person, typed);
            if (used) {
                access.done(Kind.RECOVERY_CODE_USED, person, person, from, null);
            }
            return used;
        }));
    }

    private boolean takes(Row row, String typed) {
        var step = step(row, typed);
        return step.isPresent()
                && jdbc.sql("UPDATE people_second_factor SET last_step = ? WHERE person_id = ? AND last_step < ?")
                                .params(step.getAsLong(), row.person().value(), step.getAsLong())
                                .update()
                        == 1;
    }

    private OptionalLong step(Row row, String typed) {
        try {
            return Totp.step(keys.open(about(row.person()), row.sealed()), typed, clock.instant());
        } catch (NotOpened _) {
            // Its owner has recovery codes; that it cannot be opened was said at the start.
            return OptionalLong.empty();
        }
    }

    private Optional<Row> row(PersonId person, boolean confirmed) {
        return jdbc.sql("SELECT person_id, key_id, own_key, sealed FROM people_second_factor WHERE person_id = ?"
                        + (confirmed ? " AND confirmed_at IS NOT NULL" : " AND confirmed_at IS NULL"))
                .param(person.value())
                .query(SecondFactors::row)
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new PersonId(row.getString("person_id")),
                new Sealed(row.getString("key_id"), row.getBytes("own_key"), row.getBytes("sealed")));
    }

    /** Apps show their codes in groups. */
    private static String typed(String code) {
        return code.strip().replace(" ", "");
    }

    private static String about(PersonId person) {
        return "second factor of " + person.value();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
