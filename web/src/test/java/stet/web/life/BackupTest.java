package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.eventstore.Ledger;
import stet.eventstore.backup.BackupFile;
import stet.seal.Checkpoint;
import stet.seal.Note;
import stet.seal.Proofs;
import stet.web.operations.Errands;

/** The newsroom is taken out of each database and put into each, and is the same newsroom. */
@Tag("program")
@ParameterizedClass
@EnumSource
class BackupTest {
    /** Read models, and what is kept of each room. */
    private static final List<String> READ = List.of("desk", "history", "published");

    private static final List<String> KEPT = List.of(
            "ledger_event",
            "ledger_token",
            "workflow_answer",
            "workflow_confidential_reader",
            "workflow_confidential_source",
            "workflow_shredded",
            "workflow_task",
            "interchange_original",
            "media_picture",
            "media_piece",
            "media_rendition",
            "people_credential",
            "people_token",
            "people_second_factor",
            "people_recovery_code",
            "people_passkey",
            "people_identity",
            "people_access",
            "people_browser",
            "people_address",
            "people_seen",
            "people_picture",
            "people_news",
            "people_letter",
            "people_keys",
            "people_zone",
            "people_looks",
            "people_view",
            "seal_log",
            "seal_key",
            "seal_record",
            "seal_salt",
            "seal_node",
            "seal_checkpoint",
            "seal_verification",
            "seal_witnessed",
            "seal_statement",
            "seal_statement_node",
            "seal_statement_checkpoint",
            "seal_statement_witnessed");

    /** There is nothing in them that could not be made again. */
    private static final List<String> NOT_KEPT = List.of(
            "ledger_snapshot",
            "ledger_set",
            "ledger_checked",
            "workflow_key",
            "presence_here",
            "people_session",
            "people_session_attributes",
            "people_link",
            "people_challenge");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Databases from;

    BackupTest(Databases from) {
        this.from = from;
    }

    @Test
    void a_newsroom_goes_on_in_either_database_as_if_nothing_had_happened() throws Exception {
        var file = directory.resolve("backup.zip");
        try (var stet = RunningStet.on(from.fresh())) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var published = people.publishes("city", "Rain over Tolvik", "It rained all night.");
            people.rewrites(published, "It rained until the morning.");
            people.republishes(published, "UPDATE");
            people.wanda()
                    .posts(
                            "/api/articles?desk=city",
                            Colleague.TEXT,
                            "A ferry\n\nIt sailed.\n".getBytes(StandardCharsets.UTF_8))
                    .with(201);
            var picture = new ClassPathResource("demo/harbour-ferry.jpg").getContentAsByteArray();
            var shown = people.pia()
                    .posts("/api/pictures", "image/jpeg", picture)
                    .with(201)
                    .header("Location");
            var whispered = confidential(people);
            var asked = Map.of("text", "Was it the whole night?");
            var first = people.wanda()
                    .with("Idempotency-Key", "the night")
                    .asks(published, "add-comment", asked)
                    .with(200);
            var later = people.readies("city", "Fog to come", "It will be foggy.");
            schedule(people, later, Instant.now().plus(1, ChronoUnit.DAYS));
            var soon = people.readies("city", "Snow on the pier", "It snowed on the pier.");
            var due = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.MILLIS);
            schedule(people, soon, due);
            caughtUp(stet);

            Files.write(file, stet.administrator().gets("/api/backup").with(200).bytes());
            assertThat(Instant.now()).as("the backup is older than what is due").isBefore(due);
            var before = rows(stet, soon);
            var checkpoint = Note.of(
                    people.stella().gets("/api/seal/checkpoint").with(200).text());

            for (var to : Databases.values()) {
                var address = to.fresh();
                assertThat(restore(file, address)).isEqualTo("");
                // Beside the keys of the one that goes on here, it would not sign what that one has signed otherwise.
                try (var restored = stet.again(address, "--stet.keys.file=" + keysIn(to.name()))) {
                    caughtUp(restored);
                    assertThat(rows(restored, soon))
                            .as("%s restored into %s", from, to)
                            .isEqualTo(before);

                    var stella = people.stella().at(restored.port());
                    var size = Checkpoint.of(checkpoint.text()).size();
                    assertThat(Proofs.Consistency.of(stella.gets("/api/seal/consistency/" + size)
                                            .with(200)
                                            .text())
                                    .shows(Checkpoint.of(checkpoint.text())))
                            .as("what was sealed is, and the seal goes on")
                            .isTrue();
                    assertThat(stella.posts("/api/seal/verification", Map.of())
                                    .json()
                                    .path("told"))
                            .isEmpty();

                    assertThat(people.pia()
                                    .at(restored.port())
                                    .gets(shown + "/original")
                                    .with(200)
                                    .bytes())
                            .as("who sent a picture sees it")
                            .isEqualTo(picture);
                    var wanda = people.wanda().at(restored.port());
                    restored.world()
                            .posts("/api/session", Map.of("name", "wanda", "password", "four words in a row"))
                            .with(204);
                    assertThat(people.paul()
                                    .at(restored.port())
                                    .sees(whispered)
                                    .path("locator")
                                    .asString())
                            .isEqualTo("Torvald at the customs shed");
                    people.wanda().at(restored.port()).gets(whispered).with(404);

                    var again = wanda.with("Idempotency-Key", "the night")
                            .asks(published, "add-comment", asked)
                            .with(200);
                    assertThat(again.text()).isEqualTo(first.text());
                    assertThat(kinds(wanda, published)).containsOnlyOnce("article.comment-added");
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> kinds(wanda, soon).contains("article.edition-published"));
                    wanda.asks(later, "add-comment", Map.of("text", "Is it still foggy?"))
                            .with(200);
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> restored.rows("workflow_task").stream().noneMatch(row -> row.contains(soon)));
                    assertThat(kinds(wanda, soon)).containsOnlyOnce("article.edition-published");
                    assertThat(restored.world().gets("/actuator/health").status())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void whoever_restores_it_without_the_key_of_its_sources_is_told_and_has_none_of_them() throws Exception {
        var file = directory.resolve("backup.zip");
        var keys = directory.resolve("keys/newsroom.keys");
        try (var stet = RunningStet.on(from.fresh(), "--stet.keys.file=" + keys)) {
            stet.opens("city");
            var _ = confidential(Newcomers.to(stet));
            Files.write(file, stet.administrator().gets("/api/backup").with(200).bytes());
        }
        var without = directory.resolve("elsewhere/newsroom.keys");
        assertThat(restored(file, from.fresh(), "--stet.keys.file=" + without))
                .contains("Restored")
                .contains("Who its confidential sources are is sealed under the key ")
                .contains("which is not in " + without);
        assertThat(restored(file, from.fresh(), "--stet.keys.file=" + keys))
                .contains("Restored")
                .doesNotContain("sealed under the key");
    }

    @Test
    void a_backup_that_is_taken_while_others_write_is_of_one_instant() throws Exception {
        var files = new ArrayList<Path>();
        try (var stet = RunningStet.on(from.fresh())) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = people.drafts("city", "Rain over Tolvik", "It rained all night.");
            var over = new AtomicBoolean();
            var writing = new ArrayList<Future<?>>();
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var n = 0; n < 4; n++) {
                    var writer = n;
                    writing.add(writers.submit(() -> {
                        for (var i = 0; !over.get(); i++) {
                            people.wanda()
                                    .with("Idempotency-Key", "comment-%d-%d".formatted(writer, i))
                                    .asks(
                                            article,
                                            "add-comment",
                                            Map.of("text", "Is it so? %d %d".formatted(writer, i)))
                                    .with(200);
                            var _ = people.drafts("city", "More rain %d %d".formatted(writer, i), "It rains.");
                        }
                        return null;
                    }));
                }
                try {
                    for (var n = 0; n < 4; n++) {
                        var events = stet.events();
                        await().atMost(Duration.ofSeconds(30)).until(() -> stet.events() > events);
                        var file = directory.resolve("busy-%d.zip".formatted(n));
                        Files.write(
                                file,
                                stet.administrator()
                                        .gets("/api/backup")
                                        .with(200)
                                        .bytes());
                        files.add(file);
                    }
                } finally {
                    over.set(true);
                }
            }
            for (var writer : writing) {
                writer.get();
            }
            for (var file : files) {
                try (var backup = BackupFile.verified(file)) {
                    assertThat(backup.manifest().events()).isPositive();
                }
            }
            var address = from.fresh();
            assertThat(restore(files.getLast(), address)).isEqualTo("");
            try (var restored = stet.again(address, "--stet.keys.file=" + keysIn("busy"))) {
                caughtUp(restored);
                // An answer is written with the event that it is about: one without the other would be of two instants.
                var keyed = restored.rows("workflow_answer").size();
                var comments = restored.rows("ledger_event").stream()
                        .filter(row -> row.contains("article.comment-added"))
                        .count();
                assertThat(comments).isEqualTo(keyed).isPositive();
                isWhatIsRebuilt(restored);
            }
        }
    }

    @Test
    void every_table_is_kept_or_can_be_made_again() {
        try (var stet = RunningStet.on(from.fresh())) {
            assertThat(stet.tables("").stream()
                            .filter(table -> !table.matches("(%s)\\d*_.*".formatted(String.join("|", READ))))
                            .filter(table -> !NOT_KEPT.contains(table)))
                    .containsExactlyInAnyOrderElementsOf(KEPT);
            var zip = stet.administrator().gets("/api/backup").with(200);
            assertThat(entries(zip.bytes()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(KEPT.stream().map(table -> table + ".jsonl"), Stream.of("manifest.json"))
                                    .toList());
        }
    }

    @Test
    void one_that_fails_after_it_has_begun_breaks_the_connection() {
        try (var stet = RunningStet.on(from.fresh())) {
            stet.opens("city");
            var wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
            var random = new Random(7);
            var paragraphs = random.ints(20_000, 'a', 'z')
                    .mapToObj(letter -> Character.toString(letter))
                    .collect(Collectors.joining())
                    .replaceAll("(.{500})", "$1\n\n");
            // More than the server keeps back, so that it has begun to answer.
            wanda.posts(
                            "/api/articles?desk=city",
                            Colleague.TEXT,
                            ("Noise\n\n" + paragraphs).getBytes(StandardCharsets.UTF_8))
                    .with(201);
            stet.part(JdbcClient.class)
                    .sql("ALTER TABLE people_credential RENAME TO people_credential_elsewhere")
                    .update();
            assertThatThrownBy(() -> stet.administrator().gets("/api/backup")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void nobody_but_an_administrator_takes_one() {
        try (var stet = RunningStet.on(from.fresh())) {
            stet.world().gets("/api/backup").refused(401, "not-signed-in");
            stet.welcomes("wanda", "Wanda Winter", "WRITER").gets("/api/backup").refused(403, "role-missing");
        }
    }

    private static String confidential(Newcomers people) {
        var article = people.drafts("city", "Crates vanish from the quay", "Nobody saw them go.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.claims(article, "Crates vanish from the quay");
        var source = Map.of(
                "kind",
                "confidential",
                "type",
                "OWN_CALL",
                "locator",
                "Torvald at the customs shed",
                "note",
                "",
                "readers",
                List.of("paul"),
                "consulted",
                "2026-02-11");
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source)))
                .with(200);
        return people.stet().rows("workflow_confidential_source").stream()
                .map(row -> row.replaceFirst("(?s).*source_id=(\\S+).*", "$1"))
                .map(id -> "/api/articles/" + article + "/sources/" + id)
                .findFirst()
                .orElseThrow();
    }

    private static void schedule(Newcomers people, String article, Instant due) {
        people.paul()
                .asks(article, "schedule-publication", Map.of("kind", "ORIGINAL", "due", due.toString()))
                .with(200);
    }

    private static List<String> kinds(Colleague reader, String article) {
        return reader.sees("/api/articles/" + article + "/history")
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("kind").asString())
                .toList();
    }

    private static void caughtUp(RunningStet stet) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stet.part(Ledger.class).status())
                        .allSatisfy((name, status) -> assertThat(status.caughtUp())
                                .as(name + " " + status)
                                .isTrue()));
    }

    private static void isWhatIsRebuilt(RunningStet stet) {
        var followed = digests(stet);
        READ.forEach(name -> stet.administrator()
                .posts("/api/readers/" + name + "/rebuild", Map.of())
                .with(202));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(READ)
                        .allSatisfy(name -> assertThat(stet.administrator()
                                        .sees("/api/readers/" + name + "/rebuild")
                                        .path("state")
                                        .asString())
                                .isEqualTo("SERVING")));
        assertThat(digests(stet)).isEqualTo(followed);
    }

    /** The keys of these tests, as somebody copied them who has nothing else. */
    private Path keysIn(String name) throws IOException {
        var keys = Path.of(System.getProperty("stet.keys.file"));
        var copies = Files.createDirectories(directory.resolve(name));
        for (var suffix : List.of("", ".seal", ".shredded")) {
            var key = Path.of(keys + suffix);
            if (Files.exists(key)) {
                Files.copy(key, copies.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copies.resolve(keys.getFileName());
    }

    /** Of all that each read model has written. */
    private static List<String> digests(RunningStet stet) {
        return READ.stream()
                .map(name -> stet.administrator()
                        .sees("/api/readers/" + name + "/digest")
                        .path("digest")
                        .asString())
                .toList();
    }

    /** Everything, but for what is about one article; and where readers are, which changes by itself. */
    private static Map<String, List<String>> rows(RunningStet stet, String except) {
        var rows = new TreeMap<String, List<String>>();
        for (var table : stet.tables("")) {
            // What is sealed is held against the checkpoint from before; salts do not say of which article they are.
            // Whoever counts articles counts the one that is left out, too, and does not say which it was.
            if (!table.equals("ledger_token")
                    && !table.equals("desk_count")
                    && !table.startsWith("seal_")
                    && !NOT_KEPT.contains(table)) {
                rows.put(
                        table,
                        stet.rows(table).stream()
                                .filter(row -> !row.contains(except))
                                // Whoever asks with a token leaves a trace, at most once a minute.
                                .map(row -> row.replaceFirst("last_used_at=\\S+", ""))
                                .toList());
            }
        }
        return rows;
    }

    private static String restore(Path file, Databases.Address into) {
        var said = restored(file, into);
        return said.startsWith("Restored") ? "" : said;
    }

    private static String restored(Path file, Databases.Address into, String... settings) {
        var said = new ByteArrayOutputStream();
        var args = new ArrayList<>(List.of(
                "restore",
                file.toString(),
                "--spring.datasource.url=" + into.url(),
                "--spring.datasource.username=" + into.user(),
                "--spring.datasource.password=" + into.password()));
        args.addAll(List.of(settings));
        var code = Errands.run(args.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
        var all = said.toString(StandardCharsets.UTF_8);
        assertThat(code.orElseThrow() == 0).as(all).isEqualTo(all.startsWith("Restored"));
        return all;
    }

    private static List<String> entries(byte[] zip) {
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            var names = new ArrayList<String>();
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
            return names;
        } catch (java.io.IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
