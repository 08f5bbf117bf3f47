package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
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
    private static final Pattern PASSWORD = Pattern.compile("password\\s+(\\S{20,})");

    private final Databases databases;

    FirstAdministratorTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void the_first_start_shows_a_password_once_with_which_the_administrator_signs_in(CapturedOutput output) {
        try (var started = start()) {
            var password = onlyPassword(output.getOut());
            var port = started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            var browser = new Visitor(port, Map.of());

            assertThat(browser.signIn("administrator", password).statusCode()).isEqualTo(204);
            assertThat(browser.get("/actuator/for-tests").statusCode()).isEqualTo(200);

            assertThat(shownBy(started)).isEmpty();
            assertThat(browser.signIn("administrator", password).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void a_password_that_could_not_be_shown_is_not_kept_and_the_next_start_shows_a_new_one() {
        try (var started = start()) {
            var credentials = started.getBean(Credentials.class);
            forgetCredentials(started);

            started.getBean(FirstAdministrator.class).letIn(new PrintStream(new Torn(), true, StandardCharsets.UTF_8));
            assertThat(credentials.of(new PersonId("administrator"))).isEmpty();

            var password = onlyPassword(shownBy(started));
            assertThat(credentials.check("administrator", password, true)).contains(new PersonId("administrator"));
        }
    }

    @Test
    void whoever_is_administrator_already_is_the_one_let_in() {
        try (var started = start()) {
            var people = started.getBean(Welcoming.class);
            people.welcome(
                    new PersonId("Ada"), "Ada", "ada", Set.of(Role.ADMINISTRATOR), Set.of(), "correct horse battery");
            assertThat(shownBy(started)).isEmpty();

            forgetCredentials(started);
            assertThat(onlyPassword(shownBy(started))).isNotBlank();
            assertThat(people.administrators()).hasSize(2);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(PeopleForTests.class)
                .run("--server.port=0", "--stet.test.database=" + databases);
    }

    private static void forgetCredentials(ConfigurableApplicationContext started) {
        started.getBean(JdbcClient.class).sql("DELETE FROM people_credential").update();
    }

    private static String shownBy(ConfigurableApplicationContext started) {
        var shown = new ByteArrayOutputStream();
        started.getBean(FirstAdministrator.class).letIn(new PrintStream(shown, true, StandardCharsets.UTF_8));
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static String onlyPassword(String shown) {
        var passwords =
                PASSWORD.matcher(shown).results().map(found -> found.group(1)).toList();
        assertThat(passwords).hasSize(1);
        return passwords.getFirst();
    }

    /** Paper that tears. */
    private static final class Torn extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("torn");
        }
    }
}
