package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.eventstore.StoredEvents;
import stet.seal.Monitor;
import stet.seal.Statement;
import stet.sealing.Publicly;
import stet.web.operations.Errands;
import stet.web.operations.ReadersPage;

/** Somebody with no access watches a newsroom: {@code monitor}, as it is typed. */
@Tag("program")
class MonitorTest {
    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String rain;
    private static String held;

    @BeforeAll
    static void a_newsroom_that_publishes() throws Exception {
        stet = RunningStet.on(Databases.H2.fresh());
        stet.opens("city");
        people = Newcomers.to(stet);
        rain = people.publishes("city", "Rain over Tolvik", "It rained all night.");
        people.rewrites(rain, "It rained until the morning.");
        people.republishes(rain, "UPDATE");
        people.stella()
                .asks(rain, "attach-editors-note", Map.of("note", "We follow this up"))
                .with(200);
        var pictured = people.drafts("city", "The ferry", "She sails.");
        people.shows(
                pictured, "f1", people.keeps(new ClassPathResource("demo/harbour-ferry.jpg").getContentAsByteArray()));
        people.publishesPictured(pictured, "f1");
        held = people.publishes("city", "Fog on the pier", "It was foggy.");
        people.stella()
                .asks(held, "hold-article", Map.of("reason", "A complaint"))
                .with(200);
        var killed = people.publishes("city", "Snow on the quay", "It snowed.");
        people.stella()
                .asks(killed, "kill-article", Map.of("reason", "Made up", "notice", "We were wrong"))
                .with(200);
        people.drafts("city", "Nobody outside may know this yet", "Least of all a monitor.");
        stet.seals();
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    private static String says(int code, String... args) {
        var out = new ByteArrayOutputStream();
        var ended = Errands.run(args, new PrintStream(out, true, UTF_8));
        assertThat(ended.orElse(-1)).as(out.toString(UTF_8)).isEqualTo(code);
        return out.toString(UTF_8);
    }

    private static String watched(int code, String state) throws Exception {
        var policy = Files.writeString(
                directory.resolve("policy"),
                stet.world().gets("/seal/policy").with(200).text());
        return says(
                code,
                "monitor",
                "http://localhost:" + stet.port(),
                "--policy=" + policy,
                "--state=" + directory.resolve(state));
    }

    /** As somebody watches who comes a day later, when nothing is too new any more. */
    private static Monitor.Report aDayLater() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return new Monitor(
                            path -> {
                                try {
                                    var answer = http.send(
                                            HttpRequest.newBuilder(URI.create("http://localhost:" + stet.port() + path))
                                                    .build(),
                                            BodyHandlers.ofByteArray());
                                    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
                                } catch (InterruptedException stopped) {
                                    throw new IllegalStateException(stopped);
                                }
                            },
                            ReadersPage::differences,
                            null,
                            directory.resolve("later"),
                            Clock.offset(Clock.systemUTC(), Duration.ofDays(1)))
                    .run();
        }
    }

    @Test
    void all_that_is_shown_is_sealed_and_what_is_not_was_withdrawn_openly() throws Exception {
        assertThat(watched(0, "all"))
                .containsPattern("Watched: [0-9]+ records, 8 statements; 3 editions of 2 stories [a-z ,]+ on 3 pages")
                .contains("1 held, 1 killed and 0 redacted openly; 0 not settled yet")
                .contains("The history was not watched before")
                .contains("All that is shown is sealed, and nothing that was shown is hidden");
        assertThat(watched(0, "all")).contains("The history grew by").doesNotContain("not watched before");
        assertThat(aDayLater().problems()).isEmpty();
        assertThat(says(0, "monitor", "http://localhost:" + stet.port(), "--state=" + directory.resolve("own")))
                .contains("The keys are those that the site hands out itself");
    }

    @Test
    void nothing_of_it_tells_what_is_not_public() {
        var shown = new StringBuilder();
        for (var path : List.of(
                "/seal/policy",
                "/seal/checkpoint",
                "/seal/tile/0/000.p/3",
                "/seal/statements/checkpoint",
                "/seal/statements/tile/0/000.p/3",
                "/seal/statements/tile/entries/000.p/8")) {
            shown.append(stet.world().gets(path).with(200).text());
        }
        assertThat(shown.toString())
                .contains("\"kind\":\"held\"")
                .doesNotContain("Nobody outside", "A complaint", "Made up", rain, held, "stella", "paul", "wanda");
        for (var nothing : List.of(
                "/seal/tile/0/999",
                "/seal/tile/entries/000.p/3",
                "/seal/tile/x",
                "/seal/statements/tile/0/000.p/9",
                "/seal/statements/tile/entries/001",
                "/seal/nothing")) {
            assertThat(stet.world().gets(nothing).status()).as(nothing).isEqualTo(404);
        }
    }

    @Test
    void whoever_changes_or_hides_what_is_shown_behind_stets_back_is_found_out() throws Exception {
        stet.tampers(
                "published",
                "UPDATE published_edition SET whole = REPLACE(whole, 'until the morning', 'for an hour') WHERE edition = 2");
        try {
            assertThat(watched(1, "changed")).contains("Edition 2 of " + people.slug(rain) + " was changed silently");
        } finally {
            stet.tampers(
                    "published",
                    "UPDATE published_edition SET whole = REPLACE(whole, 'for an hour', 'until the morning') WHERE edition = 2");
        }
        stet.tampers("published", "UPDATE published_standing SET standing = 'LIVE' WHERE standing = 'HELD'");
        try {
            assertThat(aDayLater().problems())
                    .containsExactly(people.slug(held) + " is shown, and stated to be withdrawn");
        } finally {
            stet.tampers(
                    "published",
                    "UPDATE published_standing SET standing = 'HELD' WHERE article = '%s'".formatted(held));
        }
        assertThat(aDayLater().problems()).isEmpty();
    }

    @Test
    void a_statement_that_was_changed_or_taken_out_is_found_by_the_newsroom_itself() {
        var database = stet.part(JdbcClient.class);
        database.sql("UPDATE seal_statement SET statement = REPLACE(statement, '\"held\"', '\"released\"')")
                .update();
        try {
            assertThat(told()).anyMatch(told -> told.startsWith("What is stated openly of record "));
        } finally {
            database.sql("UPDATE seal_statement SET statement = REPLACE(statement, '\"released\"', '\"held\"')")
                    .update();
        }
        assertThat(told()).isEmpty();
    }

    private static List<String> told() {
        return people.stella()
                .posts("/api/seal/verification", Map.of())
                .with(200)
                .json()
                .path("told")
                .valueStream()
                .map(told -> told.asString())
                .toList();
    }

    /** What was stated once must come out of every later version, or a newsroom would find its own statements changed. */
    @Test
    void what_is_stated_of_an_edition_is_the_same_for_ever() {
        var payload = """
                {"articleId":"a","edition":{"number":2,"kind":"CORRECTION","slug":"ferry-a1","revision":3,"content":{"headline":"Twelve ferries",
                "standfirst":"","byline":"By Bruno","dateline":"","slugline":"f","section":"Local","subjects":["transport"],"urgency":4,"blocks":[
                {"kind":"paragraph","id":"b1","text":{"words":"See the plan & more.","marks":[{"style":"BOLD","start":0,"end":3},
                {"style":"LINK","start":8,"end":12,"href":"https://w.example/p?y=1"}]}},
                {"kind":"quotation","id":"b3","text":{"words":"Nobody."},"speaker":"Ida"},
                {"kind":"list","id":"b4","numbered":true,"items":[{"words":"First"}]}]},
                "notes":[{"edition":2,"kind":"CORRECTION","note":{"wrong":"Ten","right":"Twelve"},"at":"2026-03-03T06:00:00Z"}],
                "firstPublished":"2026-03-02T12:00:00.125Z"}}""";
        var event = new StoredEvents.Stored(
                1, "e", "a", 0, "article", "2026-03-03T06:00:00Z", "article.edition-published", null, payload, "{}");
        var shown = stet.part(Publicly.class).edition(event);
        assertThat(Statement.digest(shown))
                .as(Statement.shown(shown).toString())
                .isEqualTo("809ef2fe65aca416f9ca8db6c89c9a790a139cba081604ba3cc2b575c4e42dcf");
    }

    @Test
    void what_is_no_address_is_not_watched() {
        assertThat(says(2, "monitor", "news.example")).contains("It is used as: monitor URL");
        assertThat(says(2, "monitor")).contains("It is used as: monitor URL");
        assertThat(says(1, "monitor", "http://localhost:1", "--state=" + directory.resolve("none")))
                .contains("Nothing was watched", "nothing answers at http://localhost:1/")
                .doesNotContain("Exception");
    }
}
