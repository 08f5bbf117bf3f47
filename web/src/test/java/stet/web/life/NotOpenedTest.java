package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import stet.eventstore.Databases;
import stet.web.operations.DataNotOpened;

/** What whoever starts Stet is told where its database cannot be used: a sentence, and what to do. */
@Tag("program")
@ExtendWith(OutputCaptureExtension.class)
class NotOpenedTest {
    private static final Databases.Address WELL = withoutUser(Databases.POSTGRESQL.fresh());

    private final JdbcClient server =
            JdbcClient.create(new DriverManagerDataSource(WELL.url(), WELL.user(), WELL.password()));

    @Test
    void nobody_listens_there(CapturedOutput output) {
        fails(new Databases.Address("jdbc:postgresql://localhost:1/stet", "stet", ""));
        assertThat(output.getAll())
                .contains("The database cannot be reached.")
                .contains("say where it is with --spring.datasource.url")
                .doesNotContain("\tat ");
    }

    @Test
    void there_is_no_such_database(CapturedOutput output) {
        fails(new Databases.Address(named("gazette"), WELL.user(), WELL.password()));
        assertThat(output.getAll())
                .contains("There is no such database.")
                .contains("gazette")
                .doesNotContain("\tat ");
    }

    @Test
    void there_is_no_such_user(CapturedOutput output) {
        fails(new Databases.Address(WELL.url(), "nobody", ""));
        assertThat(output.getAll())
                .contains("The database does not let Stet in.")
                .contains("--spring.datasource.username")
                .doesNotContain("\tat ");
    }

    @Test
    void its_user_may_not_make_tables(CapturedOutput output) {
        server.sql("CREATE ROLE reader LOGIN").update();
        fails(new Databases.Address(WELL.url(), "reader", ""));
        assertThat(output.getAll())
                .contains("The database does not allow Stet what it needs.")
                .contains("GRANT CREATE")
                .doesNotContain("\tat ");
    }

    @Test
    void it_has_not_every_letter(CapturedOutput output) {
        server.sql("CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
                .update();
        fails(new Databases.Address(named("western"), WELL.user(), WELL.password()));
        assertThat(output.getAll())
                .contains("keeps text in LATIN1")
                .contains("ENCODING 'UTF8'")
                .doesNotContain("\tat ");
    }

    @Test
    void a_restore_into_it_did_not_come_to_its_end(CapturedOutput output) {
        var half = Databases.H2.fresh();
        try (var database = half.open()) {
            JdbcClient.create(database)
                    .sql("CREATE TABLE restore_unfinished (since DATE)")
                    .update();
        }
        fails(half);
        assertThat(output.getAll())
                .contains("what is in it is not whole")
                .contains("Restore the backup again")
                .doesNotContain("\tat ");
    }

    /** Here everybody is let in without a password, so this one is as PostgreSQL's driver has it. */
    @Test
    void the_password_is_wrong() {
        var told = new DataNotOpened()
                .analyze(new IllegalStateException(
                        new SQLException("FATAL: password authentication failed for user \"stet\"", "28P01")));
        assertThat(Objects.requireNonNull(told).getDescription())
                .contains("does not let Stet in")
                .contains("\"stet\"");
    }

    private static void fails(Databases.Address address) {
        assertThat(catchThrowable(() -> RunningStet.on(address).close())).isNotNull();
    }

    /** The address that tests use names a user by itself. */
    private static Databases.Address withoutUser(Databases.Address address) {
        return new Databases.Address(address.url().replaceFirst("\\?.*", ""), address.user(), address.password());
    }

    private static String named(String database) {
        return WELL.url().replaceFirst("/stet\\d+", "/" + database);
    }
}
