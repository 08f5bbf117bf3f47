package stet.eventstore.shapes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.Obstacle;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Happened;
import stet.domain.article.Stage;
import stet.domain.content.Passage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ledger that the first landed version wrote is replayed by today's: its demo newsroom, in which a writer has added a paragraph to a
 * live story after the facts were signed off, and a publisher has published it, as was possible then.
 */
class LandedLedgerTest {
    private static final Path LEDGER =
            Path.of("src", "test", "resources", "stet", "eventstore", "ledgers", "first-landed.jsonl");
    private static final JsonMapper JSON = DomainJson.mapper();
    private static final EventSerializer SERIALIZER = new EventSerializer(null);

    private static final List<JsonNode> EVENTS = new ArrayList<>();

    @BeforeAll
    static void the_ledger_is_read() throws IOException {
        for (var line : Files.readAllLines(LEDGER)) {
            EVENTS.add(JSON.readTree(line));
        }
    }

    private static Article article(String id) {
        var history = new ArrayList<Happened>();
        for (var stored : EVENTS) {
            if (stored.path("aggregate_identifier").asString().equals(id)) {
                ArticleEvent event = SERIALIZER.deserialize(new SimpleSerializedObject<>(
                        stored.path("payload").asString(),
                        String.class,
                        new SimpleSerializedType(stored.path("payload_type").asString(), null)));
                Map<?, ?> beside = JSON.readValue(stored.path("meta_data").asString(), Map.class);
                var act = new java.util.HashMap<String, Object>();
                beside.forEach((key, value) -> act.put(String.valueOf(key), value));
                history.add(new Happened(
                        event,
                        Act.from(act, Instant.parse(stored.path("time_stamp").asString()))));
            }
        }
        return requireNonNull(Article.evolve(null, history));
    }

    @Test
    void a_sign_off_from_before_there_were_passages_covers_every_passage_as_it_stood_then() {
        var story = article("demo-harbour-ferry");
        assertThat(story.live()).isTrue();
        assertThat(story.unsigned()).extracting(Passage::key).containsExactly("block/late");
    }

    @Test
    void what_was_published_then_stays_published_and_its_next_edition_says_what_nobody_has_signed() {
        var story = article("demo-harbour-ferry");
        assertThat(story.stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(requireNonNull(story.edition()).number()).isEqualTo(2);
        assertThat(story.obstacles(Instant.parse("2026-11-28T19:00:00Z")))
                .extracting(Obstacle::sentence)
                .anySatisfy(
                        sentence -> assertThat(sentence).contains("Nobody expects delays on the first day.", "wanda"));
    }

    @Test
    void nothing_of_a_draft_is_signed_that_nobody_has_signed() {
        var roofs = article("demo-school-roofs");
        assertThat(roofs.stage()).isEqualTo(Stage.DRAFTED);
        assertThat(roofs.signed()).isEmpty();
        assertThat(roofs.cuts()).isEmpty();
        assertThat(roofs.authors().keySet()).isEqualTo(roofs.content().written().keySet());
    }
}
