package stet.h2file;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The power is cut at any moment, and of what was not forced any part is on the disk. What was acknowledged is there. */
@Tag("database")
class PowerCutTest {
    private static final long SEED = Long.getLong("stet.power.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final int CUTS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void what_was_acknowledged_outlives_every_power_cut() throws Exception {
        assertThat(broken(3, DurableDatabase.address("jdbc:h2:" + "power:" + directory), false))
                .isEmpty();
    }

    @Test
    @Tag("soak")
    void and_hundreds_of_them() throws Exception {
        assertThat(broken(50, DurableDatabase.address("jdbc:h2:" + "power:" + directory), false))
                .isEmpty();
    }

    @Test
    void a_disk_that_does_not_keep_what_it_says_it_has_is_found_out() throws Exception {
        assertThat(broken(1, DurableDatabase.address("jdbc:h2:" + "power:" + directory), true))
                .isNotEmpty();
    }

    /** What became of each cut that went ill. */
    List<String> broken(int runs, String address, boolean lies) throws Exception {
        System.out.println("PowerCutTest: -Dstet.power.seed=" + SEED);
        var broken = new ArrayList<String>();
        for (var run = 0; run < runs; run++) {
            broken.addAll(run(
                    address.replace(directory.toString(), directory + "/run" + run), "run" + run, SEED + run, lies));
        }
        return broken;
    }

    private List<String> run(String address, String name, long seed, boolean lies) throws Exception {
        var disk = PowerFile.disk(name);
        var random = new Random(seed);
        var images = new ArrayList<byte[]>();
        var promised = new ArrayList<int[]>();
        try (var pool = pool(address);
                var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var database = new DurableDatabase(pool);
            var sql = JdbcClient.create(database);
            sql.sql("CREATE TABLE event (writer INT, nth INT, payload VARCHAR, PRIMARY KEY (writer, nth))")
                    .update();
            sql.sql("CREATE INDEX event_payload ON event (payload)").update();
            sql.sql("CREATE TABLE latest (writer INT PRIMARY KEY, nth INT)").update();
            sql.sql("CREATE TABLE model (writer INT, nth INT, payload VARCHAR, PRIMARY KEY (writer, nth))")
                    .update();
            var acknowledged = new AtomicIntegerArray(WRITERS);
            var working = new ArrayList<Future<?>>();
            var until = new boolean[1];
            for (var writer = 0; writer < WRITERS; writer++) {
                var number = writer;
                working.add(threads.submit((Callable<Void>) () -> {
                    var work = new Random(seed + number);
                    for (var nth = 1; !until[0]; nth++) {
                        pause();
                        write(database, number, nth, work);
                        acknowledged.set(number, nth);
                    }
                    return null;
                }));
            }
            working.add(threads.submit((Callable<Void>) () -> {
                while (!until[0]) {
                    pause();
                    follow(database.withoutWaiting());
                }
                return null;
            }));
            disk.lies = lies;
            for (var cut = 0; cut < CUTS; cut++) {
                LockSupport.parkNanos(random.nextInt(60_000_000));
                promised.add(values(acknowledged));
                images.add(disk.cut(random));
            }
            disk.lies = false;
            until[0] = true;
            for (var work : working) {
                work.get();
            }
        }
        var broken = new ArrayList<String>();
        for (var cut = 0; cut < CUTS; cut++) {
            var file = directory.resolve(name + "-" + cut + ".mv.db");
            Files.write(file, images.get(cut));
            var wrong = wrong(directory.resolve(name + "-" + cut), promised.get(cut));
            if (wrong != null) {
                broken.add(name + " cut " + cut + ": " + wrong);
            }
            Files.delete(file);
        }
        return broken;
    }

    /** All at the same moments, since the file is moved together while nobody writes. */
    private static void pause() {
        while (System.nanoTime() / 1_000_000 % 500 < 200) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void write(DataSource database, int writer, int nth, Random random) {
        var payload = payload(writer, nth);
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            var sql = JdbcClient.create(database);
            sql.sql("INSERT INTO event VALUES (?, ?, ?)")
                    .params(writer, nth, payload)
                    .update();
            sql.sql("MERGE INTO latest VALUES (?, ?)").params(writer, nth).update();
            if (random.nextInt(10) == 0) {
                status.flush();
            }
        });
    }

    /** As a read model does: it writes much and waits for nothing. */
    private static void follow(DataSource database) {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            var sql = JdbcClient.create(database);
            sql.sql("DELETE FROM model").update();
            sql.sql("INSERT INTO model SELECT * FROM event WHERE MOD(nth, 7) = 0")
                    .update();
        });
        LockSupport.parkNanos(5_000_000);
    }

    /** What is wrong with this database; null if nothing is. */
    private static @Nullable String wrong(Path file, int[] promised) {
        try {
            // With the WRITE_DELAY that the file was made with. To set another, H2 ends the thread that it has just
            // begun with that one, and
            // misses it once in some ten thousand times: then it waits for days.
            var database = new DriverManagerDataSource(
                    "jdbc:h2:file:%s;IFEXISTS=TRUE;DB_CLOSE_DELAY=-1;MAX_COMPACT_TIME=0;WRITE_DELAY=%d"
                            .formatted(file, Integer.MAX_VALUE),
                    "stet",
                    "stet");
            var sql = JdbcClient.create(database);
            try {
                for (var writer = 0; writer < WRITERS; writer++) {
                    record Row(int nth, String payload) {}
                    var rows = sql.sql("SELECT nth, payload FROM event WHERE writer = ? ORDER BY nth")
                            .param(writer)
                            .query(Row.class)
                            .list();
                    if (rows.size() < promised[writer]) {
                        return "writer %d was promised %d and has %d".formatted(writer, promised[writer], rows.size());
                    }
                    for (var nth = 1; nth <= rows.size(); nth++) {
                        if (!rows.get(nth - 1).equals(new Row(nth, payload(writer, nth)))) {
                            return "row %d of writer %d".formatted(nth, writer);
                        }
                    }
                    var latest = sql.sql("SELECT COALESCE(MAX(nth), 0) FROM latest WHERE writer = ?")
                            .param(writer)
                            .query(Integer.class)
                            .single();
                    if (latest != rows.size()) {
                        return "half a transaction of writer " + writer;
                    }
                }
                if (count(sql, "event WHERE payload >= ''") != count(sql, "event")) {
                    return "an index that knows of other events";
                }
                if (count(
                                sql,
                                "model m JOIN event e ON e.writer = m.writer AND e.nth = m.nth AND e.payload = m.payload")
                        != count(sql, "model")) {
                    return "a read model that knows of other events";
                }
                sql.sql("UPDATE latest SET nth = nth + 1").update();
                sql.sql("DELETE FROM event").update();
                return null;
            } finally {
                sql.sql("SHUTDOWN").update();
            }
        } catch (RuntimeException unreadable) {
            return String.valueOf(unreadable.getCause());
        }
    }

    private static long count(JdbcClient sql, String rows) {
        return sql.sql("SELECT COUNT(*) FROM " + rows).query(Long.class).single();
    }

    private static String payload(int writer, int nth) {
        var bytes = new byte[40 + nth * 31 % 600];
        new Random(writer * 1_000_003L + nth).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int[] values(AtomicIntegerArray array) {
        var values = new int[array.length()];
        Arrays.setAll(values, array::get);
        return values;
    }

    private static HikariDataSource pool(String address) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(address);
        pool.setUsername("stet");
        pool.setPassword("stet");
        pool.setMaximumPoolSize(WRITERS + 2);
        return new HikariDataSource(pool);
    }
}
