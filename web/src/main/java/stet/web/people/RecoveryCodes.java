package stet.web.people;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/** What stands in for a second factor that is lost: ten codes on paper, each good once. A hash of each is kept. */
@Component
final class RecoveryCodes {
    private static final int MADE = 10;
    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    /** Without letters and digits that look alike on paper. Sixteen of these have 77 bits, which nobody guesses, so a plain hash does. */
    private static final String UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz34679";

    private static final int LONGEST = 40;
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    RecoveryCodes(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes new ones, to be shown once; those before are good no more. It wants the caller's transaction. */
    List<String> make(PersonId person) {
        forget(person);
        var codes = Stream.generate(RecoveryCodes::draw).limit(MADE).toList();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        codes.forEach(
                code -> jdbc.sql("INSERT INTO people_recovery_code (person_id, code_hash, made_at) VALUES (?, ?, ?)")
                        .params(person.value(), hash(code), now)
                        .update());
        return codes;
    }

    void forget(PersonId person) {
        jdbc.sql("DELETE FROM people_recovery_code WHERE person_id = ?")
                .param(person.value())
                .update();
    }

    /** Uses a code, however it was typed. Of two who use it at once, one does. */
    boolean use(PersonId person, String typed) {
        return typed.length() <= LONGEST
                && jdbc.sql("""
                                UPDATE people_recovery_code SET used_at = ?
                                 WHERE person_id = ? AND code_hash = ? AND used_at IS NULL""")
                                .params(clock.instant().atOffset(ZoneOffset.UTC), person.value(), hash(typed))
                                .update()
                        == 1;
    }

    int left(PersonId person) {
        return jdbc.sql("SELECT COUNT(*) FROM people_recovery_code WHERE person_id = ? AND used_at IS NULL")
                .param(person.value())
                .query(Integer.class)
                .single();
    }

    private static String draw() {
        return String.join(
                "-",
                IntStream.range(0, GROUPS)
                        .mapToObj(_ -> RANDOM.ints(GROUP, 0, UNAMBIGUOUS.length())
                                .mapToObj(at -> UNAMBIGUOUS.substring(at, at + 1))
                                .reduce("", String::concat))
                        .toList());
    }

    private static String hash(String code) {
        return Secret.hash(BETWEEN.matcher(code.toLowerCase(Locale.ROOT)).replaceAll(""));
    }
}
