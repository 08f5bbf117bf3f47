package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who a confidential source is stays between those who were named, and can be destroyed. */
@Tag("program")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConfidentialSourcesTest {
    private static final String IDENTITY = "Torvald at the customs shed";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void only_those_who_were_named_read_who_it_is() {
        var article = claimed("Crates vanish from the quay");
        confirms(article, List.of("paul"));

        var source = address(article);
        assertThat(people.chidi().sees(source).path("locator").asString())
                .as("whoever consulted it")
                .isEqualTo(IDENTITY);
        assertThat(people.paul().sees(source).path("locator").asString())
                .as("who was named")
                .isEqualTo(IDENTITY);
        people.wanda().gets(source).refused(404, "no-such-source");
        people.stella().gets(source).refused(404, "no-such-source");
        stet.administrator().gets(source).refused(403, "role-missing");
    }

    @Test
    void the_identity_is_in_no_table() {
        var article = claimed("Lamps go out on the pier");
        confirms(article, List.of());
        for (var table : stet.tables("")) {
            assertThat(stet.rows(table)).as(table).noneMatch(row -> row.contains(IDENTITY));
        }
        assertThat(stet.rows("workflow_confidential_source")).anyMatch(row -> row.contains(article));
    }

    @Test
    void shredded_it_is_gone_for_everybody_and_the_verdict_stays() {
        var article = claimed("A boat without a name");
        confirms(article, List.of("paul"));
        var source = address(article);
        var id = source.substring(source.lastIndexOf('/') + 1);
        people.chidi()
                .asks(article, "shred-source", Map.of("source", id, "reason", "They asked for it"))
                .refused(403, "role-missing");

        people.stella()
                .asks(article, "shred-source", Map.of("source", id, "reason", "They asked for it"))
                .with(200);

        people.chidi().gets(source).refused(404, "no-such-source");
        people.paul().gets(source).refused(404, "no-such-source");
        assertThat(stet.rows("workflow_confidential_source")).noneMatch(row -> row.contains(id));
        assertThat(claim(article).path("verdict").asString()).isEqualTo("CONFIRMED");
        people.stella()
                .asks(article, "shred-source", Map.of("source", id, "reason", "Again"))
                .refused(404, "no-such-source");
    }

    @Test
    void what_a_command_is_known_again_by_tells_nothing_of_who_it_is() {
        var article = claimed("The tide gauge stopped");
        var keyed = people.chidi().with("Idempotency-Key", "a-call");
        var first = keyed.asks(article, "confirm-claim", confirming(IDENTITY)).with(200);

        var guessed = keyed.asks(article, "confirm-claim", confirming("Somebody else"))
                .with(200);

        assertThat(guessed.text()).isEqualTo(first.text());
        assertThat(people.chidi().sees(address(article)).path("locator").asString())
                .isEqualTo(IDENTITY);
        keyed.asks(article, "query-claim", Map.of("claimId", "c1", "question", "Who saw it?"))
                .refused(422, "key-reused");
    }

    @Test
    void one_confidential_source_bears_several_claims_and_is_kept_once() {
        var article = claimed("Nobody closed the sluice");
        var source = Map.of(
                "kind", "confidential", "type", "OWN_CALL", "consulted", "2026-02-11", "locator", IDENTITY, "note", "");
        var whole = Map.of("place", "block/b1", "start", 0, "words", "Nobody saw it happen.");
        var body = Map.of(
                "claims", List.of("c1"),
                "raising", List.of(Map.of("kind", "FACT", "anchor", whole)),
                "sources", List.of(source));
        var keyed = people.chidi().with("Idempotency-Key", "several");
        var first = keyed.asks(article, "confirm-claims", body).with(200);
        assertThat(keyed.asks(article, "confirm-claims", body).with(200).text()).isEqualTo(first.text());
        assertThat(first.json().path("events").values().stream().map(JsonNode::asString))
                .containsExactly("article.claim-raised", "article.claim-confirmed", "article.claim-confirmed");

        var claims = people.wanda().sees("/api/articles/" + article).path("claims");
        assertThat(claims.values().stream()
                        .map(claim -> claim.path("sources").path(0).path("id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(claims.path(1).path("sentence").asString()).isEqualTo("Nobody saw it happen.");
        assertThat(people.chidi().sees(address(article)).path("locator").asString())
                .isEqualTo(IDENTITY);
        for (var table : stet.tables("desk_")) {
            assertThat(stet.rows(table)).as(table).noneMatch(row -> row.contains(IDENTITY));
        }
    }

    @Test
    void nobody_comes_to_read_a_source_by_naming_it_again() {
        var carl = stet.welcomes("carl", "Carl Bergen", "CHECKER");
        var article = claimed("The buoy has drifted");
        confirms(article, List.of("paul"));
        var source = address(article);
        var words = Map.of("place", "block/b1", "start", 0, "words", "Nobody saw it happen.");
        people.chidi()
                .asks(article, "raise-claim", Map.of("claimId", "c2", "kind", "FACT", "anchor", words))
                .with(200);

        carl.asks(article, "confirm-claim", again(source, List.of("paul", "carl")))
                .refused(409, "readers-settled");
        carl.asks(article, "confirm-claim", again(source, List.of())).with(200);

        carl.gets(source).refused(404, "no-such-source");
        var readers = people.wanda()
                .sees("/api/articles/" + article)
                .path("claims")
                .path(1)
                .path("sources")
                .path(0)
                .path("readers");
        assertThat(readers.values().stream().map(JsonNode::asString)).containsExactly("paul");
    }

    private static Map<String, Object> again(String source, List<String> readers) {
        var id = source.substring(source.lastIndexOf('/') + 1);
        var named = Map.of(
                "kind", "confidential", "id", id, "type", "OWN_CALL", "consulted", "2026-02-11", "readers", readers);
        return Map.of("claimId", "c2", "sources", List.of(named));
    }

    @Test
    void a_source_that_nobody_said_anything_of_supports_nothing() {
        var article = claimed("The gate was open");
        var unknown = Map.of("kind", "confidential", "id", "s0", "type", "OWN_CALL", "consulted", "2026-02-11");
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(unknown)))
                .refused(404, "no-such-source");
        var nobody = Map.of("kind", "confidential", "type", "OWN_CALL", "consulted", "2026-02-11");
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(nobody)))
                .refused(422, "invalid");
        assertThat(claim(article).path("verdict").asString()).isEqualTo("UNCHECKED");
    }

    private static String claimed(String headline) {
        var article = people.drafts("city", headline, "Nobody saw it happen.");
        people.claims(article, headline);
        return article;
    }

    private static void confirms(String article, List<String> readers) {
        var source = Map.of(
                "kind", "confidential",
                "type", "OWN_CALL",
                "consulted", "2026-02-11",
                "locator", IDENTITY,
                "note", "Will not be named",
                "readers", readers);
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source)))
                .with(200);
    }

    private static Map<String, Object> confirming(String locator) {
        var source = Map.of("kind", "confidential", "type", "OWN_CALL", "consulted", "2026-02-11", "locator", locator);
        return Map.of("claimId", "c1", "sources", List.of(source));
    }

    private static JsonNode claim(String article) {
        return people.wanda().sees("/api/articles/" + article).path("claims").path(0);
    }

    private static String address(String article) {
        return "/api/articles/" + article + "/sources/"
                + claim(article).path("sources").path(0).path("id").asString();
    }
}
