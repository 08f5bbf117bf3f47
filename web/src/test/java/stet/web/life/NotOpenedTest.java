package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;
import stet.web.operations.DataNotOpened;

/** What whoever starts Stet is told where its database cannot be used: a sentence, and what to do. */
@Tag("program")
@ExtendWith(OutputCaptureExtension.class)
class NotOpenedTest {
    private static final Databases.Address WELL = withoutUser(Databases.POSTGRESQL.fresh());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

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

    @Test
    void a_newer_stet_has_worked_on_it(CapturedOutput output) {
        var newer = Databases.H2.fresh();
        try (var database = newer.open()) {
            Migrations.run(database, "eventstore");
            JdbcClient.create(database).sql("""
                            INSERT INTO "eventstore_migration"
                              SELECT "installed_rank" + 100, '99', "description", "type", 'V99__newer.sql', "checksum",
                                     "installed_by", "installed_on", "execution_time", "success"
                                FROM "eventstore_migration" WHERE "version" = '1'""").update();
        }
        fails(newer);
        assertThat(output.getAll())
                .contains("A newer Stet has worked on this database")
                .contains("Start the version that last ran on it")
                .doesNotContain("\tat ");
    }

    @Test
    void there_are_events_in_it_of_another_stet(CapturedOutput output) {
        var newer = Databases.H2.fresh();
        try (var stet = RunningStet.on(newer)) {
            stet.opens("city");
            stet.part(JdbcClient.class)
                    .sql(
                            "UPDATE ledger_event SET payload_type = 'article.sung' WHERE payload_type = 'newsroom.desk-opened'")
                    .update();
        }
        fails(newer);
        assertThat(output.getAll())
                .contains("There are events in this ledger that this Stet does not know, such as 'article.sung'.")
                .contains("Start the version that wrote them")
                .doesNotContain("\tat ");
    }

    @Test
    void its_file_is_empty(CapturedOutput output) throws Exception {
        var lost = Databases.H2.fresh();
        Files.createFile(file(lost));
        fails(lost);
        assertThat(output.getAll())
                .contains("is empty, and no newsroom is ever that.")
                .doesNotContain("\tat ");
        assertThat(file(lost)).isEmptyFile();
    }

    @Test
    void its_file_is_broken(CapturedOutput output) throws Exception {
        var broken = Databases.H2.fresh();
        Files.writeString(file(broken), "This was a newsroom once.\n".repeat(1000));
        fails(broken);
        assertThat(output.getAll())
                .contains("The file of the newsroom is broken, or is none of Stet's.")
                .doesNotContain("\tat ");
    }

    @Test
    void the_key_of_its_confidential_sources_is_not_there(CapturedOutput output) throws Exception {
        // Where other nodes may be about to seal something, before anything is.
        var sealed = Databases.POSTGRESQL.fresh();
        var keys = directory.resolve("keys/newsroom.keys");
        RunningStet.on(sealed, "--stet.keys.file=" + keys).close();
        Files.delete(keys);
        fails(sealed, "--stet.keys.file=" + keys);
        assertThat(output.getAll())
                .contains("There is no key file at " + keys)
                .contains("--stet.keys.lost=")
                .doesNotContain("\tat ");
        assertThat(keys).doesNotExist();
    }

    private static Path file(Databases.Address address) {
        return Path.of(address.url().replaceFirst("^jdbc:h2:([a-z]{2,}:)*", "").replaceFirst(";.*", "") + ".mv.db");
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

    private static void fails(Databases.Address address, String... settings) {
        assertThat(catchThrowable(() -> RunningStet.on(address, settings).close()))
                .isNotNull();
    }

    /** The address that tests use names a user by itself. */
    private static Databases.Address withoutUser(Databases.Address address) {
        return new Databases.Address(address.url().replaceFirst("\\?.*", ""), address.user(), address.password());
    }

    private static String named(String database) {
        return WELL.url().replaceFirst("/stet\\d+", "/" + database);
    }
}
