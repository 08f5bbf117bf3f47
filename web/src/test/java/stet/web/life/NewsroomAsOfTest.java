package stet.web.life;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;
import tools.jackson.databind.JsonNode;

/**
 * How the newsroom stood at an instant. A standards editor writes down what the board says after whatever was done on a random day, and asks for
 * all of it again: by then, after the read model was made anew, and after a start.
 */
@Tag("program")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewsroomAsOfTest {
    private static final int ACTS = 90;
    private static final List<String> STORIES = List.of("ferry", "mill", "bridge", "market");
    private static final List<String> QUEUES =
            List.of("DRAFTING", "WITH_CHECKERS", "WITH_PICTURES", "READY", "LIVE", "SPIKED", "KILLED");

    /** What a card says now and said then. */
    private static final List<String> SAID = List.of(
            "article",
            "headline",
            "slugline",
            "section",
            "queue",
            "stage",
            "live",
            "held",
            "submitted",
            "confidential",
            "author",
            "desk",
            "urgency",
            "claims",
            "openClaims",
            "work",
            "scheduledFor",
            "scheduleDropped",
            "stageSince");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    private static final ToldTime clock = new ToldTime();

    @SuppressWarnings("NullAway.Init")
    private static RunningStet stet;

    @SuppressWarnings("NullAway.Init")
    private static Newcomers people;

    @SuppressWarnings("NullAway.Init")
    private static Databases.Address database;

    /** What the board said from when on, each article by its id. */
    private static final TreeMap<Instant, Map<String, List<String>>> boards = new TreeMap<>();

    private static final Map<String, String> articles = new TreeMap<>();

    @BeforeAll
    static void a_newsroom_works_and_somebody_writes_down_what_its_board_says() {
        database = new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet");
        stet = RunningStet.on(database, clock);
        stet.opens("city");
        stet.opens("sport");
        people = Newcomers.to(stet);
        var random = new Random(1403);
        for (var act = 0; act < ACTS; act++) {
            clock.goesOn(Duration.ofMillis(1 + random.nextInt(900_000)));
            var story = STORIES.get(random.nextInt(STORIES.size()));
            var article = articles.get(story);
            if (article == null) {
                articles.put(story, people.drafts(act % 2 == 0 ? "city" : "sport", "The " + story, "It was seen."));
            } else {
                happens(article, story, random);
            }
            boards.put(clock.instant(), said(people.stella().sees("/api/articles?limit=200")));
        }
        var killed = people.publishes("city", "A whale in the harbour", "It was a log.");
        articles.put("whale", killed);
        boards.put(clock.instant(), said(people.stella().sees("/api/articles?limit=200")));
        clock.goesOn(Duration.ofHours(1));
        people.stella()
                .asks(killed, "kill-article", Map.of("reason", "It was a log", "notice", "There was none."))
                .with(200);
        boards.put(clock.instant(), said(people.stella().sees("/api/articles?limit=200")));
        clock.goesOn(Duration.ofDays(2));
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    /** Whoever may not do it is refused, and then nothing has changed. */
    private static void happens(String article, String story, Random random) {
        Map<String, Object> nothing = Map.of();
        var person = List.of("wanda", "chidi").get(random.nextInt(2));
        var given = Map.<String, Object>of("person", person, "role", person.equals("wanda") ? "WRITER" : "CHECKER");
        var reply =
                switch (random.nextInt(22)) {
                    case 0, 1 -> rewrites(article, "The %s, %d".formatted(story, random.nextInt(3)), random);
                    case 2, 3 -> people.wanda().asks(article, "submit-for-checking", nothing);
                    case 4, 5 -> raises(article, random);
                    case 6, 7 -> confirms(article);
                    case 8, 9, 10 -> people.chidi().asks(article, "sign-off-facts", nothing);
                    case 11, 12 -> people.pia().asks(article, "sign-off-captions", nothing);
                    case 13, 14 -> people.paul().asks(article, "publish-article", Map.of("kind", "ORIGINAL"));
                    case 15 -> people.wanda().asks(article, "assign-article", given);
                    case 16 -> people.wanda().asks(article, "unassign-article", given);
                    case 17 ->
                        people.stella()
                                .asks(article, "move-to-desk", Map.of("desk", random.nextBoolean() ? "city" : "sport"));
                    case 18 ->
                        random.nextBoolean()
                                ? people.stella().asks(article, "hold-article", Map.of("reason", "A call"))
                                : people.stella().asks(article, "release-hold", nothing);
                    case 19 ->
                        random.nextBoolean()
                                ? people.paul().asks(article, "spike-article", Map.of("reason", "No"))
                                : people.paul().asks(article, "revive-article", nothing);
                    case 20 ->
                        people.paul()
                                .asks(
                                        article,
                                        "set-embargo",
                                        Map.of(
                                                "until",
                                                clock.instant()
                                                        .plusSeconds(7_200)
                                                        .toString()));
                    default ->
                        random.nextBoolean()
                                ? people.stella()
                                        .asks(
                                                article,
                                                "make-confidential",
                                                Map.of("readers", List.of("chidi"), "reason", "The lawyers"))
                                : people.stella().asks(article, "lift-confidentiality", nothing);
                };
        assertThat(reply.status()).as(reply.text()).isIn(200, 403, 404, 409, 412);
    }

    private static Reply rewrites(String article, String headline, Random random) {
        var seen = people.wanda().gets("/api/articles/" + article + "/content");
        if (seen.status() != 200) {
            return seen;
        }
        var content = (tools.jackson.databind.node.ObjectNode) seen.json();
        content.put("headline", headline).put("urgency", 1 + random.nextInt(9));
        return people.wanda()
                .with("If-Match", seen.header("ETag"))
                .puts("/api/articles/" + article + "/content", content);
    }

    private static Reply raises(String article, Random random) {
        var seen = people.chidi().gets("/api/articles/" + article + "/content");
        return seen.status() != 200
                ? seen
                : people.chidi()
                        .asks(
                                article,
                                "raise-claim",
                                Map.of(
                                        "claimId",
                                        "c" + random.nextInt(1_000),
                                        "kind",
                                        "FACT",
                                        "anchor",
                                        Map.of(
                                                "place",
                                                "headline",
                                                "start",
                                                0,
                                                "words",
                                                seen.json().path("headline").asString())));
    }

    private static Reply confirms(String article) {
        var seen = people.chidi().gets("/api/articles/" + article);
        if (seen.status() != 200) {
            return seen;
        }
        var open = seen.json()
                .path("claims")
                .valueStream()
                .filter(claim -> claim.path("verdict").asString().equals("OPEN")
                        || claim.path("verdict").asString().equals("UNCHECKED"))
                .map(claim -> claim.path("id").asString())
                .findFirst();
        return open.isEmpty()
                ? seen
                : people.chidi()
                        .asks(
                                article,
                                "confirm-claim",
                                Map.of(
                                        "claimId",
                                        open.get(),
                                        "sources",
                                        List.of(Map.of(
                                                "kind",
                                                "named",
                                                "type",
                                                "OWN_CALL",
                                                "locator",
                                                "The harbour office",
                                                "consulted",
                                                "2026-02-11"))));
    }

    private static Map<String, List<String>> said(JsonNode page) {
        var said = new TreeMap<String, List<String>>();
        page.path("cards")
                .forEach(card -> said.put(
                        card.path("article").asString(),
                        SAID.stream().map(name -> name + "=" + card.path(name)).toList()));
        return said;
    }

    private static Map<String, List<String>> then(Colleague who, Instant at, String more) {
        return said(who.sees("/api/newsroom/as-of?limit=200&at=" + at + more));
    }

    private static void assertToldAgain() {
        for (var board : boards.entrySet()) {
            var at = board.getKey();
            assertThat(then(people.stella(), at, "")).as("at %s", at).isEqualTo(board.getValue());
            var before = boards.lowerEntry(at);
            if (before != null) {
                assertThat(then(people.stella(), at.minusMillis(1), ""))
                        .as("before %s", at)
                        .isEqualTo(before.getValue());
            }
        }
    }

    @Test
    @Order(1)
    void what_the_board_said_at_each_instant_is_told_again() {
        var queues = new TreeSet<String>();
        boards.values().forEach(board -> board.values().forEach(card -> queues.add(card.get(4))));
        assertThat(queues).as("the day was eventful").hasSizeGreaterThan(3);
        assertToldAgain();
    }

    @Test
    @Order(2)
    void a_queue_a_desk_and_a_person_are_as_they_were_then_and_pages_go_on() {
        var at = boards.lastKey().minus(Duration.ofMinutes(30));
        var board = requireNonNull(boards.floorEntry(at)).getValue();
        for (var queue : QUEUES) {
            assertThat(then(people.stella(), at, "&queue=" + queue).keySet())
                    .as(queue)
                    .isEqualTo(only(board, "queue=\"" + queue + "\""));
        }
        assertThat(then(people.stella(), at, "&desk=sport").keySet()).isEqualTo(only(board, "desk=\"sport\""));
        var pages = new TreeSet<String>();
        var after = "";
        do {
            var page = people.stella().sees("/api/newsroom/as-of?limit=2&at=" + at + after);
            assertThat(page.path("cards").size()).isBetween(1, 2);
            page.path("cards")
                    .forEach(card -> assertThat(pages.add(card.path("article").asString()))
                            .isTrue());
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(board.keySet());
    }

    private static Set<String> only(Map<String, List<String>> board, String said) {
        var only = new TreeSet<String>();
        board.forEach((article, card) -> {
            if (card.contains(said)) {
                only.add(article);
            }
        });
        return only;
    }

    @Test
    @Order(3)
    void what_was_killed_since_is_told_to_those_who_read_it_and_each_time_it_is_recorded() {
        var whale = articles.getOrDefault("whale", "");
        var alive = boards.lastKey().minusMillis(1);
        var before = recorded(whale);

        assertThat(then(people.wanda(), alive, "")).doesNotContainKey(whale);
        assertThat(then(people.paul(), alive, "")).doesNotContainKey(whale);
        assertThat(then(stet.administrator(), alive, "")).isEmpty();
        assertThat(recorded(whale)).isEqualTo(before);
        assertThat(then(people.stella(), alive, "").get(whale)).contains("live=true", "queue=\"LIVE\"");
        assertThat(recorded(whale)).isEqualTo(before + 1);
    }

    private static long recorded(String article) {
        return stet.rows("people_access").stream()
                .filter(row -> row.contains("kind=READ_IN_CONFIDENCE") && row.contains("about=" + article))
                .count();
    }

    @Test
    @Order(4)
    void an_instant_that_is_none_or_is_to_come_is_refused_in_a_sentence() {
        people.stella()
                .gets("/api/newsroom/as-of?at=" + clock.instant().plusSeconds(60))
                .refused(422, "invalid");
        people.stella().gets("/api/newsroom/as-of?at=yesterday").refused(422, "invalid");
        people.stella()
                .gets("/api/newsroom/as-of?limit=201&at=" + boards.firstKey())
                .refused(422, "invalid");
        people.stella()
                .gets("/api/newsroom/as-of?after=x&at=" + boards.firstKey())
                .refused(422, "invalid");
        assertThat(people.stella()
                        .gets("/newsroom/as-of?at=2999-01-01T00:00")
                        .with(422)
                        .text())
                .contains("is told once that has come");
        assertThat(people.stella().gets("/newsroom/as-of?at=noon").with(422).text())
                .contains("is no time");
        assertThat(then(people.stella(), boards.firstKey().minusMillis(1), "")).isEmpty();
        assertThat(then(people.stella(), Instant.parse("0001-01-01T00:00:00Z"), ""))
                .isEmpty();
    }

    @Test
    @Order(5)
    void the_page_leads_to_each_article_as_it_was_and_to_other_moments() {
        var alive = boards.lastKey().minusMillis(1);
        var page = Jsoup.parse(people.stella()
                .gets("/newsroom/as-of?show=live&at=" + alive)
                .with(200)
                .text());

        assertThat(page.select(".column h2").eachText()).allMatch(title -> title.startsWith("Live"));
        var link = page.select("a[href*=" + articles.get("whale") + "]").attr("href");
        assertThat(people.stella().gets(link).with(200).text()).contains("A whale in the harbour", "Edition 1");
        assertThat(page.select("nav[aria-label='Another moment'] a").eachText())
                .containsExactly(
                        "A minute earlier",
                        "An hour earlier",
                        "A day earlier",
                        "A week earlier",
                        "A minute later",
                        "An hour later",
                        "A day later");
        var earlier = page.select("nav[aria-label='Another moment'] a").get(3).attr("href");
        assertThat(Jsoup.parse(people.stella().gets(earlier).with(200).text())
                        .select(".nothing")
                        .eachText())
                .containsExactly("There was nothing.");
        assertThat(people.stella().gets("/newsroom").with(200).text()).contains("href=\"/newsroom/as-of\"");
        assertThat(Jsoup.parse(people.stella().gets("/newsroom/as-of").with(200).text())
                        .select("#at")
                        .attr("value"))
                .isEmpty();
    }

    @Test
    @Order(6)
    void it_is_told_again_after_the_desk_was_made_anew_and_after_a_start() {
        stet.administrator().posts("/api/readers/desk/rebuild", Map.of()).with(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stet.administrator()
                                .sees("/api/readers/desk/rebuild")
                                .path("state")
                                .asString())
                        .isEqualTo("SERVING"));
        assertToldAgain();

        var stella = people.stella();
        stet.close();
        stet = stet.again(database, clock);
        var again = stella.at(stet.port());
        for (var at : List.of(boards.firstKey(), boards.lastKey().minusMillis(1))) {
            assertThat(then(again, at, ""))
                    .isEqualTo(requireNonNull(boards.floorEntry(at)).getValue());
        }
    }
}
