package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.web.operations.Errands;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A court has a name taken out of the record of a story: it is nowhere then, all that was signed still stands, and the seal says so. */
@Tag("program")
@ParameterizedClass
@EnumSource
class RedactionTest {
    private static final String GROUND = "Order of the court of Tolvik, 4 O 12/26";
    private static final String FIRST = "Anselm";
    private static final String LAST = "Quistorp";
    private static final List<String> FORMS = List.of("Anselm Quistorp", "Quistorp", "Anselm");

    private final Databases databases;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    RedactionTest(Databases databases) {
        this.databases = databases;
    }

    /** A story in which the name stands in the headline, two revisions, two editions, a claim, a comment, a source and a reason. */
    private static String published(Newcomers people) {
        var article = people.publishes("city", "Anselm Quistorp left the harbour", "Quistorp said nothing.");
        people.wanda()
                .asks(article, "add-comment", Map.of("text", "Is QUISTORP still here?", "why", "Anselm rang"))
                .with(200);
        people.rewrites(article, "Quistorp said nothing, and Anselm’s lawyer left.");
        people.corrects(article, "Quistorp said nothing", "Anselm’s lawyer left");
        people.stella()
                .asks(article, "attach-editors-note", Map.of("note", "We asked Anselm Quistorp"))
                .with(200);
        return article;
    }

    private static Reply redacts(Newcomers people, String article) {
        return people.stella()
                .posts("/api/articles/" + article + "/redact-words", Map.of("words", FORMS, "ground", GROUND));
    }

    private static void isRemade(RunningStet stet, Newcomers people) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (var model : List.of("desk", "history", "published")) {
                assertThat(stet.administrator()
                                .sees("/api/readers/" + model + "/rebuild")
                                .path("state")
                                .asString())
                        .as(model)
                        .isEqualTo("SERVING");
            }
            var found = people.wanda().sees("/api/search?q=" + LAST);
            assertThat(found.path("complete").asBoolean()).isTrue();
            assertThat(found.path("hits")).isEmpty();
        });
    }

    /** The address of the story is what others link to, and stays. */
    private static void hasNoName(String where, String said) {
        assertThat(said.replace("anselm-quistorp-left-the-harbour", ""))
                .as(where)
                .doesNotContainIgnoringCase(LAST)
                .doesNotContainIgnoringCase(FIRST);
    }

    private static void isNowhere(RunningStet stet) {
        for (var table : stet.tables("")) {
            if (table.matches("(desk|history|published)_.*")) {
                // What served until now is dropped a minute later.
                continue;
            }
            for (var row : stet.rows(table)) {
                hasNoName(table, row);
            }
        }
    }

    /** Some of these are kept in memory by whoever makes them. */
    private static List<String> answers(RunningStet stet, Newcomers people, String article) {
        var asked = "/api/articles/" + article;
        return List.of(
                people.wanda().gets(asked + "/corrections").with(200).text(),
                people.wanda().gets(asked + "/provenance").with(200).text(),
                people.wanda().gets(asked + "/provenance?revision=1").with(200).text(),
                people.wanda().gets(asked + "/suggestions").with(200).text(),
                people.wanda().gets(asked + "/hints").with(200).text(),
                people.wanda().gets(asked + "/redline?from=r1&to=r2").with(200).text(),
                people.wanda().gets(asked + "/as-of?sequence=0").with(200).text(),
                people.wanda()
                        .gets("/newsroom/articles/" + article + "/checking")
                        .with(200)
                        .text(),
                stet.world().gets("/").with(200).text(),
                stet.world().gets("/news/" + people.slug(article)).with(200).text(),
                people.wanda().gets("/api/articles/" + article).with(200).text(),
                people.wanda()
                        .gets("/api/articles/" + article + "/history?limit=200")
                        .with(200)
                        .text(),
                people.wanda()
                        .gets("/api/articles/" + article + "/timeline")
                        .with(200)
                        .text(),
                people.wanda().gets("/api/articles").with(200).text(),
                stet.world().gets("/api/published").with(200).text(),
                people.stella()
                        .gets("/api/seal/pack?article=" + article)
                        .with(200)
                        .text(),
                people.stella().gets("/api/seal/pack?who=wanda").with(200).text());
    }

    private static JsonNode verified(Newcomers people) {
        return people.stella()
                .posts("/api/seal/verification", Map.of())
                .with(200)
                .json();
    }

    private String verifies(int code, Newcomers people, String pack) throws Exception {
        var file = Files.write(
                directory.resolve("pack"), people.stella().gets(pack).with(200).bytes());
        var policy = Files.writeString(
                directory.resolve("policy"),
                people.stella().gets("/api/seal/policy").with(200).text());
        return says(code, "verify", file.toString(), "--policy=" + policy);
    }

    private static String says(int code, String... args) {
        var out = new ByteArrayOutputStream();
        var ended = Errands.run(args, new PrintStream(out, true, UTF_8));
        assertThat(ended.orElse(-1)).as(out.toString(UTF_8)).isEqualTo(code);
        return out.toString(UTF_8);
    }

    @Test
    void a_save_of_what_somebody_had_open_does_not_bring_the_name_back() {
        try (var stet =
                RunningStet.on(databases.fresh(), "--stet.keys.file=" + directory.resolve("keys/newsroom.keys"))) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = people.drafts("city", "Rain over Tolvik", "Anselm Quistorp left the harbour.");
            var content = "/api/articles/" + article + "/content";
            var open = people.wanda().gets(content).with(200);
            var changed = (ObjectNode) open.json();
            changed.put("standfirst", "It rained.");
            redacts(people, article).with(200);

            people.wanda()
                    .with("If-Match", open.header("ETag"))
                    .puts(content, changed)
                    .refused(412, "changed-since");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> people.wanda()
                            .with("If-None-Match", open.header("ETag"))
                            .gets(content)
                            .with(200));
            var anew = people.wanda().gets(content);
            var mine = (ObjectNode) anew.json();
            mine.put("standfirst", "It rained.");
            var saved = people.wanda()
                    .with("If-Match", anew.header("ETag"))
                    .puts(content, mine)
                    .with(200);
            mine.put("standfirst", "It rained all day.");
            people.wanda()
                    .with("If-Match", saved.header("ETag"))
                    .puts(content, mine)
                    .with(200);
            hasNoName("the working copy", people.wanda().gets(content).text());
        }
    }

    @Test
    void the_name_is_nowhere_and_everything_that_was_signed_still_stands() throws Exception {
        try (var stet =
                RunningStet.on(databases.fresh(), "--stet.keys.file=" + directory.resolve("keys/newsroom.keys"))) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = published(people);
            var other = people.publishes("city", "Rain over Tolvik", "It rained.");
            stet.seals();
            var whole = stored(stet, article);
            var before = people.wanda().sees("/api/articles/" + article);
            var events = stet.events();
            people.stella()
                    .posts("/api/articles/" + article + "/redact-words", Map.of("words", FORMS, "ground", " "))
                    .refused(422, "reason-missing");
            people.paul()
                    .posts("/api/articles/" + article + "/redact-words", Map.of("words", FORMS, "ground", GROUND))
                    .refused(403, "role-missing");
            people.paul()
                    .posts("/api/articles/" + article + "/redaction-preview", Map.of("words", FORMS))
                    .refused(403, "role-missing");
            var preview = people.stella()
                    .posts("/api/articles/" + article + "/redaction-preview", Map.of("words", FORMS))
                    .with(200)
                    .json();
            assertThat(preview.path("editions").toString()).isEqualTo("[1,2]");
            assertThat(preview.path("now").asInt()).isEqualTo(4);

            assertThat(answers(stet, people, article).getFirst())
                    .as("what was put right, and is kept in memory")
                    .contains(LAST);
            onThePage(people, article);
            redacts(people, article).refused(409, "already-so");
            assertThat(stet.events()).isEqualTo(events + 1);
            // At once, when what tells of it may not be sealed yet.
            verifies(0, people, "/api/seal/pack?article=" + article);
            stet.seals();
            isRemade(stet, people);
            isNowhere(stet);
            answers(stet, people, article).forEach(answer -> hasNoName("an answer", answer));

            var after = people.wanda().sees("/api/articles/" + article);
            assertThat(after.path("content").path("headline").asString()).isEqualTo("██████ ████████ left the harbour");
            for (var same : List.of("stage", "revision", "desk")) {
                assertThat(after.path(same)).as(same).isEqualTo(before.path(same));
            }
            assertThat(after.path("claims").path(0).path("verdict"))
                    .isEqualTo(before.path("claims").path(0).path("verdict"));
            var verified = verified(people);
            assertThat(verified.path("told").toString()).isEqualTo("[]");
            assertThat(verified.path("missing").asLong()).isZero();
            assertThat(verified.path("shredded").asLong()).isPositive();
            assertThat(verifies(0, people, "/api/seal/pack")).contains("0 missing");
            verifies(0, people, "/api/seal/pack?article=" + article);
            verifies(0, people, "/api/seal/pack?who=wanda");
            assertThat(says(0, "monitor", "http://localhost:" + stet.port(), "--state=" + directory.resolve("m")))
                    .contains("3 redacted openly");

            // On with the work: the next edition says who it is not.
            people.rewrites(article, "Somebody said nothing.");
            people.republishes(article, "UPDATE");
            assertThat(people.wanda()
                            .sees("/api/articles/" + other)
                            .path("stage")
                            .asString())
                    .isEqualTo("PUBLISHED");

            // Somebody had kept what was there, and the salt of its seal.
            putsBack(stet, article, whole);
            stet.seals();
            assertThat(verifies(1, people, "/api/seal/pack?article=" + article))
                    .contains(
                            "The payload of number 0 of " + article + " has the words again that were taken out of it");
        }
    }

    /** The payload of an article's first event, and the salt over which it was sealed. */
    private record Stored(String payload, String salt) {}

    private static Stored stored(RunningStet stet, String article) {
        return stet.part(JdbcClient.class)
                .sql("""
                        SELECT e.payload, s.payload_salt FROM ledger_event e
                         JOIN seal_record r ON r.event_id = e.event_identifier JOIN seal_salt s ON s.record_index = r.record_index
                         WHERE e.aggregate_identifier = ? AND e.sequence_number = 0""")
                .param(article)
                .query((row, _) -> new Stored(row.getString(1), row.getString(2)))
                .single();
    }

    private static void putsBack(RunningStet stet, String article, Stored whole) {
        var jdbc = stet.part(JdbcClient.class);
        jdbc.sql("UPDATE ledger_event SET payload = ? WHERE aggregate_identifier = ? AND sequence_number = 0")
                .params(whole.payload(), article)
                .update();
        jdbc.sql("""
                        UPDATE seal_salt SET payload_salt = ? WHERE record_index =
                         (SELECT record_index FROM seal_record WHERE stream = ? AND seq = 0)""").params(whole.salt(), article).update();
    }

    /** First it is looked at, and only what was looked at goes. */
    private static void onThePage(Newcomers people, String article) {
        var path = "/newsroom/articles/" + article + "/redact-words";
        people.paul().gets(path).with(404);
        types(people.paul(), path, Map.of("words", LAST)).with(404);
        assertThat(people.stella()
                        .gets("/newsroom/articles/" + article + "/publishing")
                        .text())
                .contains(path);
        people.stella().gets(path).with(200);
        var words = String.join("\r\n", FORMS);
        var looked = Jsoup.parse(types(people.stella(), path, Map.of("words", words, "ground", GROUND))
                .with(200)
                .text());
        assertThat(looked.select(".told").text())
                .contains("4 of them in the working copy")
                .contains("In the editions 1, 2");
        assertThat(types(
                                people.stella(),
                                path,
                                Map.of("words", words, "ground", GROUND, "sure", "true", "looked", LAST))
                        .with(200)
                        .text())
                .as("other words than those that were looked at")
                .contains("What would go");
        assertThat(types(
                                people.stella(),
                                path,
                                Map.of(
                                        "words",
                                        words,
                                        "ground",
                                        GROUND,
                                        "sure",
                                        "true",
                                        "looked",
                                        words,
                                        "lookedAsWritten",
                                        "true"))
                        .with(200)
                        .text())
                .as("more than was looked at, which was only what is in these capitals")
                .contains("What would go");
        types(people.stella(), path, Map.of("words", words, "sure", "true", "looked", words))
                .with(409);
        var done = types(
                        people.stella(),
                        path,
                        Map.of("words", words, "ground", GROUND, "sure", "true", "looked", words))
                .with(303);
        assertThat(done.header("Location")).endsWith(path + "?done=true");
        assertThat(people.stella().gets(path + "?done=true").with(200).text()).contains("The words are taken out");
    }

    private static Reply types(Colleague person, String path, Map<String, String> fields) {
        return person.posts(
                path,
                "application/x-www-form-urlencoded",
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))
                        .getBytes(UTF_8));
    }

    @Test
    void what_is_left_cannot_be_changed_nor_anything_else_be_called_redacted() {
        try (var stet =
                RunningStet.on(databases.fresh(), "--stet.keys.file=" + directory.resolve("keys/newsroom.keys"))) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = published(people);
            stet.seals();
            redacts(people, article).with(200);
            stet.seals();
            var sql = stet.part(JdbcClient.class);
            assertThat(verified(people).path("problems").asLong()).isZero();
            sql.sql("UPDATE ledger_event SET payload = REPLACE(payload, '████████ said', '▇▇▇▇▇▇▇▇ said')")
                    .update();
            assertThat(verified(people).path("told").toString()).contains("is not the one that was sealed");
            sql.sql("UPDATE ledger_event SET payload = REPLACE(payload, '▇▇▇▇▇▇▇▇ said', '████████ said')")
                    .update();
            assertThat(verified(people).path("problems").asLong()).isZero();

            // Somebody blacks out words of their own, and has the event that tells of others tell of theirs.
            sql.sql("UPDATE ledger_event SET payload = REPLACE(payload, 'The harbour office', '███ ███████ ██████')")
                    .update();
            sql.sql("""
                            UPDATE ledger_event SET payload = REPLACE(payload, '"redacted":[', '"redacted":[{"sequence":3,"payload":"%s"},')
                             WHERE payload_type = 'article.words-redacted'""".formatted("a".repeat(64))).update();
            assertThat(verified(people).path("problems").asLong()).isGreaterThan(1);
        }
    }

    @Test
    void a_backup_from_before_is_restored_without_the_name() throws Exception {
        var keys = "--stet.keys.file=" + directory.resolve("keys/newsroom.keys");
        var file = directory.resolve("backup.zip");
        var address = databases.fresh();
        RunningStet before;
        Newcomers people;
        String article;
        String origin;
        try (var stet = RunningStet.on(databases.fresh(), keys)) {
            before = stet;
            stet.opens("city");
            people = Newcomers.to(stet);
            article = published(people);
            stet.seals();
            Files.write(file, stet.administrator().gets("/api/backup").with(200).bytes());
            redacts(people, article).with(200);
            stet.seals();
            origin = stet.administrator()
                    .sees("/api/seal")
                    .path("extent")
                    .path("origin")
                    .asString();
        }
        assertThat(Files.readString(directory.resolve("keys/newsroom.keys.redacted")))
                .contains(article)
                .doesNotContainIgnoringCase(LAST)
                .doesNotContainIgnoringCase(FIRST);
        says(
                0,
                "restore",
                file.toString(),
                "--spring.datasource.url=" + address.url(),
                "--spring.datasource.username=" + address.user(),
                "--spring.datasource.password=" + address.password());
        try (var stet = before.again(address, keys, "--stet.seal.ended=" + origin)) {
            var again = new Newcomers(
                    stet,
                    people.wanda().at(stet.port()),
                    people.chidi().at(stet.port()),
                    people.pia().at(stet.port()),
                    people.paul().at(stet.port()),
                    people.stella().at(stet.port()));
            isNowhere(stet);
            stet.seals();
            isRemade(stet, again);
            isNowhere(stet);
            answers(stet, again, article).forEach(answer -> hasNoName("an answer", answer));
            assertThat(verified(again).path("told").toString()).isEqualTo("[]");
            verifies(0, again, "/api/seal/pack");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stet.administrator()
                            .gets("/actuator/health")
                            .json()
                            .path("status")
                            .asString()
                            .equals("UP"));
            assertThat(again.wanda()
                            .gets("/api/articles/" + article + "/history?limit=200")
                            .text())
                    .contains("taken out after the backup was made");
        }
    }
}
