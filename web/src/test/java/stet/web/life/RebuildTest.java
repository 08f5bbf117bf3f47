package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.web.operations.RebuildErrand;
import tools.jackson.databind.JsonNode;

/** Rule 24, in the program as it runs. */
@Tag("program")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RebuildTest {
    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void a_newsroom_has_something_to_remember() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.administrator()
                .posts("/api/newsroom/name-newsroom", Map.of("name", "The Tolvik Post"))
                .with(200);
        people = Newcomers.to(stet);
        var corrected = people.publishes("city", "Rain over Tolvik", "It rained all night.");
        people.wanda()
                .asks(
                        corrected,
                        "add-comment",
                        Map.of("commentId", "k1", "text", "Was it the whole night?", "mentions", List.of("chidi")))
                .with(200);
        people.wanda()
                .asks(corrected, "resolve-comment", Map.of("commentId", "k1"))
                .with(200);
        people.stella()
                .asks(corrected, "attach-editors-note", Map.of("note", "Readers have asked about the night."))
                .with(200);
        people.rewrites(corrected, "It rained until the morning.");
        people.republishes(corrected, "UPDATE");
        var held = people.publishes("city", "The ferry stays in port", "Nobody sailed.");
        people.stella()
                .asks(held, "hold-article", Map.of("reason", "A call came in"))
                .with(200);
        var killed = people.publishes("city", "A whale in the harbour", "It was a log.");
        people.stella()
                .asks(killed, "kill-article", Map.of("reason", "It was a log", "notice", "There was no whale."))
                .with(200);
        var assigned = people.drafts("city", "Fog to come", "It will be foggy.");
        people.wanda()
                .asks(assigned, "assign-article", Map.of("person", "chidi", "role", "CHECKER"))
                .with(200);
        var spiked = people.drafts("city", "Nothing happened", "Nothing did.");
        people.wanda()
                .asks(spiked, "spike-article", Map.of("reason", "Nothing did"))
                .with(200);
        var pictured = people.shows(
                people.drafts("city", "A ferry sails", "It sailed all night."),
                "f1",
                people.keeps(Photograph.jpeg(60, 50)));
        people.publishesPictured(pictured, "f1");
        var confided = people.drafts("city", "A letter from a lawyer", "It came by hand.");
        people.stella()
                .asks(
                        confided,
                        "make-confidential",
                        Map.of("readers", List.of("chidi"), "reason", "It is with the lawyers"))
                .with(200);
        people.paul()
                .asks(confided, "break-glass", Map.of("reason", "They call me about it"))
                .with(200);
        people.stella()
                .posts(
                        "/api/newsroom/doubt-source",
                        Map.of("locator", "The harbour log", "reason", "A page of it was forged"))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/change-desks", Map.of("person", "wanda", "desks", List.of("city")))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/farewell-person", Map.of("person", "pia"))
                .with(200);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    /** It has no row of an article of fewer than hundreds of revisions; {@code HistoryTest} makes such a one, and reads it again. */
    private static final String OF_LONG_HISTORIES = "version";

    @ParameterizedTest
    @ValueSource(strings = {"desk", "history", "published"})
    void a_read_model_that_is_built_again_is_just_as_it_was(String readModel) {
        var administrator = stet.administrator();
        awaitNothingOpen(readModel);
        var before = administrator.sees("/api/readers/" + readModel + "/digest");
        assertThat(before.path("tables").values())
                .isNotEmpty()
                .filteredOn(table -> !table.path("table").asString().equals(OF_LONG_HISTORIES))
                .allSatisfy(table -> assertThat(table.path("rows").asLong()).isPositive());
        var ledger = stet.rows("ledger_event");

        var begun = administrator
                .posts("/api/readers/" + readModel + "/rebuild", Map.of())
                .with(202);
        assertThat(begun.header("Location")).contains("/api/readers/" + readModel + "/rebuild");
        awaitState(readModel, "SERVING");

        assertThat(administrator
                        .sees("/api/readers/" + readModel + "/rebuild")
                        .path("startedBy")
                        .asString())
                .isEqualTo("administrator");
        // The position may be further on, behind events of which it takes no notice.
        var after = administrator.sees("/api/readers/" + readModel + "/digest");
        assertThat(after.path("digest").asString())
                .hasSize(64)
                .isEqualTo(before.path("digest").asString());
        assertThat(after.path("tables")).isEqualTo(before.path("tables"));
        assertThat(stet.rows("ledger_event")).isEqualTo(ledger);
    }

    @Test
    void a_command_given_while_it_is_rebuilt_is_seen_when_it_is_done() {
        var article = people.drafts("city", "Frost by night", "It froze.");
        awaitNothingOpen("desk");
        stet.administrator().posts("/api/readers/desk/rebuild", Map.of()).with(202);

        var done = people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);

        if (!done.header("Stet-Behind").isEmpty()) {
            // On a machine that is too slow to show it by then, the answer says so, and it comes a moment later.
            Awaitility.await().until(() -> isSubmitted(article));
        }
        assertThat(isSubmitted(article)).isTrue();
        awaitState("desk", "SERVING");
        assertThat(isSubmitted(article)).isTrue();
    }

    @Test
    void what_was_tampered_with_is_found_and_an_administrator_decides() {
        var administrator = stet.administrator();
        awaitNothingOpen("history");
        stet.tampers("history", "UPDATE history_entry SET who = 'nobody' WHERE who = 'wanda' AND sequence = 0");

        administrator.posts("/api/readers/history/rebuild", Map.of()).with(202);
        var found = awaitState("history", "DIFFERS");
        var difference = found.path("differences").get(0);
        assertThat(stet.world().gets("/actuator/health").with(503).text()).contains("DOWN");
        assertThat(difference.path("table").asString()).isEqualTo("entry");
        assertThat(difference.path("missing").asLong())
                .isPositive()
                .isEqualTo(difference.path("added").asLong());
        assertThat(administrator
                        .sees("/api/readers")
                        .path("history")
                        .path("rebuild")
                        .path("state")
                        .asString())
                .isEqualTo("DIFFERS");
        administrator.posts("/api/readers/history/rebuild", Map.of()).refused(409, "rebuild-refused");
        administrator.deletes("/api/readers/history/rebuild").with(200);
        assertThat(stet.world().gets("/actuator/health").with(200).text()).contains("UP");
        administrator.deletes("/api/readers/history/rebuild").refused(409, "rebuild-refused");

        var out = new ByteArrayOutputStream();
        assertThat(rebuild("history", out)).as(out.toString(UTF_8)).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("entry", "only in what serves");
        administrator.posts("/api/readers/history/rebuild/accept", Map.of()).with(200);
        awaitState("history", "SERVING");
        administrator.posts("/api/readers/history/rebuild/accept", Map.of()).refused(409, "rebuild-refused");
    }

    @Test
    void a_command_line_has_it_rebuilt_and_waits_until_it_serves() {
        var out = new ByteArrayOutputStream();
        awaitNothingOpen("published");
        assertThat(rebuild("published", out)).as(out.toString(UTF_8)).isZero();
        assertThat(out.toString(UTF_8)).contains("places read into published", "It serves");

        assertThat(rebuild("nothing", out)).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("There is no read model 'nothing'");
        var stellas = new ByteArrayOutputStream();
        assertThat(RebuildErrand.run(
                        List.of("published", "--at=" + people.stella().address()),
                        people.stella().token(),
                        new PrintStream(stellas, true, UTF_8)))
                .isEqualTo(1);
        assertThat(stellas.toString(UTF_8)).contains("Only an administrator may do this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "desk history", "desk --faster", "--at=http://localhost:1", "../articles"})
    void a_command_line_that_is_not_understood_says_how_it_is_meant(String words) {
        var out = new ByteArrayOutputStream();
        var args = words.isEmpty() ? List.<String>of() : List.of(words.split(" "));
        assertThat(RebuildErrand.run(args, "stet_x", new PrintStream(out, true, UTF_8)))
                .isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("rebuild READ-MODEL");
    }

    @Test
    void a_command_line_says_that_nobody_answers_and_that_a_token_is_missing() {
        var out = new ByteArrayOutputStream();
        var into = new PrintStream(out, true, UTF_8);
        assertThat(RebuildErrand.run(List.of("desk", "--at=http://localhost:1"), "stet_x", into))
                .isEqualTo(1);
        assertThat(RebuildErrand.run(List.of("desk"), "", into)).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("no answer from Stet at http://localhost:1", "STET_TOKEN");
    }

    private static int rebuild(String readModel, ByteArrayOutputStream out) {
        return RebuildErrand.run(
                List.of(readModel, "--at=" + stet.world().address()),
                stet.administrator().token(),
                new PrintStream(out, true, UTF_8));
    }

    @Test
    void on_the_page_an_administrator_sees_every_reader_and_decides() {
        stet.welcomes("olga", "Olga", "ADMINISTRATOR");
        var olga = Browser.signedIn(stet.world().address(), "olga", RunningStet.PASSWORD);
        awaitNothingOpen("desk");
        stet.tampers("desk", "UPDATE desk_article SET words = words + 1");

        var page = olga.opens("/sign-out").follows("See how the page data is doing");
        assertThat(page.texts("h2")).containsExactly("desk", "history", "published", "search", "seal", "publications");
        assertThat(page.texts("#publications button")).isEmpty();
        page = page.presses("Rebuild desk");
        assertThat(page.texts("#desk button")).contains("Abandon the rebuild of desk");
        awaitState("desk", "DIFFERS");
        page = olga.opens("/readers");
        assertThat(page.texts("#desk [role=alert]"))
                .containsExactly("It is not as what serves at the same place in the ledger.");
        assertThat(page.texts("#desk tbody th")).containsExactly("article");
        assertThat(page.texts("meta[http-equiv=refresh]")).isEmpty();
        page = page.presses("Abandon the rebuild of desk").presses("Rebuild desk");
        assertThat(page.texts("meta[http-equiv=refresh]")).hasSize(1);
        awaitState("desk", "DIFFERS");
        page = olga.opens("/readers").presses("Accept the rebuilt desk");
        assertThat(page.texts("#desk .rebuild")).allMatch(text -> text.endsWith("which serves"));
        assertThat(page.follows("Digest of desk").texts("#desk code"))
                .containsExactly(stet.administrator()
                        .sees("/api/readers/desk/digest")
                        .path("digest")
                        .asString());
        assertThat(people.stella().gets("/readers").status()).isEqualTo(403);
    }

    @Test
    void only_an_administrator_has_a_read_model_built_again_and_only_one_that_is_there() {
        people.stella().posts("/api/readers/desk/rebuild", Map.of()).refused(403, "role-missing");
        people.stella().gets("/api/readers/desk/rebuild").refused(403, "role-missing");
        people.stella().gets("/api/readers/desk/digest").refused(403, "role-missing");
        people.stella().gets("/readers").with(403);
        stet.administrator()
                .posts("/api/readers/publications/rebuild", Map.of())
                .refused(404, "no-such-reader");
        stet.administrator().gets("/api/readers/nothing/digest").refused(404, "no-such-reader");
        stet.administrator().posts("/readers/publications/rebuild", Map.of()).with(404);
    }

    private static JsonNode awaitState(String readModel, String state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> stet.administrator().sees("/api/readers/" + readModel + "/rebuild"),
                        rebuild -> rebuild.path("state").asString().equals(state));
    }

    private static boolean isSubmitted(String article) {
        return people.wanda().sees("/api/articles/" + article).path("submitted").asBoolean();
    }

    private static void awaitNothingOpen(String readModel) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> stet.administrator()
                        .sees("/api/readers")
                        .path(readModel)
                        .path("rebuild")
                        .isNull());
    }
}
