package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.eventstore.Opened.soon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has been answered can cut the power: there is no way of writing that does not wait for the disk. */
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
        var options = new HikariConfig();
        options.setJdbcUrl(DurableDatabase.address(
                "jdbc:h2:power:" + directory.resolve("ledger") + ";WRITE_DELAY=0;retention_time=45000"));
        options.setUsername("stet");
        options.setPassword("");
        options.setMaximumPoolSize(3);
        pool = new HikariDataSource(options);
        database = new DurableDatabase(pool);
        sql = JdbcClient.create(database);
        sql.sql("CREATE TABLE word (word VARCHAR PRIMARY KEY)").update();
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
    void whoever_reads_after_a_failure_is_not_answered_before_the_disk_takes_what_was_read() {
        disk.full = true;
        assertThatThrownBy(() -> sql.sql("INSERT INTO word VALUES ('too much')").update())
                .isInstanceOf(NotKnownWhetherKept.class);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status ->
                        sql.sql("SELECT word FROM word").query(String.class).list()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void what_the_disk_does_not_take_is_not_acknowledged_and_nothing_after_it_until_it_does() {
        disk.full = true;
        assertThatThrownBy(() -> sql.sql("INSERT INTO word VALUES ('too much')").update())
                .isInstanceOf(NotKnownWhetherKept.class)
                .hasMessageContaining("not known whether it is kept");
        assertThat(database.failure()).isPresent();
        assertThatThrownBy(() -> sql.sql("INSERT INTO word VALUES ('more')").update())
                .isInstanceOf(RuntimeException.class);

        disk.full = false;
        soon().untilAsserted(() -> assertThat(database.failure()).isEmpty());
        soon().ignoreExceptions().untilAsserted(() -> {
            sql.sql("MERGE INTO word VALUES ('enough')").update();
            assertThat(after_a_power_cut()).contains("enough");
        });
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
