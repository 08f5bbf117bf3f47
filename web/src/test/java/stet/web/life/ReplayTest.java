package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 24, in the program as it runs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReplayTest {
    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void a_newsroom_has_something_to_remember() {
        stet = RunningStet.in(directory);
        stet.opens("city");
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

    @ParameterizedTest
    @ValueSource(strings = {"desk", "history", "published"})
    void a_read_model_that_is_built_again_is_just_as_it_was(String readModel) {
        var before = tables(readModel);
        assertThat(before)
                .isNotEmpty()
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        var ledger = stet.rows("ledger_event");

        stet.administrator()
                .posts("/api/readers/" + readModel + "/replay", Map.of())
                .with(202);
        awaitReaders();

        assertThat(tables(readModel)).isEqualTo(before);
        assertThat(stet.rows("ledger_event")).isEqualTo(ledger);
    }

    @Test
    void a_command_given_right_after_a_replay_was_asked_for_is_seen_when_it_is_done() {
        var article = people.drafts("city", "Frost by night", "It froze.");
        stet.administrator().posts("/api/readers/desk/replay", Map.of()).with(202);

        var done = people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);

        assertThat(done.header("Stet-Behind")).isEmpty();
        assertThat(people.wanda()
                        .sees("/api/articles/" + article)
                        .path("submitted")
                        .asBoolean())
                .isTrue();
        awaitReaders();
    }

    @Test
    void only_an_administrator_has_a_read_model_built_again_and_only_one_that_is_there() {
        people.stella().posts("/api/readers/desk/replay", Map.of()).refused(403, "role-missing");
        stet.administrator().posts("/api/readers/publications/replay", Map.of()).refused(404, "no-such-reader");
    }

    private static void awaitReaders() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                stet.administrator().sees("/api/readers").values())
                        .allMatch(reader -> reader.path("caughtUp").asBoolean()));
    }

    private static Map<String, List<String>> tables(String readModel) {
        var tables = new LinkedHashMap<String, List<String>>();
        stet.tables(readModel + "_").forEach(table -> tables.put(table, stet.rows(table)));
        return tables;
    }
}
