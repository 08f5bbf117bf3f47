package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.eventstore.Databases;

@Tag("program")
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource
class FirstAdministratorTest {
    private static final Pattern LINK =
            Pattern.compile("http://localhost:\\d+(/first-administrator\\?key=([A-Za-z0-9_-]{43}))\\s");
    private static final PersonId ADMINISTRATOR = new PersonId("administrator");
    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> NORA =
            Map.of("name", "Nora Keeper", "sign-in-name", "nora", "password", PASSWORD);

    private final Databases databases;

    FirstAdministratorTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void the_first_start_shows_a_link_behind_which_somebody_becomes_the_administrator_once(CapturedOutput output) {
        try (var started = start()) {
            var link = onlyLink(output.getOut());
            assertThat(started.getBean(Welcoming.class).administrators()).isEmpty();
            assertThat(visitor(started).get("/first-administrator?key=").statusCode())
                    .isEqualTo(410);
            assertThat(visitor(started)
                            .get("/first-administrator?key=" + "A".repeat(43))
                            .statusCode())
                    .isEqualTo(410);

            var browser = visitor(started);
            assertThat(browser.get(link).statusCode()).as("to look at it").isEqualTo(200);
            for (var weak : Map.of("password", "too short", "name", " ", "sign-in-name", "two words")
                    .entrySet()) {
                var fields = new HashMap<>(NORA);
                fields.put(weak.getKey(), weak.getValue());
                var refused = browser.fillIn(link, fields);
                assertThat(refused.statusCode()).as(weak.toString()).isEqualTo(422);
                assertThat(refused.body()).contains("role=\"alert\"").doesNotContain("too short");
            }
            var in = browser.fillIn(link, NORA);
            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(browser.get("/actuator/for-tests").statusCode()).isEqualTo(200);
            assertThat(Visitor.json(browser.get("/api/me")).get("name").asString())
                    .isEqualTo("Nora Keeper");
            assertThat(Visitor.json(browser.get("/api/me")).get("id").asString())
                    .isEqualTo("administrator");

            assertThat(visitor(started).get(link).statusCode()).isEqualTo(410);
            assertThat(visitor(started).submit(link, NORA).statusCode()).isEqualTo(410);
            assertThat(visitor(started).signIn("nora", PASSWORD).statusCode()).isEqualTo(204);
            assertThat(shownBy(started)).isEmpty();
            assertThat(kinds(started)).containsSubsequence("LINK_MADE", "LINK_REFUSED", "LINK_USED", "SIGNED_IN");
        }
    }

    @Test
    void of_many_who_use_the_link_at_once_one_comes_in(CapturedOutput output) throws Exception {
        try (var started = start();
                var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var link = onlyLink(output.getOut());
            Callable<Integer> comesIn =
                    () -> visitor(started).submit(link, NORA).statusCode();
            var answers = many.invokeAll(Collections.nCopies(6, comesIn));
            var in = 0;
            for (var answer : answers) {
                in += answer.get() == 303 ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
            assertThat(started.getBean(Welcoming.class).administrators()).containsExactly(ADMINISTRATOR);
        }
    }

    @Test
    void a_new_start_while_nobody_has_an_account_ends_the_link_before_and_a_day_ends_each(CapturedOutput output) {
        try (var started = start()) {
            var before = onlyLink(output.getOut());
            var now = onlyLink(shownBy(started));
            assertThat(now).isNotEqualTo(before);
            assertThat(visitor(started).submit(before, NORA).statusCode()).isEqualTo(410);
            assertThat(visitor(started).get(now).statusCode()).isEqualTo(200);

            started.getBean(PeopleForTests.Hands.class).forward(Duration.ofHours(25));
            assertThat(visitor(started).get(now).statusCode()).isEqualTo(410);
            assertThat(visitor(started).submit(now, NORA).statusCode()).isEqualTo(410);
            assertThat(started.getBean(Welcoming.class).administrators()).isEmpty();
        }
    }

    @Test
    void the_first_account_ends_the_link_however_it_came_to_be(CapturedOutput output) {
        try (var started = start()) {
            started.getBean(Welcoming.class)
                    .welcome(new PersonId("Ada"), "Ada", "ada", Set.of(Role.ADMINISTRATOR), Set.of(), PASSWORD);

            assertThat(visitor(started).submit(onlyLink(output.getOut()), NORA).statusCode())
                    .isEqualTo(410);
            assertThat(visitor(started).signIn("nora", PASSWORD).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void a_link_is_kept_as_a_hash_and_one_that_could_not_be_shown_is_not_kept(CapturedOutput output) {
        try (var started = start()) {
            var links = started.getBean(JdbcClient.class).sql("SELECT link_hash FROM people_link");
            var key = onlyKey(output.getOut());
            assertThat(links.query(String.class).list())
                    .containsExactly(Secret.hash(key))
                    .doesNotContain(key);

            started.getBean(FirstAdministrator.class)
                    .showLink(new PrintStream(new Torn(), true, StandardCharsets.UTF_8));
            assertThat(links.query(String.class).list())
                    .as("the one that was shown")
                    .containsExactly(Secret.hash(key));
        }
    }

    @Test
    void an_administrator_who_cannot_sign_in_any_more_is_the_one_let_in() {
        try (var started = start()) {
            var people = started.getBean(Welcoming.class);
            people.welcome(new PersonId("Ada"), "Ada", "ada", Set.of(Role.ADMINISTRATOR), Set.of(), PASSWORD);
            assertThat(shownBy(started)).isEmpty();

            started.getBean(JdbcClient.class)
                    .sql("DELETE FROM people_credential")
                    .update();
            var link = onlyLink(shownBy(started));
            var browser = visitor(started);
            assertThat(browser.get(link).body()).contains("Ada").doesNotContain("name=\"name\"");
            assertThat(browser.fillIn(link, Map.of("sign-in-name", "ada2", "password", PASSWORD))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(Visitor.json(browser.get("/api/me")).get("id").asString())
                    .isEqualTo("Ada");
            assertThat(people.administrators()).hasSize(1);
        }
    }

    @Test
    void a_password_that_was_given_to_the_only_administrator_and_has_ended_locks_nobody_out() {
        try (var started = start()) {
            started.getBean(Welcoming.class)
                    .welcome(new PersonId("Ada"), "Ada", "ada", Set.of(Role.ADMINISTRATOR), Set.of(), PASSWORD);
            var ada = visitor(started);
            ada.signIn("ada", PASSWORD);
            assertThat(ada.post("/api/people/Ada/password", Map.of()).statusCode())
                    .isEqualTo(200);
            assertThat(shownBy(started)).isEmpty();

            started.getBean(PeopleForTests.Hands.class).forward(Duration.ofHours(73));
            assertThat(onlyLink(shownBy(started))).isNotBlank();
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(PeopleForTests.class)
                .run("--server.port=0", "--stet.test.database=" + databases);
    }

    private static Visitor visitor(ConfigurableApplicationContext started) {
        return new Visitor(started.getEnvironment().getRequiredProperty("local.server.port", Integer.class), Map.of());
    }

    private static List<String> kinds(ConfigurableApplicationContext started) {
        return started.getBean(JdbcClient.class)
                .sql("SELECT kind FROM people_access ORDER BY first_at")
                .query(String.class)
                .list();
    }

    private static String shownBy(ConfigurableApplicationContext started) {
        var shown = new ByteArrayOutputStream();
        started.getBean(FirstAdministrator.class).showLink(new PrintStream(shown, true, StandardCharsets.UTF_8));
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** The path of the only link in there. */
    private static String onlyLink(String shown) {
        return only(1, shown);
    }

    private static String onlyKey(String shown) {
        return only(2, shown);
    }

    private static String only(int group, String shown) {
        var links =
                LINK.matcher(shown).results().map(found -> found.group(group)).toList();
        assertThat(links).hasSize(1);
        return links.getFirst();
    }

    /** Paper that tears. */
    private static final class Torn extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("torn");
        }
    }
}
