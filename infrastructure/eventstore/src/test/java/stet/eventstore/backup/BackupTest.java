package stet.eventstore.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import stet.domain.content.Hash;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;

/** What a backup holds, and that a broken one is never restored. */
@Tag("database")
@ParameterizedClass
@EnumSource
class BackupTest {
    private static final List<Kept> KEPT = List.of(
            Kept.whole("eventstore", "ledger_event"),
            Kept.positions(List.of("publications")),
            // It stands for what other rooms keep.
            Kept.whole("eventstore", "ledger_snapshot"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** To make a database costs more than all else here, so those who only read share one. */
    private static final Map<Databases, HikariDataSource> SHARED = new EnumMap<>(Databases.class);

    private final Databases databases;
    private final HikariDataSource database;

    BackupTest(Databases databases) {
        this.databases = databases;
        database = SHARED.computeIfAbsent(databases, BackupTest::withALedger);
    }

    private static HikariDataSource withALedger(Databases databases) {
        var database = databases.fresh().open();
        Migrations.run(database, "eventstore");
        // More than are read at once, so that reading goes on where it stopped.
        for (var n = 0; n < 50; n++) {
            store(
                    database,
                    "article-" + n % 3,
                    n / 3,
                    "{\"text\":\"Zoë said \\\"%d\\\" \\u0000 \uD83D\uDE00\\n\"}".formatted(n));
        }
        position(database, "publications");
        position(database, "desk");
        return database;
    }

    @AfterAll
    static void close() {
        SHARED.values().forEach(HikariDataSource::close);
        SHARED.clear();
    }

    @Test
    void it_holds_what_cannot_be_made_again_and_nothing_else() throws Exception {
        var file = taken();
        try (var target = databases.fresh().open()) {
            restore(file, target);
            assertThat(rows(target, "ledger_event")).isEqualTo(rows(database, "ledger_event"));
            assertThat(rows(target, "ledger_token"))
                    .singleElement()
                    .asString()
                    .contains("processor_name=publications")
                    .contains("owner=null");
        }
    }

    @Test
    void the_ledger_goes_on_behind_its_last_place() throws Exception {
        var last = last(database);
        try (var target = databases.fresh().open()) {
            restore(taken(), target);
            store(target, "article-9", 0, "{}");
            assertThat(last(target)).isEqualTo(last + 1);
        }
    }

    @Test
    void what_is_written_meanwhile_is_in_none_of_its_tables() throws Exception {
        var database = withALedger(databases);
        var before = last(database);
        var bytes = new ByteArrayOutputStream();
        var meanwhile = new OutputStream() {
            private boolean begun;

            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                if (!begun) {
                    begun = true;
                    store(database, "article-0", 17, "{}");
                    JdbcClient.create(database)
                            .sql(
                                    "INSERT INTO ledger_snapshot VALUES ('e', 'article-0', 1, 'article', '', 'p', NULL, '{}', '{}')")
                            .update();
                }
                bytes.write(from, offset, length);
            }
        };
        new Backup(database, KEPT, Clock.systemUTC()).to(meanwhile);

        var file = Files.write(directory.resolve("meanwhile.zip"), bytes.toByteArray());
        assertThat(last(database)).isEqualTo(before + 1);
        try (var backup = BackupFile.verified(file)) {
            assertThat(backup.manifest().last()).isEqualTo(before);
            assertThat(backup.manifest().tables())
                    .extracting(Manifest.Table::rows)
                    .containsExactly(50L, 1L, 0L);
        } finally {
            database.close();
        }
    }

    @Test
    void one_that_breaks_off_while_it_is_written_is_no_backup() throws Exception {
        var bytes = new ByteArrayOutputStream();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                if (bytes.size() > 600) {
                    throw new IOException("The disk is full");
                }
                bytes.write(from, offset, length);
            }
        };
        assertThatThrownBy(() -> new Backup(database, KEPT, Clock.systemUTC()).to(full))
                .isInstanceOf(IOException.class);
        refused(Files.write(directory.resolve("broken-off.zip"), bytes.toByteArray()), "not a whole zip");
    }

    // ---- Broken backups

    @Test
    void what_is_no_zip_or_has_lost_its_end_is_refused() throws Exception {
        refused(directory.resolve("nowhere.zip"), "There is no file");
        refused(Files.writeString(directory.resolve("letter.zip"), "Dear editor"), "not a whole zip");
        refused(Files.write(directory.resolve("empty.zip"), new byte[0]), "not a whole zip");
        var whole = Files.readAllBytes(taken());
        for (var length : List.of(1, whole.length / 2, whole.length - 1)) {
            refused(
                    Files.write(directory.resolve("cut.zip"), java.util.Arrays.copyOf(whole, length)),
                    "not a whole zip");
        }
        refused(changed(entries -> entries.remove("manifest.json")), "has no manifest.json");
    }

    @Test
    void what_somebody_put_behind_its_end_is_refused() throws Exception {
        var longer = Files.copy(taken(), directory.resolve("longer.zip"));
        Files.writeString(longer, "and one thing more", StandardOpenOption.APPEND);
        refused(longer, "Something stands behind its end");
    }

    @Test
    void no_byte_of_what_it_holds_changes_unseen() throws Exception {
        var file = taken();
        var whole = Files.readAllBytes(file);
        var held = held(file);
        var random = new Random(7);
        var refused = 0;
        for (var n = 0; n < 200; n++) {
            var flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            var path = Files.write(directory.resolve("flipped.zip"), flipped);
            try (var backup = BackupFile.verified(path)) {
                // A date in the zip itself, say: what is held is the same all the same.
                assertThat(backup.manifest().events()).isEqualTo(50);
                assertThat(held(path)).isEqualTo(held);
            } catch (BrokenBackup broken) {
                assertThat(broken.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void a_table_that_is_missing_or_too_many_or_changed_is_refused() throws Exception {
        refused(changed(entries -> entries.remove("ledger_token.jsonl")), "ledger_token.jsonl is missing");
        refused(changed(entries -> entries.put("more.jsonl", "{}")), "holds more.jsonl");
        refused(
                changed(entries ->
                        entries.computeIfPresent("ledger_event.jsonl", (name, rows) -> rows.replace("Zoë", "Zoe"))),
                "ledger_event.jsonl is not as it was written");
        refused(
                changed(entries -> entries.computeIfPresent(
                        "manifest.json", (name, text) -> text.replace("\"rows\" : 50", "\"rows\" : 49"))),
                "manifest.json is not as it was written");
    }

    @Test
    void one_that_was_made_to_look_whole_is_refused_for_what_it_says() throws Exception {
        refused(
                forged(
                        "ledger_event.jsonl",
                        rows -> rows.replaceFirst("\"sequence_number\":3", "\"sequence_number\":4")),
                "goes on with number 4");
        refused(
                forged("ledger_event.jsonl", rows -> rows.replaceFirst("\"global_index\":7,", "\"global_index\":5,")),
                "comes after the place");
        refused(
                forged(
                        "ledger_event.jsonl",
                        rows -> rows.replaceFirst("\"sequence_number\":3", "\"sequence_number\":\"3\"")),
                "holds no NUMBER");
        refused(
                forged("ledger_event.jsonl", rows -> rows.replaceFirst("\"type\"", "\"kind\"")),
                "line 1, is not a row");
        refused(forged("ledger_event.jsonl", rows -> rows + "{}"), "line 51, is not a row");
        refused(forged("manifest.json", text -> text.replace("\"format\" : 1", "\"format\" : 2")), "Its format is 2");
        refused(
                forged("manifest.json", text -> text.replaceFirst("\"last\" : \\d+", "\"last\" : 7")),
                "its manifest says 7");
        refused(
                forged("manifest.json", text -> text.replace("\"rows\" : 50", "\"rows\" : 51")),
                "its manifest says 51");
        refused(forged("manifest.json", text -> "{\"format\":1}"), "cannot be read");
    }

    @Test
    void one_that_a_newer_stet_made_is_refused() throws Exception {
        var file = forged(
                "manifest.json", text -> text.replaceFirst("\"eventstore\" : \"\\d+\"", "\"eventstore\" : \"999\""));
        try (var target = databases.fresh().open()) {
            assertThatThrownBy(() -> restore(file, target))
                    .isInstanceOf(BrokenBackup.class)
                    .hasMessageContaining("newer Stet");
            assertThat(tables(target)).isZero();
        }
    }

    // ---- Where it goes

    @Test
    void nothing_is_restored_over_what_is_there() throws Exception {
        var file = taken();
        var before = rows(database, "ledger_event");
        assertThatThrownBy(() -> restore(file, database))
                .isInstanceOf(Restore.Refused.class)
                .hasMessageContaining("empty one");
        assertThat(rows(database, "ledger_event")).isEqualTo(before);
        assertThatCode(() -> Restore.refuseUnfinished(database)).doesNotThrowAnyException();
    }

    @Test
    void a_restore_that_stopped_halfway_is_never_opened_and_begins_anew() throws Exception {
        var file = taken();
        try (var target = databases.fresh().open();
                var backup = BackupFile.verified(file)) {
            var commits = new AtomicInteger();
            assertThatThrownBy(() -> new Restore(stopping(target, commits)).of(backup))
                    .hasStackTraceContaining("The power is gone");
            assertThat(rows(target, "ledger_event")).hasSize(50);
            assertThatThrownBy(() -> Restore.refuseUnfinished(target))
                    .isInstanceOf(Restore.Refused.class)
                    .hasMessageContaining("not whole");

            new Restore(target).of(backup);
            assertThatCode(() -> Restore.refuseUnfinished(target)).doesNotThrowAnyException();
            assertThat(rows(target, "ledger_event")).isEqualTo(rows(database, "ledger_event"));
        }
    }

    /** The second table is never committed. */
    private static DelegatingDataSource stopping(HikariDataSource database, AtomicInteger commits) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                            var ofRestore = StackWalker.getInstance()
                                    .walk(frames -> frames.anyMatch(
                                            frame -> frame.getMethodName().equals("fill")));
                            if (method.getName().equals("commit") && ofRestore && commits.incrementAndGet() == 2) {
                                throw new SQLException("The power is gone");
                            }
                            try {
                                return method.invoke(connection, args);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
            }
        };
    }

    private Path taken() throws Exception {
        var file = directory.resolve("backup.zip");
        try (var out = Files.newOutputStream(file)) {
            new Backup(database, KEPT, Clock.systemUTC()).to(out);
        }
        return file;
    }

    private static void restore(Path file, HikariDataSource into) throws Exception {
        try (var backup = BackupFile.verified(file)) {
            new Restore(into).of(backup);
        }
    }

    private static void refused(Path file, String because) {
        assertThatThrownBy(() -> BackupFile.verified(file))
                .isInstanceOf(BrokenBackup.class)
                .hasMessageContaining(because);
    }

    private Path changed(Consumer<Map<String, String>> change) throws Exception {
        var file = taken();
        String comment;
        try (var zip = new ZipFile(file.toFile())) {
            comment = String.valueOf(zip.getComment());
        }
        var entries = held(file);
        change.accept(entries);
        return zipped(entries, comment);
    }

    /** By somebody who took care that all hashes are right. */
    private Path forged(String name, java.util.function.UnaryOperator<String> change) throws Exception {
        var entries = held(taken());
        var rows = change.apply(String.valueOf(entries.get("ledger_event.jsonl")));
        var before = String.valueOf(entries.get("ledger_event.jsonl"));
        if (name.equals("ledger_event.jsonl")) {
            assertThat(rows).isNotEqualTo(before);
            entries.put(name, rows);
            entries.computeIfPresent("manifest.json", (it, text) -> text.replace(sha256(before), sha256(rows)));
        } else {
            var text = String.valueOf(entries.get(name));
            assertThat(change.apply(text)).isNotEqualTo(text);
            entries.put(name, change.apply(text));
        }
        return zipped(
                entries,
                Manifest.mark(String.valueOf(entries.get("manifest.json")).getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(String text) {
        return Hash.ofBytes(text.getBytes(StandardCharsets.UTF_8)).value();
    }

    private Path zipped(Map<String, String> entries, String comment) throws IOException {
        var file = directory.resolve("changed.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.setComment(comment);
        }
        return file;
    }

    private static Map<String, String> held(Path file) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return entries;
    }

    private static void store(HikariDataSource database, String article, long sequence, String payload) {
        JdbcClient.create(database)
                .sql("""
                        INSERT INTO ledger_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                            payload_type, payload_revision, payload, meta_data)
                        VALUES (?, ?, ?, 'article', ?, 'article.comment-added', NULL, ?, '{}')""")
                .params(article + "/" + sequence, article, sequence, Instant.EPOCH.toString(), payload)
                .update();
    }

    private static void position(HikariDataSource database, String reader) {
        JdbcClient.create(database)
                .sql("INSERT INTO ledger_token (processor_name, segment, token, owner) VALUES (?, 0, '{}', 'a node')")
                .param(reader)
                .update();
    }

    private static long last(HikariDataSource database) {
        return JdbcClient.create(database)
                .sql("SELECT MAX(global_index) FROM ledger_event")
                .query(Long.class)
                .single();
    }

    private static long tables(HikariDataSource database) {
        return JdbcClient.create(database)
                .sql("SELECT COUNT(*) FROM information_schema.tables WHERE LOWER(table_schema) = 'public'")
                .query(Long.class)
                .single();
    }

    private static List<String> rows(HikariDataSource database, String table) {
        return JdbcClient.create(database).sql("SELECT * FROM " + table + " ORDER BY 1").query().listOfRows().stream()
                .map(row -> {
                    var sorted = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
                    sorted.putAll(row);
                    var text = new StringBuilder();
                    sorted.forEach((column, value) -> text.append(column.toLowerCase(java.util.Locale.ROOT))
                            .append('=')
                            .append(value)
                            .append(' '));
                    return text.toString();
                })
                .toList();
    }
}
