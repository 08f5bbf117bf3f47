package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One article, followed through its life. After each command, and without waiting, every read model is asked about it: the desk, the
 * history, and what the world sees must agree with one another and with the answer.
 */
final class Story {
    private static final List<String> QUEUES =
            List.of("DRAFTING", "WITH_CHECKERS", "WITH_PICTURES", "READY", "LIVE", "SPIKED", "KILLED");

    private final RunningStet stet;
    private final Colleague reader;
    private final String desk;
    private final String id;
    private String headlineOnView = "";
    private int editions;

    Story(RunningStet stet, Colleague reader, String desk, Reply drafted) {
        this.stet = stet;
        this.reader = reader;
        this.desk = desk;
        var receipt = drafted.with(201).json().path("receipt");
        id = receipt.path("id").asString();
        assertThat(drafted.header("Location")).isEqualTo("/api/articles/" + id);
        assertThat(receipt.path("events").values().stream().map(JsonNode::asString))
                .containsExactly("article.drafted");
        allAgree(receipt);
    }

    String id() {
        return id;
    }

    // ---- What is done to it

    /** Asks for something and sees it done: just these events, each with who, in which role and why. */
    void sees(Colleague who, String role, String command, Map<String, ?> fields, String... events) {
        var why = "Because of %s, number %d"
                .formatted(command, now().path("sequence").asInt());
        var body = new HashMap<String, Object>(fields);
        body.put("why", why);
        check(who.asks(id, command, body), who, role, why, events);
    }

    void seesSaved(Colleague who, String role, JsonNode content, String... events) {
        check(who.saves(id, revision(), content), who, role, "", events);
    }

    private void check(Reply reply, Colleague who, String role, String why, String... events) {
        var receipt = reply.with(200).json();
        assertThat(reply.header("Stet-Behind")).isEmpty();
        assertThat(receipt.path("events").values().stream().map(JsonNode::asString))
                .as("what happened")
                .containsExactly(events);
        var last = history().subList(history().size() - events.length, history().size());
        assertThat(last).extracting(entry -> entry.path("kind").asString()).containsExactly(events);
        assertThat(last).allSatisfy(entry -> {
            assertThat(entry.path("who").asString()).isEqualTo(who.id());
            assertThat(entry.path("role").asString()).isEqualTo(role);
            assertThat(entry.path("why").asString("")).isEqualTo(why);
            assertThat(entry.path("fact").asString()).isNotBlank();
        });
        assertThat(last.stream().map(entry -> entry.path("command").asString()).distinct())
                .as("one command caused it all")
                .hasSize(1);
        if (List.of(events).contains("article.edition-published")) {
            editions++;
            headlineOnView = content().path("headline").asString();
        }
        allAgree(receipt);
    }

    /** Asks for something that a rule speaks against: it is refused by that rule, and nothing happens. */
    Reply refuses(Colleague who, String command, Map<String, ?> fields, String problem) {
        var before = stet.events();
        var seen = now();
        var reply = who.asks(id, command, fields);
        assertThat(reply.problem()).as(() -> reply.text()).isEqualTo(problem);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.sentence()).isNotBlank();
        assertThat(stet.events()).as("events in the ledger").isEqualTo(before);
        assertThat(now()).isEqualTo(seen);
        return reply;
    }

    // ---- What the read models say

    /** What editors find, and where. */
    void is(String stage, String queue) {
        assertThat(now().path("stage").asString()).isEqualTo(stage);
        for (var each : QUEUES) {
            assertThat(cards(each)).as(each).hasSize(each.equals(queue) ? 1 : 0);
            assertThat(count(each)).as(each).isEqualTo(each.equals(queue) ? 1 : 0);
        }
    }

    private void allAgree(JsonNode receipt) {
        var seen = now();
        assertThat(seen.path("sequence").asLong())
                .isEqualTo(receipt.path("sequence").asLong());
        assertThat(seen.path("revision").asInt())
                .isEqualTo(receipt.path("revision").asInt());
        assertThat(seen.path("stage")).isEqualTo(receipt.path("stage"));
        var card = cards("");
        assertThat(card).as("the desk's only card").hasSize(1);
        assertThat(card.getFirst().path("stage")).isEqualTo(seen.path("stage"));
        assertThat(card.getFirst().path("revision")).isEqualTo(seen.path("revision"));
        assertThat(card.getFirst().path("live")).isEqualTo(seen.path("live"));
        assertThat(card.getFirst().path("claims").asInt())
                .isEqualTo(seen.path("claims").size());
        assertThat(card.getFirst().path("obstacles").asInt())
                .isEqualTo(obstacles().size());
        assertThat(card.getFirst().path("openClaims").asInt())
                .isEqualTo((int) claims().stream().filter(Claim::open).count());

        assertThat(history()).hasSize(seen.path("sequence").asInt() + 1);
        var asOf = reader.sees("/api/articles/%s/as-of?sequence=%d"
                .formatted(id, seen.path("sequence").asLong()));
        assertThat(asOf.path("content")).isEqualTo(content());
        assertThat(asOf.path("revision")).isEqualTo(seen.path("revision"));

        onView();
    }

    private void onView() {
        var listed = stet.world().sees("/api/published?limit=100").path("stories").values().stream()
                .filter(story -> story.path("slug").asString().equals(slug().orElse("")))
                .toList();
        if (editions == 0) {
            assertThat(listed).isEmpty();
            assertThat(now().path("edition").isNull()).isTrue();
            return;
        }
        assertThat(listed).hasSize(1);
        var page = stet.world().sees("/api/published/" + slug().orElseThrow());
        assertThat(page.path("edition").asInt()).isEqualTo(editions);
        assertThat(page.path("headline").asString()).isEqualTo(headlineOnView);
        assertThat(stet.world()
                        .sees("/api/published/" + slug().orElseThrow() + "/editions")
                        .path("editions")
                        .size())
                .isEqualTo(editions);
    }

    JsonNode now() {
        return reader.sees("/api/articles/" + id);
    }

    int revision() {
        return now().path("revision").asInt();
    }

    /** The working copy, to be changed and saved. */
    ObjectNode content() {
        return (ObjectNode) reader.sees("/api/articles/" + id + "/content");
    }

    List<JsonNode> blocks(ObjectNode content, String kind) {
        return content.path("blocks").values().stream()
                .filter(block -> block.path("kind").asString().equals(kind))
                .toList();
    }

    /** The codes of all that stands in the way of publishing, as the desk says it. */
    List<String> obstacles() {
        return reader.sees("/api/articles/" + id + "/obstacles").path("obstacles").values().stream()
                .map(obstacle -> obstacle.path("type").asString().replace("/api/problems/", ""))
                .toList();
    }

    List<JsonNode> history() {
        return List.copyOf(reader.sees("/api/articles/" + id + "/history?limit=200")
                .path("entries")
                .values());
    }

    /** What was struck out and what was written in, when the words last changed. */
    List<String> lastRedlines() {
        return history().reversed().stream()
                .filter(entry -> entry.path("kind").asString().equals("article.content-revised"))
                .findFirst()
                .orElseThrow()
                .path("redlines")
                .values()
                .stream()
                .flatMap(redline -> redline.path("pieces").values().stream())
                .filter(piece -> !piece.path("kind").asString().equals("KEPT"))
                .map(piece -> piece.path("kind").asString() + " "
                        + piece.path("words").asString().strip())
                .toList();
    }

    Optional<String> slug() {
        return Optional.ofNullable(now().path("edition").path("slug").asString(null));
    }

    /** Words at a place, by the kind of thing they are. */
    record Span(String kind, String place, int start, String words) {
        int end() {
            return start + words.length();
        }

        boolean overlaps(Span other) {
            return place.equals(other.place) && start < other.end() && other.start < end();
        }

        Map<String, Object> anchor() {
            return Map.of("place", place, "start", start, "words", words);
        }
    }

    record Claim(String id, Span span, String verdict) {
        boolean open() {
            return List.of("UNCHECKED", "QUERIED", "DISPUTED").contains(verdict);
        }
    }

    List<Claim> claims() {
        return now().path("claims").values().stream()
                .map(claim -> new Claim(
                        claim.path("id").asString(),
                        span(claim),
                        claim.path("verdict").asString()))
                .toList();
    }

    Claim claim(String claim) {
        return claims().stream()
                .filter(each -> each.id().equals(claim))
                .findFirst()
                .orElseThrow();
    }

    /** What Stet suggests to check, without what it must. */
    List<Span> suggested(boolean required) {
        return reader.sees("/api/articles/" + id + "/suggestions").path("suggestions").values().stream()
                .filter(suggestion -> suggestion.path("required").asBoolean() == required)
                .map(Story::span)
                .toList();
    }

    /** Two words that follow one another and are in none of these, from the end of the article backwards. */
    Span twoWords(String kind, List<Span> taken) {
        return passages().entrySet().stream()
                .flatMap(passage -> pairs(kind, passage.getKey(), passage.getValue()))
                .filter(span -> taken.stream().noneMatch(span::overlaps))
                .toList()
                .getLast();
    }

    /** A claim in a paragraph whose words stand there only once, so that it is plain which ones are meant. */
    Claim plainClaim(Predicate<Claim> which) {
        var passages = passages();
        var paragraphs = blocks(content(), "paragraph").stream()
                .map(block -> "block/" + block.path("id").asString())
                .toList();
        return claims().stream()
                .filter(which)
                .filter(claim -> !claim.span().kind().equals("QUOTE"))
                .filter(claim -> paragraphs.contains(claim.span().place()))
                .filter(claim -> claim.span().words().contains(" "))
                .filter(claim -> passages.getOrDefault(claim.span().place(), "")
                                .split(
                                        java.util.regex.Pattern.quote(
                                                claim.span().words()),
                                        -1)
                                .length
                        == 2)
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> passages() {
        var content = content();
        var passages = new java.util.LinkedHashMap<String, String>();
        passages.put("headline", content.path("headline").asString());
        passages.put("standfirst", content.path("standfirst").asString(""));
        content.path("blocks")
                .forEach(block -> passages.put("block/" + block.path("id").asString(), words(block)));
        return passages;
    }

    static String words(JsonNode block) {
        return block.path("text").path("words").asString("");
    }

    private static Stream<Span> pairs(String kind, String place, String words) {
        return java.util.regex.Pattern.compile("\\p{Ll}{3,} \\p{Ll}{3,}")
                .matcher(words)
                .results()
                .map(pair -> new Span(kind, place, pair.start(), pair.group()));
    }

    private static Span span(JsonNode said) {
        var anchor = said.path("anchor");
        return new Span(
                said.path("kind").asString(),
                anchor.path("place").asString(),
                anchor.path("start").asInt(),
                anchor.path("words").asString());
    }

    private List<JsonNode> cards(String queue) {
        return reader
                .sees("/api/articles?limit=200&desk=" + desk + (queue.isEmpty() ? "" : "&queue=" + queue))
                .path("cards")
                .values()
                .stream()
                .filter(card -> card.path("article").asString().equals(id))
                .toList();
    }

    private int count(String queue) {
        return reader.sees("/api/counts").path("counts").values().stream()
                .filter(count -> count.path("desk").asString().equals(desk)
                        && count.path("queue").asString().equals(queue))
                .mapToInt(count -> count.path("articles").asInt())
                .sum();
    }

    /** Spans to check: all that must be, and others that overlap none, until there are enough of enough kinds. */
    List<Span> worthChecking(int atLeast, int kinds) {
        var chosen = new ArrayList<>(suggested(true));
        // Names before the sentences that they stand in, so that there are claims of more kinds.
        var others = suggested(false).stream()
                .filter(span -> chosen.stream().noneMatch(span::overlaps))
                .sorted(java.util.Comparator.comparing(span -> span.kind().equals("FACT")))
                .toList();
        for (var span : others) {
            var free = chosen.stream().noneMatch(span::overlaps);
            var newKind = chosen.stream().noneMatch(each -> each.kind().equals(span.kind()));
            if (free && (newKind || chosen.size() < atLeast - 2)) {
                chosen.add(span);
            }
        }
        chosen.add(twoWords("FACT", chosen));
        chosen.add(twoWords("CHARACTERISATION", chosen));
        assertThat(chosen).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(chosen.stream().map(Span::kind).distinct().count()).isGreaterThanOrEqualTo(kinds);
        return List.copyOf(chosen);
    }

    static List<String> ids(int howMany) {
        return IntStream.rangeClosed(1, howMany).mapToObj(n -> "c" + n).toList();
    }
}
