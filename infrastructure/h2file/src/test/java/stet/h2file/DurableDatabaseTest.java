package stet.h2file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has been answered can cut the power: there is no way of writing that does not wait for the disk. */
@Tag("database")
class DurableDatabaseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final PowerFile.Disk disk = PowerFile.disk("ledger");

    @SuppressWarnings("NullAway.Init")
    private HikariDataSource pool;

    @SuppressWarnings("NullAway.Init")
    private DurableDatabase database;

    @SuppressWarnings("NullAway.Init")
    private JdbcClient sql;

    @BeforeEach
    void open() {
        open_again();
        sql.sql("CREATE TABLE word (word VARCHAR PRIMARY KEY)").update();
    }

    private void open_again() {
        var options = new HikariConfig();
        options.setJdbcUrl(DurableDatabase.address(
                "jdbc:h2:power:" + directory.resolve("ledger") + ";WRITE_DELAY=0;retention_time=45000"));
        options.setUsername("stet");
        options.setPassword("");
        options.setMaximumPoolSize(3);
        options.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(options);
        database = new DurableDatabase(pool);
        sql = JdbcClient.create(database);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_write_without_a_transaction_is_on_disk_when_it_returns() throws Exception {
        sql.sql("INSERT INTO word VALUES ('stet')").update();
        assertThat(after_a_power_cut()).containsExactly("stet");
    }

    @Test
    void so_is_a_transaction() throws Exception {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            sql.sql("INSERT INTO word VALUES ('let')").update();
            sql.sql("INSERT INTO word VALUES ('stand')").update();
        });
        assertThat(after_a_power_cut()).containsExactly("let", "stand");
    }

    @Test
    void so_is_a_transaction_by_hand_and_one_that_ends_with_autocommit() throws Exception {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("INSERT INTO word VALUES (?)")) {
                insert.setString(1, "by hand");
                insert.addBatch();
                insert.executeBatch();
                connection.commit();
                assertThat(after_a_power_cut()).containsExactly("by hand");
                insert.setString(1, "by the way");
                insert.execute();
                connection.setAutoCommit(true);
            }
        }
        assertThat(after_a_power_cut()).containsExactly("by hand", "by the way");
    }

    @Test
    void a_transaction_whose_commit_the_disk_does_not_take_is_not_acknowledged() {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    sql.sql("INSERT INTO word VALUES ('too much')").update();
                    disk.full = true;
                }))
                .isInstanceOf(NotKnownWhetherKept.class);
    }

    @Test
    void after_a_failure_nobody_is_answered_until_the_program_is_started_again() throws Exception {
        sql.sql("INSERT INTO word VALUES ('enough')").update();
        assertThat(database.failure()).isEmpty();
        disk.full = true;
        assertThatThrownBy(() -> sql.sql("INSERT INTO word VALUES ('too much')").update())
                .isInstanceOf(NotKnownWhetherKept.class)
                .hasMessageContaining("not known whether it is kept");
        assertThat(database.failure()).isPresent();

        // Room is made, and still: what is in memory nobody may be told, and nobody knows what the disk has.
        disk.full = false;
        refuses("INSERT INTO word VALUES ('more')");
        refuses("SELECT word FROM word");
        assertThat(database.failure()).isPresent();
        assertThat(after_a_power_cut()).contains("enough");
        pool.close();
        open_again();
        pool.setConnectionTimeout(1_000);
        refuses("SELECT word FROM word");
    }

    @Test
    void what_h2_has_closed_in_its_trouble_is_not_opened_again() throws Exception {
        sql.sql("INSERT INTO word VALUES ('stet')").update();
        try (var connection = database.getConnection()) {
            // As it does by itself when it has no memory left, at whatever it was just then.
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            session.getDatabase().shutdownImmediately();
            assertThatThrownBy(() -> connection.createStatement().executeUpdate("INSERT INTO word VALUES ('too late')"))
                    .isInstanceOf(Exception.class);
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            refuses("SELECT word FROM word");
            assertThat(database.failure()).isPresent();
        });
        assertThat(after_a_power_cut()).containsExactly("stet");
    }

    @Test
    void a_file_that_is_closed_in_order_is_opened_again() {
        sql.sql("INSERT INTO word VALUES ('stet')").update();
        pool.close();
        open_again();
        assertThat(sql.sql("SELECT word FROM word").query(String.class).list()).containsExactly("stet");
        pool.close();
        // Nothing was written this time.
        open_again();
        sql.sql("INSERT INTO word VALUES ('again')").update();
        assertThat(database.failure()).isEmpty();
    }

    /** It says what to do, and does nothing. */
    private void refuses(String statement) {
        assertThatThrownBy(() -> {
                    try (var connection = database.getConnection();
                            var asked = connection.createStatement()) {
                        asked.execute(statement);
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("started again");
    }

    /** H2 by itself goes on from an older one after a crash, and stops where it has written over one on its way. */
    @Test
    void it_is_noted_each_time_where_the_newest_chunk_is() throws Exception {
        for (var n = 0; n < 30; n++) {
            sql.sql("INSERT INTO word VALUES (?)").param("word " + n).update();
            long newest;
            try (var connection = database.getConnection()) {
                var session =
                        (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
                newest = session.getDatabase()
                        .getStore()
                        .getMvStore()
                        .getFileStore()
                        .lastChunkVersion();
            }
            var header = new String(disk.cut(new Random(n)), 0, 512, StandardCharsets.ISO_8859_1);
            var noted = header.replaceFirst("(?s).*,version:([0-9a-f]+).*", "$1");
            assertThat(Long.parseLong(noted, 16)).as(header).isGreaterThanOrEqualTo(newest);
        }
    }

    @Test
    void stets_own_options_stand_whatever_the_address_says() {
        assertThat(sql.sql(
                                "SELECT DISTINCT setting_value FROM information_schema.settings WHERE setting_name IN ('RETENTION_TIME', 'WRITE_DELAY') ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("0", String.valueOf(Integer.MAX_VALUE));
        assertThat(DurableDatabase.address("jdbc:h2:file:./news;CACHE_SIZE=65536"))
                .startsWith("jdbc:h2:ordered:./news;")
                .contains("CACHE_SIZE=65536");
        assertThat(DurableDatabase.address("jdbc:postgresql://host/stet")).isEqualTo("jdbc:postgresql://host/stet");
    }

    /** Of what was not forced, the disk may have kept nothing, or anything. */
    private List<String> after_a_power_cut() throws Exception {
        var file = Files.createTempDirectory(directory, "cut").resolve("ledger");
        Files.write(Path.of(file + ".mv.db"), disk.cut(new Random(1)));
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + file + ";IFEXISTS=TRUE", "stet", "");
                var words = connection.createStatement().executeQuery("SELECT word FROM word ORDER BY word")) {
            var all = new ArrayList<String>();
            while (words.next()) {
                all.add(words.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
