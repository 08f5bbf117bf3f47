package stet.web.life;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An article's whole life as a newsroom lives it, from the file to its corrected edition. {@link Story} asks every read model after
 * every command; what stands here is what people do, and what each of them may not.
 */
@Tag("program")
class ArticleLifeTest {
    private static final String QUESTION = "Where is this from? Nobody at the desk has heard of it.";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    /** Writes, and holds every other role besides, which must not help her with her own words. */
    private static Colleague wanda;

    private static Colleague wim;
    private static Colleague chidi;
    private static Colleague cora;
    private static Colleague pia;
    private static Colleague paul;
    private static Colleague stella;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER", "CHECKER", "PICTURE_EDITOR", "PUBLISHER");
        wim = stet.welcomes("wim", "Wim Aarts", "WRITER");
        chidi = stet.welcomes("chidi", "Chidi Okafor", "CHECKER");
        cora = stet.welcomes("cora", "Cora Lind", "CHECKER");
        pia = stet.welcomes("pia", "Pia Lund", "PICTURE_EDITOR");
        paul = stet.welcomes("paul", "Paul Reyes", "PUBLISHER");
        stella = stet.welcomes("stella", "Stella Marsh", "STANDARDS");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void an_article_from_a_file_lives_from_draft_to_corrected_edition() throws IOException {
        stet.opens("world");
        var file = sample();
        lives("world", file, wanda.uploads("/api/articles?desk=world", "article.txt", file));
    }

    @Test
    void an_article_from_a_plain_text_lives_from_draft_to_corrected_edition() throws IOException {
        stet.opens("islands");
        var file = ownArticle();
        lives("islands", file, wanda.posts("/api/articles?desk=islands&name=bridge-strike.txt", Colleague.TEXT, file));
    }

    @Test
    void whoever_is_welcomed_is_seen_in_the_newsroom_at_once() {
        for (var n = 1; n <= 5; n++) {
            var id = "newcomer-" + n;
            stet.administrator()
                    .posts(
                            "/api/people",
                            Map.of("id", id, "name", "Newcomer " + n, "signInName", id, "roles", List.of("WRITER")))
                    .with(201);
            assertThat(stet.administrator().sees("/api/people").path("people").values())
                    .anyMatch(person -> person.path("id").asString().equals(id));
        }
    }

    private static void lives(String desk, byte[] file, Reply drafted) {
        var story = new Story(stet, stella, desk, drafted);
        drafted(story, file);
        handedIn(story);
        var spans = raised(story);
        checked(story, spans);
        signedOff(story);
        captioned(story);
        edited(story);
        published(story);
        corrected(story);
    }

    private static void drafted(Story story, byte[] file) {
        story.is("DRAFTED", "DRAFTING");
        var content = story.content();
        assertThat(content.path("headline").asString()).isNotEmpty();
        assertThat(content.path("standfirst").asString()).isNotEmpty();
        assertThat(story.blocks(content, "paragraph")).hasSizeGreaterThan(7);
        assertThat(story.blocks(content, "figure")).hasSize(1);
        assertThat(story.blocks(content, "crosshead"))
                .hasSizeGreaterThanOrEqualTo(3)
                .anyMatch(crosshead -> Story.words(crosshead).endsWith("\""));
        assertThat(stella.gets("/api/articles/" + story.id() + "/original")
                        .with(200)
                        .bytes())
                .isEqualTo(file);

        // Nobody has looked at it, so nobody publishes it, and Paul is told everything that is missing at once.
        var refusal = story.refuses(paul, "publish-article", Map.of("kind", "ORIGINAL"), "not-ready");
        var missing = refusal.json().path("obstacles").values().stream()
                .map(obstacle -> obstacle.path("type").asString().replace("/api/problems/", ""))
                .toList();
        assertThat(missing)
                .isEqualTo(story.obstacles())
                .contains(
                        "not-submitted",
                        "not-covered",
                        "facts-not-signed-off",
                        "caption-incomplete",
                        "alt-text-unfit",
                        "source-type-missing",
                        "captions-not-signed-off");
        story.refuses(wim, "publish-article", Map.of("kind", "ORIGINAL"), "role-missing");
        story.refuses(cora, "sign-off-facts", Map.of(), "not-submitted");
    }

    private static void handedIn(Story story) {
        story.sees(wanda, "WRITER", "submit-for-checking", Map.of(), "article.submitted-for-checking");
        story.is("DRAFTED", "WITH_CHECKERS");
        assertThat(story.obstacles()).doesNotContain("not-submitted");

        // A number that is in no claim keeps the facts open, with nothing else in the way.
        var refusal = story.refuses(cora, "sign-off-facts", Map.of(), "not-covered");
        // Each stands in a statement that is suggested, by its place.
        assertThat(refusal.json().path("obstacles").values().stream()
                        .map(obstacle -> obstacle.path("place").asString())
                        .distinct())
                .containsExactlyElementsOf(story.suggested(true).stream()
                        .map(Story.Span::place)
                        .distinct()
                        .toList());
        assertThat(refusal.json().path("rule").asInt()).isEqualTo(9);
    }

    private static List<Story.Span> raised(Story story) {
        var spans = story.worthChecking(16, 5);
        for (var i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            story.sees(
                    chidi,
                    "CHECKER",
                    "raise-claim",
                    Map.of("claimId", "c" + (i + 1), "kind", span.kind(), "anchor", span.anchor()),
                    "article.claim-raised");
        }
        assertThat(story.claims()).hasSize(spans.size()).allMatch(Story.Claim::open);
        assertThat(story.suggested(true)).isEmpty();
        assertThat(story.obstacles()).doesNotContain("not-covered").contains("claims-open");
        story.refuses(cora, "sign-off-facts", Map.of(), "claims-open");
        return spans;
    }

    private static void checked(Story story, List<Story.Span> spans) {
        // Asked and answered: the claim is open again, and then it holds.
        var queried = Story.ids(spans.size()).getLast();
        story.sees(
                chidi,
                "CHECKER",
                "query-claim",
                Map.of("claimId", queried, "question", QUESTION),
                "article.claim-queried");
        assertThat(story.claim(queried).verdict()).isEqualTo("QUERIED");
        story.sees(
                wanda,
                "WRITER",
                "answer-query",
                Map.of("claimId", queried, "answer", "From the minutes, page two."),
                "article.query-answered");
        assertThat(story.claim(queried).verdict()).isEqualTo("UNCHECKED");
        story.refuses(chidi, "answer-query", Map.of("claimId", queried, "answer", "From me."), "role-missing");

        // A characterisation never rests on somebody whom readers cannot judge.
        assertThat(story.claim(queried).span().kind()).isEqualTo("CHARACTERISATION");
        story.refuses(
                chidi,
                "confirm-claim",
                Map.of("claimId", queried, "sources", List.of(confidential())),
                "confidential-source-unfit");

        // A quotation rests on more than a web page, and is not put into other words.
        var quote = story.claims().stream()
                .filter(claim -> claim.span().kind().equals("QUOTE"))
                .findFirst()
                .orElseThrow();
        story.refuses(
                chidi,
                "confirm-claim",
                Map.of("claimId", quote.id(), "sources", List.of(source("WEB_PAGE"))),
                "primary-source-needed");
        story.refuses(
                chidi,
                "correct-claim",
                Map.of(
                        "claimId",
                        quote.id(),
                        "remedy",
                        "REWORDED",
                        "words",
                        "Something like it",
                        "sources",
                        List.of(source("RECORDING"))),
                "quote-reworded");
        story.refuses(chidi, "confirm-claim", Map.of("claimId", quote.id(), "sources", List.of()), "source-missing");
        story.refuses(
                wanda,
                "confirm-claim",
                Map.of("claimId", quote.id(), "sources", List.of(source("RECORDING"))),
                "own-words");

        // Disputed, and then found to be right after all.
        var disputed = Story.ids(spans.size()).get(spans.size() - 2);
        story.sees(
                chidi,
                "CHECKER",
                "dispute-claim",
                Map.of(
                        "claimId",
                        disputed,
                        "finding",
                        "The minutes have it otherwise",
                        "sources",
                        List.of(source("PUBLICATION"))),
                "article.claim-disputed");
        assertThat(story.claim(disputed).verdict()).isEqualTo("DISPUTED");
        story.sees(
                cora,
                "CHECKER",
                "confirm-claim",
                Map.of("claimId", disputed, "sources", List.of(source("OWN_CALL"))),
                "article.claim-confirmed");

        // Put right by Chidi and by Cora, a claim each: both have written words of it from now on.
        var wrong = story.plainClaim(Story.Claim::open);
        corrects(story, chidi, wrong);
        corrects(
                story,
                cora,
                story.plainClaim(claim -> claim.open()
                        && !claim.span().place().equals(wrong.span().place())));

        story.claims().stream()
                .filter(Story.Claim::open)
                .forEach(claim -> story.sees(
                        cora,
                        "CHECKER",
                        "confirm-claim",
                        Map.of("claimId", claim.id(), "sources", List.of(source("TRANSCRIPT"))),
                        "article.claim-confirmed"));
        assertThat(story.obstacles()).doesNotContain("claims-open").contains("facts-not-signed-off");
    }

    private static void corrects(Story story, Colleague checker, Story.Claim wrong) {
        story.sees(
                checker,
                "CHECKER",
                "correct-claim",
                Map.of(
                        "claimId", wrong.id(),
                        "remedy", "REWORDED",
                        "words", reworded(wrong),
                        "sources", List.of(source("DOCUMENT"))),
                "article.content-revised",
                "article.claim-corrected");
        assertThat(story.claim(wrong.id()).verdict()).isEqualTo("CORRECTED");
        assertThat(story.lastRedlines()).containsExactly("ADDED rather");
        assertThat(story.claim(wrong.id()).span().words()).isEqualTo(reworded(wrong));
    }

    private static void signedOff(Story story) {
        // Each signs all but the passage in which it was theirs to put a word right; that is for the other.
        story.sees(chidi, "CHECKER", "sign-off-facts", Map.of(), "article.facts-signed-off");
        story.is("DRAFTED", "WITH_CHECKERS");
        story.refuses(chidi, "sign-off-facts", Map.of(), "own-words");
        story.refuses(wanda, "sign-off-facts", Map.of(), "own-words");
        story.refuses(pia, "sign-off-captions", Map.of(), "facts-not-signed-off");
        story.sees(cora, "CHECKER", "sign-off-facts", Map.of(), "article.facts-signed-off");
        story.is("FACT_CHECKED", "WITH_PICTURES");
    }

    private static void captioned(Story story) {
        var figure =
                story.blocks(story.content(), "figure").getFirst().path("id").asString();
        story.refuses(pia, "approve-caption", Map.of("figure", figure), "caption-incomplete");

        // A second picture about which nothing is said at all.
        var withEmpty = story.content();
        blocks(withEmpty)
                .addObject()
                .put("kind", "figure")
                .put("id", "picture-2")
                .putObject("picture")
                .put("caption", "");
        story.seesSaved(wim, "WRITER", withEmpty, "article.content-revised");
        story.refuses(pia, "approve-caption", Map.of("figure", "picture-2"), "caption-incomplete");
        var without = story.content();
        blocks(without).remove(blocks(without).size() - 1);
        story.seesSaved(wim, "WRITER", without, "article.content-revised");

        var almost = completed(story.content(), figure, "");
        story.seesSaved(wanda, "WRITER", almost, "article.content-revised");
        story.refuses(pia, "approve-caption", Map.of("figure", figure), "alt-text-unfit");
        var complete = completed(story.content(), figure, "A woman at a lectern, in front of flags");
        story.seesSaved(wanda, "WRITER", complete, "article.content-revised");
        assertThat(story.lastRedlines()).containsExactly("ADDED alt text: A woman at a lectern, in front of flags");
        // What is printed with the picture has no number and no date in it, so the facts still stand.
        story.is("FACT_CHECKED", "WITH_PICTURES");

        story.refuses(wanda, "approve-caption", Map.of("figure", figure), "own-caption");
        story.refuses(pia, "sign-off-captions", Map.of(), "caption-not-approved");
        story.sees(pia, "PICTURE_EDITOR", "approve-caption", Map.of("figure", figure), "article.caption-approved");
        story.sees(pia, "PICTURE_EDITOR", "sign-off-captions", Map.of(), "article.captions-signed-off");
        story.is("CAPTIONED", "READY");
        assertThat(story.obstacles()).isEmpty();
    }

    private static void edited(Story story) {
        // A sentence that is in no claim comes to the end of a paragraph, which alone is signed again.
        var elsewhere = story.content();
        var quiet = story.blocks(elsewhere, "paragraph").getFirst();
        rewrite(quiet, Story.words(quiet) + " Nobody would say more.");
        story.seesSaved(wim, "WRITER", elsewhere, "article.content-revised", "article.facts-reopened");
        assertThat(story.lastRedlines()).containsExactly("ADDED Nobody would say more.");
        story.is("DRAFTED", "WITH_CHECKERS");
        story.sees(cora, "CHECKER", "sign-off-facts", Map.of(), "article.facts-signed-off");
        story.is("CAPTIONED", "READY");

        // Words that Cora confirmed are changed: her sign-off was for others, and publishing must wait for a new one.
        var confirmed = story.plainClaim(claim -> claim.verdict().equals("CONFIRMED"));
        var changed = story.content();
        for (var block : story.blocks(changed, "paragraph")) {
            if (confirmed.span().place().equals("block/" + block.path("id").asString())) {
                rewrite(block, Story.words(block).replace(confirmed.span().words(), loosened(confirmed)));
            }
        }
        story.seesSaved(
                wim, "WRITER", changed, "article.content-revised", "article.claim-reopened", "article.facts-reopened");
        story.is("DRAFTED", "WITH_CHECKERS");
        assertThat(story.claim(confirmed.id()).verdict()).isEqualTo("UNCHECKED");
        assertThat(story.claim(confirmed.id()).span().words()).isEqualTo(loosened(confirmed));
        assertThat(story.history().getLast().path("fact").asString())
                .contains(confirmed.span().words());
        story.refuses(paul, "publish-article", Map.of("kind", "ORIGINAL"), "not-ready");
        story.refuses(cora, "sign-off-facts", Map.of(), "claims-open");

        story.sees(
                cora,
                "CHECKER",
                "confirm-claim",
                Map.of("claimId", confirmed.id(), "sources", List.of(source("DOCUMENT"))),
                "article.claim-confirmed");
        story.sees(cora, "CHECKER", "sign-off-facts", Map.of(), "article.facts-signed-off");
        // The captions were never touched, so they need no second look.
        story.is("CAPTIONED", "READY");
    }

    private static void published(Story story) {
        story.refuses(wanda, "publish-article", Map.of("kind", "ORIGINAL"), "own-publication");
        story.refuses(paul, "publish-article", correction(), "no-edition-yet");
        story.sees(paul, "PUBLISHER", "publish-article", Map.of("kind", "ORIGINAL"), "article.edition-published");
        story.is("PUBLISHED", "LIVE");

        var slug = story.slug().orElseThrow();
        var json = stet.world().gets("/api/published/" + slug).with(200);
        var content = story.content();
        assertThat(json.json().path("body")).hasSameSizeAs(content.path("blocks"));
        assertThat(json.text())
                .doesNotContain(QUESTION)
                .doesNotContain(source("DOCUMENT").get("locator"))
                .doesNotContain("The picture is undated");
        var page = Jsoup.parse(stet.world().gets("/news/" + slug).with(200).text());
        assertThat(page.select("h1").text()).isEqualTo(content.path("headline").asString());
        assertThat(page.select(".body").text())
                .contains(story.blocks(content, "paragraph").stream()
                        .map(Story::words)
                        .toList());
        assertThat(page.select(".notes")).isEmpty();
        assertThat(Jsoup.parse(stet.world().gets("/").with(200).text()).text())
                .contains(content.path("headline").asString());
    }

    private static void corrected(Story story) {
        var slug = story.slug().orElseThrow();
        var firstPublishedAt = story.now().path("sequence").asLong();
        var firstWords = story.content();

        var wrong = story.plainClaim(claim -> claim.verdict().equals("CONFIRMED"));
        story.sees(
                chidi,
                "CHECKER",
                "correct-claim",
                Map.of(
                        "claimId", wrong.id(),
                        "remedy", "REWORDED",
                        "words", reworded(wrong),
                        "sources", List.of(source("DOCUMENT"))),
                "article.content-revised",
                "article.claim-corrected",
                "article.facts-reopened");
        // The world goes on reading the first edition.
        story.is("DRAFTED", "WITH_CHECKERS");
        assertThat(story.now().path("live").asBoolean()).isTrue();
        assertThat(publicWords(slug)).doesNotContain(reworded(wrong));
        story.refuses(paul, "publish-article", correction(), "not-ready");
        story.refuses(chidi, "sign-off-facts", Map.of(), "own-words");
        story.sees(cora, "CHECKER", "sign-off-facts", Map.of(), "article.facts-signed-off");
        story.is("CAPTIONED", "READY");

        story.refuses(paul, "publish-article", Map.of("kind", "ORIGINAL"), "not-first-edition");
        story.refuses(paul, "publish-article", Map.of("kind", "REFILE"), "refile-touches-claim");
        story.refuses(paul, "publish-article", Map.of("kind", "CORRECTION"), "correction-note-missing");
        story.sees(paul, "PUBLISHER", "publish-article", correction(), "article.edition-published");
        story.is("PUBLISHED", "LIVE");

        var page = Jsoup.parse(stet.world().gets("/news/" + slug).with(200).text());
        assertThat(page.select(".notes").text()).contains("An earlier edition had it wrong", "It is put right now");
        assertThat(publicWords(slug)).contains(reworded(wrong));
        var json = stet.world().sees("/api/published/" + slug);
        assertThat(json.path("kind").asString()).isEqualTo("correction");
        assertThat(json.path("notes")).hasSize(1);
        assertThat(json.path("notes").path(0).path("wrong").asString()).isEqualTo("An earlier edition had it wrong");

        // What was published stays as it was, for the world and for auditors.
        var first = stet.world().sees("/api/published/" + slug + "/editions/1");
        assertThat(first.path("edition").asInt()).isEqualTo(1);
        assertThat(first.toString()).doesNotContain(reworded(wrong));
        assertThat(stella.sees("/api/articles/%s/as-of?sequence=%d".formatted(story.id(), firstPublishedAt))
                        .path("content"))
                .isEqualTo(firstWords);
        var hands = stella.sees("/api/articles/" + story.id() + "/people").path("people").values().stream()
                .map(person -> person.path("id").asString())
                .toList();
        assertThat(hands).containsExactlyInAnyOrder("wanda", "wim", "chidi", "cora", "pia", "paul");
    }

    // ---- Small things

    private static Map<String, Object> correction() {
        return Map.of(
                "kind",
                "CORRECTION",
                "note",
                Map.of("wrong", "An earlier edition had it wrong", "right", "It is put right now"));
    }

    private static Map<String, String> source(String type) {
        return Map.of(
                "kind", "named",
                "type", type,
                "locator", "Folder nine, on the shelf of the checkers",
                "consulted", "2026-02-11");
    }

    private static Map<String, Object> confidential() {
        return Map.of(
                "kind", "confidential",
                "type", "PERSON",
                "locator", "Somebody who asked not to be named",
                "consulted", "2026-02-11",
                "readers", List.of("cora"));
    }

    private static String reworded(Story.Claim claim) {
        return claim.span().words().replaceFirst(" ", " rather ");
    }

    private static String loosened(Story.Claim claim) {
        return claim.span().words().replaceFirst(" ", " and ");
    }

    private static ObjectNode completed(ObjectNode content, String figure, String altText) {
        for (var block : content.path("blocks")) {
            if (block.path("id").asString().equals(figure)) {
                var picture = (ObjectNode) block.path("picture");
                picture.putObject("parts")
                        .put("WHO_OR_WHAT", "The minister")
                        .put("WHERE", "At the last meeting")
                        .put("CREDIT", "Runa Haldane");
                picture.putObject("reasons").put("WHEN", "The picture is undated, and its maker could not say");
                picture.put("altText", altText)
                        .put("sourceType", "DIGITAL_CAPTURE")
                        .put("file", photograph());
            }
        }
        return content;
    }

    private static String photograph() {
        return pia.posts("/api/pictures", "image/jpeg", Photograph.jpeg(1_000, 500))
                .json()
                .path("picture")
                .asString();
    }

    private static ArrayNode blocks(ObjectNode content) {
        return (ArrayNode) content.path("blocks");
    }

    private static void rewrite(JsonNode block, String words) {
        ((ObjectNode) block).put("text", words);
    }

    private static String publicWords(String slug) {
        return Stream.of(stet.world().gets("/news/" + slug).with(200).text())
                .map(page -> Jsoup.parse(page).select(".body").text())
                .collect(joining());
    }

    private static byte[] sample() throws IOException {
        var sample = Path.of(System.getProperty("stet.root", "."), "..", "shared", "samples", "nato-summit.txt");
        return Files.exists(sample) ? Files.readAllBytes(sample) : ownArticle();
    }

    private static byte[] ownArticle() throws IOException {
        try (var article = Objects.requireNonNull(ArticleLifeTest.class.getResourceAsStream("bridge-strike.txt"))) {
            return article.readAllBytes();
        }
    }
}
