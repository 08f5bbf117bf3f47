package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whoever approves says what they saw, and what a verdict, an edition and a schedule may be of, as programs meet it. */
@Tag("program")
class ApprovalsTest {
    private static final Map<String, String> ORIGINAL = Map.of("kind", "ORIGINAL");

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague max;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        max = stet.welcomes("max", "Max Ibarra", "WRITER", "CHECKER");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    // ---- What was seen

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign-off-facts",
                "approve-caption",
                "sign-off-captions",
                "waive-check",
                "schedule-publication",
                "publish-article"
            })
    void an_approval_that_does_not_say_what_was_seen_is_not_taken(String command) {
        var article = people.readies("city", "Rain on the quay", "It rained on the quay.");
        var before = stet.events();
        var refusal = people.paul()
                .posts("/api/articles/" + article + "/" + command, Map.of())
                .refused(428, "revision-missing");
        assertThat(refusal.sentence()).contains("If-Match");
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void a_publication_of_words_that_changed_since_is_told_what_changed_and_who_did_it() {
        var article = people.readies("city", "Sleet on the quay", "It sleeted on the quay.");
        people.rewrites(article, "It sleeted on the old quay.");
        var stale = publishing(article, "\"r1\"").refused(412, "changed-since");
        assertThat(stale.json().path("rule").asInt()).isEqualTo(28);
        var changes = stale.json().path("obstacles").values();
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.path("place").asString()).isEqualTo("block/b1");
            assertThat(change.path("detail").asString()).contains("Wanda Winter", "on the old quay");
        });
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL", "revision", 1))
                .refused(412, "changed-since");
    }

    @Test
    void what_was_seen_is_named_by_the_tag_that_came_with_the_content() {
        var article = people.readies("city", "Fog on the quay", "Fog lay on the quay.");
        publishing(article, "\"r9\"").refused(412, "no-such-revision");
        publishing(article, "yesterday's").refused(422, "invalid");
        people.paul()
                .with("If-Match", "\"r1\"")
                .posts("/api/articles/" + article + "/publish-article", Map.of("kind", "ORIGINAL", "revision", 1))
                .refused(422, "invalid");
        var tag = people.paul().gets("/api/articles/" + article + "/content").header("ETag");
        publishing(article, tag).with(200);
    }

    @Test
    void a_waiver_a_schedule_and_a_caption_are_of_what_was_seen_too() {
        var article = people.drafts("city", "Hail on the quay", "It hailed on the quay.");
        people.rewrites(article, "It hailed on the old quay.");
        people.paul()
                .asks(article, "waive-check", Map.of("check", "FACTS", "reason", "It is urgent", "revision", 1))
                .refused(412, "changed-since");
        people.paul()
                .asks(
                        article,
                        "schedule-publication",
                        Map.of(
                                "kind",
                                "ORIGINAL",
                                "due",
                                soon(Duration.ofHours(1)).toString(),
                                "revision",
                                1))
                .refused(412, "changed-since");
        people.paul()
                .asks(article, "waive-check", Map.of("check", "FACTS", "reason", "It is urgent", "revision", 2))
                .with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of("revision", 7)).refused(412, "no-such-revision");
    }

    @Test
    void on_the_page_it_is_told_what_changed_and_what_was_typed_is_kept() {
        var article = people.publishes("city", "Eels at the quay", "Eels swam by the quay.");
        people.rewrites(article, "Some eels swam by the quay.");
        makesReady(article);
        var panel = "/newsroom/articles/" + article + "/publishing";
        var shown = Jsoup.parse(people.paul().gets(panel).with(200).text());
        assertThat(shown.select("form[action$=/publish-article] input[name=revision:number], form[action$=/waive-check]"
                                + " input[name=revision:number]")
                        .eachAttr("value"))
                .hasSize(5)
                .containsOnly("2");
        assertThat(shown.select("#edition-CORRECTION input[type=checkbox]").eachAttr("value"))
                .containsExactly("block/b1");
        people.rewrites(article, "More eels swam by the quay.");

        var stale = form(
                people.paul(),
                "/newsroom/articles/" + article + "/publish-article",
                Map.of(
                        "_panel", "publishing",
                        "_about", "edition-CORRECTION",
                        "kind", "CORRECTION",
                        "note.wrong", "We said that there were none",
                        "note.right", "There were two",
                        "note.passages:all", "block/b1",
                        "revision:number", "2"));

        assertThat(stale.status()).isEqualTo(412);
        var page = Jsoup.parse(stale.text());
        assertThat(page.select("#refused").text())
                .contains("has changed since revision 2", "Wanda Winter", "More eels");
        var correction = page.select("#edition-CORRECTION");
        assertThat(correction.select("textarea").eachText())
                .containsExactly("We said that there were none", "There were two");
        assertThat(correction.select("input[type=checkbox][checked]").eachAttr("value"))
                .containsExactly("block/b1");
        assertThat(correction.select("input[name=revision:number]").val()).isEqualTo("3");
        assertThat(form(people.paul(), "/newsroom/articles/" + article + "/publish-article", Map.of("kind", "UPDATE"))
                        .status())
                .isEqualTo(428);
    }

    private static Reply form(Colleague who, String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return who.posts(path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    // ---- Sources and own words

    @Test
    void a_characterisation_is_corrected_from_no_confidential_source_alone() {
        var article = people.drafts("city", "A dreadful storm", "A dreadful storm came over the quay.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        raises(people.chidi(), article, "CHARACTERISATION", "dreadful");
        var insider = Map.of(
                "kind", "confidential", "type", "PERSON", "locator", "The harbour master", "consulted", "2026-02-11");
        people.chidi()
                .asks(article, "correct-claim", correction("strong", insider))
                .refused(409, "confidential-source-unfit");
        people.chidi()
                .asks(
                        article,
                        "dispute-claim",
                        Map.of("claimId", "c2", "finding", "It was a breeze", "sources", List.of(insider)))
                .refused(409, "confidential-source-unfit");
    }

    @Test
    void nobody_corrects_or_disputes_their_own_words() {
        var content = Map.of(
                "headline",
                "Snow on the quay",
                "blocks",
                List.of(Map.of("kind", "paragraph", "id", "b1", "text", "It snowed for a week.")));
        var article = max.posts("/api/articles", Map.of("desk", "city", "content", content))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
        max.asks(article, "submit-for-checking", Map.of()).with(200);
        raises(max, article, "FACT", "snowed for a week");
        max.asks(article, "correct-claim", correction("snowed for a day", named("2026-02-11")))
                .refused(409, "own-words");
        max.asks(article, "dispute-claim", Map.of("claimId", "c2", "finding", "It was a day", "sources", List.of()))
                .refused(409, "own-words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01", "0000-01-01"})
    void a_source_was_consulted_on_a_day_that_somebody_remembers(String day) {
        var article = people.drafts("city", "Ice on the quay", "Ice lay on the quay.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        raises(people.chidi(), article, "FACT", "Ice lay on the quay");
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c2", "sources", List.of(named(day))))
                .refused(422, "source-date-unfit");
    }

    // ---- Editions

    @ParameterizedTest
    @CsvSource({"headline, A new headline", "byline, By Wim Aarts"})
    void a_refile_is_no_new_story(String field, String words) {
        var article = people.publishes("city", "Wind on the quay", "It blew on the quay.");
        edited(article, content -> content.put(field, words));
        for (var check : List.of("FACTS", "CAPTIONS")) {
            people.paul().asks(article, "waive-check", Map.of("check", check, "reason", "It is urgent"));
        }
        var refused = people.paul().asks(article, "publish-article", Map.of("kind", "REFILE"));
        assertThat(refused.problem()).isIn("refile-changes-words", "refile-touches-claim");
        refused.with(409);
    }

    @Test
    void a_refile_of_signs_and_case_goes_out_and_adds_no_paragraph() {
        var article = people.publishes("city", "Waves on the quay", "They broke on the quay.");
        edited(
                article,
                content -> ((ObjectNode) content.path("blocks").path(0)).put("text", "They broke, on the Quay."));
        makesReady(article);
        people.paul().asks(article, "publish-article", Map.of("kind", "REFILE")).with(200);
        edited(
                article,
                content -> content.withArray("blocks")
                        .addObject()
                        .put("kind", "paragraph")
                        .put("id", "b2")
                        .put("text", "There is more to come."));
        makesReady(article);
        people.paul().asks(article, "publish-article", Map.of("kind", "REFILE")).refused(409, "refile-changes-words");
    }

    @Test
    void a_correction_is_of_passages_that_changed_and_says_which() {
        var article = people.publishes("city", "Tides on the quay", "The tide rose on the quay.");
        var told = Map.of("wrong", "We said that it rose", "right", "It fell");
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "CORRECTION", "note", told))
                .refused(409, "nothing-new");
        people.rewrites(article, "The tide fell on the quay.");
        makesReady(article);
        people.paul()
                .asks(
                        article,
                        "publish-article",
                        Map.of(
                                "kind",
                                "CORRECTION",
                                "note",
                                Map.of("wrong", "It rose", "right", "It fell", "passages", List.of("headline"))))
                .refused(409, "nothing-new");
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "CORRECTION", "note", told))
                .with(200);
        var notes = stet.world().sees("/api/published/" + people.slug(article)).path("notes");
        assertThat(notes.path(0).path("passages").values())
                .extracting(JsonNode::asString)
                .containsExactly("body/0");
        people.rewrites(article, "The tide fell by the quay.");
        makesReady(article);
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "CORRECTION", "note", told))
                .refused(409, "nothing-new");
    }

    // ---- What goes out without a check

    @Test
    void what_lacks_both_sign_offs_goes_out_in_one_act_once_and_all_of_it_or_nothing() {
        var article = people.drafts("city", "Smoke over the quay", "Smoke rose over the quay.");
        var before = stet.events();
        var waivesOne = Map.of("kind", "ORIGINAL", "waiving", waiving("FACTS"));
        var refused = people.paul().asks(article, "publish-article", waivesOne).refused(409, "not-ready");
        assertThat(refused.json().path("obstacles")).hasSize(1);
        for (var waiving : List.of(waiving(), waiving("FACTS", "PRIMARY_SOURCE"), waiving("BYLINE"))) {
            people.paul()
                    .asks(article, "publish-article", Map.of("kind", "ORIGINAL", "waiving", waiving))
                    .refused(422, "invalid");
        }
        assertThat(stet.events()).isEqualTo(before);

        var waivesBoth = Map.of("kind", "ORIGINAL", "waiving", waiving("CAPTIONS", "FACTS"), "revision", 1);
        var once = people.paul().with("Idempotency-Key", "smoke-1");
        var done = once.asks(article, "publish-article", waivesBoth).with(200).text();
        assertThat(once.asks(article, "publish-article", waivesBoth).with(200).text())
                .isEqualTo(done);
        assertThat(stet.events() - before).isEqualTo(3);
        assertThat(people.stella()
                        .sees("/api/articles/" + article + "/history")
                        .path("entries")
                        .values())
                .extracting(entry -> entry.path("kind").asString())
                .endsWith("article.check-waived", "article.check-waived", "article.edition-published");
        assertThat(stet.world().gets("/news/" + people.slug(article)).status()).isEqualTo(200);
    }

    @Test
    void on_the_page_it_is_one_form_which_offers_just_what_is_missing() {
        var article = people.drafts("city", "Foam on the quay", "Foam lay on the quay.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        var panel = "/newsroom/articles/" + article + "/publishing";
        var boxes = "input[name=waiving.checks:all]";
        var shown = Jsoup.parse(people.paul().gets(panel).with(200).text());
        assertThat(shown.select(boxes).eachAttr("value")).containsExactly("CAPTIONS");

        var publishing = Map.of(
                "_panel", "publishing",
                "_about", "edition-ORIGINAL",
                "kind", "ORIGINAL",
                "revision:number", "1",
                "waiving.checks:all", "CAPTIONS");
        var command = "/newsroom/articles/" + article + "/publish-article";
        var withoutReason = form(people.paul(), command, publishing);
        assertThat(withoutReason.status()).isEqualTo(409);
        var again = Jsoup.parse(withoutReason.text());
        assertThat(again.select("#refused").text()).contains("The reason for the waiver is missing");
        assertThat(again.select(boxes + "[checked]").eachAttr("value")).containsExactly("CAPTIONS");
        assertThat(again.select("details[open] " + boxes)).hasSize(1);

        var whole = new HashMap<>(publishing);
        whole.put("waiving.reason?", "There is no picture yet");
        assertThat(form(people.paul(), command, whole).status()).isEqualTo(303);
        var out = Jsoup.parse(people.paul().gets(panel).with(200).text());
        assertThat(out.select("#edition-title")).isNotEmpty();
        assertThat(out.select(boxes)).isEmpty();
    }

    // ---- What another rule would have stopped

    @Test
    void standards_see_which_editions_another_rule_would_have_stopped_part_by_part() {
        var since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        people.publishes("city", "Swans at the quay", "Swans swam by the quay.");
        var waived = people.drafts("city", "Seals at the quay", "Seals lay by the quay.");
        people.paul()
                .asks(waived, "publish-article", Map.of("kind", "ORIGINAL", "waiving", waiving("FACTS", "CAPTIONS")))
                .with(200);
        people.rewrites(waived, "Seals slept by the quay.");
        people.wanda().asks(waived, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(waived, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(waived, "sign-off-captions", Map.of()).with(200);
        people.paul().asks(waived, "publish-article", Map.of("kind", "UPDATE")).with(200);

        var asked = "/api/rehearsals?require=no-waived-check&since=" + since;
        var all = people.stella().sees(asked);
        assertThat(all.path("next").isNull()).isTrue();
        assertThat(counts(all)).containsExactly(2, 3, 1);
        var story = all.path("stories").path(0);
        assertThat(all.path("stories")).hasSize(1);
        assertThat(story.path("article").asString()).isEqualTo(waived);
        assertThat(story.path("headline").asString()).isEqualTo("Seals at the quay");
        assertThat(story.path("editions")).hasSize(1);
        assertThat(story.path("editions").path(0).path("edition").asInt()).isEqualTo(1);
        assertThat(story.path("editions")
                        .path(0)
                        .path("lacks")
                        .path(0)
                        .path("sentence")
                        .asString())
                .isEqualTo("It went out without the sign-offs of the facts and of the captions, on a waiver");
        assertThat(counts(people.stella().sees(asked.replace("no-waived-check", "rules-of-today"))))
                .containsExactly(2, 3, 0);
        assertThat(counts(people.stella().sees(asked.replace("no-waived-check", "rest-after-changes:60"))))
                .containsExactly(2, 3, 3);

        var part = people.stella().sees(asked + "&limit=1");
        var seen = part.path("stories").size();
        while (!part.path("next").isNull()) {
            part = people.stella()
                    .sees(asked + "&limit=1&after=" + part.path("next").asString());
            seen += part.path("stories").size();
        }
        assertThat(seen).isEqualTo(1);
        assertThat(counts(part)).containsExactly(2, 3, 1);

        people.wanda().gets(asked).refused(403, "role-missing");
        stet.administrator().gets(asked).refused(403, "role-missing");
        for (var unfit : List.of(
                "require=everything",
                "require=sources:11",
                "require=sources&require=sources:3",
                "require=sources&limit=0")) {
            people.stella().gets("/api/rehearsals?" + unfit).refused(422, "invalid");
        }
    }

    @Test
    void what_was_killed_is_named_and_not_quoted_where_a_rule_would_have_stopped_it() {
        var since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var article = people.drafts("city", "Whales off the quay", "Whales swam off the quay.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        raises(people.chidi(), article, "FACT", "Whales swam");
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c2", "sources", List.of(named("2026-02-11"))))
                .with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(article, "sign-off-captions", Map.of()).with(200);
        people.paul().asks(article, "publish-article", ORIGINAL).with(200);
        var asked = "/api/rehearsals?require=sources:2&since=" + since;
        assertThat(people.stella().sees(asked).toString()).contains("\"words\":[\"Whales swam\"]");
        people.stella()
                .asks(article, "kill-article", Map.of("reason", "They were seals", "notice", "We were wrong"))
                .with(200);
        var killed = people.stella().sees(asked);
        assertThat(counts(killed)).containsExactly(1, 1, 1);
        assertThat(killed.toString()).contains(article, "fewer than 2 sources").doesNotContain("Whales swam");
    }

    @Test
    void on_the_page_a_standards_editor_ticks_what_would_be_asked() {
        var article = people.drafts("city", "Otters at the quay", "Otters played by the quay.");
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL", "waiving", waiving("FACTS", "CAPTIONS")))
                .with(200);
        var form = Jsoup.parse(
                people.stella().gets("/newsroom/rehearsal").with(200).text());
        var offered = people.stella().sees("/api/rehearsals/requirements").path("requirements").values().stream()
                .map(each -> each.path("require").asString().replaceAll(":.*", ""))
                .toList();
        assertThat(offered).hasSizeGreaterThan(8);
        assertThat(form.select("input[name=require]").eachAttr("value")).isEqualTo(offered);

        var day = Instant.now().minus(Duration.ofDays(1)).toString().substring(0, 10);
        var shown = Jsoup.parse(people.stella()
                .gets("/newsroom/rehearsal?require=no-waived-check&sources=3&since=" + day)
                .with(200)
                .text());
        assertThat(shown.select("#so-far").text()).contains("would not have gone out");
        assertThat(shown.select("#stopped a").eachAttr("href")).contains("/newsroom/articles/" + article + "/history");
        assertThat(shown.select("input[name=require][checked]").eachAttr("value"))
                .containsExactly("no-waived-check");
        assertThat(shown.select("input[name=sources]").val()).isEqualTo("3");

        var unfit = people.stella().gets("/newsroom/rehearsal?require=sources&sources=many");
        assertThat(unfit.status()).isEqualTo(422);
        assertThat(Jsoup.parse(unfit.text()).select("#refused").text()).contains("whole number");
        assertThat(people.paul().gets("/newsroom/rehearsal").status()).isEqualTo(403);
    }

    private static List<Integer> counts(JsonNode part) {
        return List.of(
                part.path("articles").asInt(),
                part.path("editions").asInt(),
                part.path("stopped").asInt());
    }

    private static Map<String, Object> waiving(String... checks) {
        return Map.of("checks", List.of(checks), "reason", "It is urgent");
    }

    // ---- Schedules

    @Test
    void a_hold_takes_the_schedule_back_and_nothing_goes_out_at_its_time() {
        var article = people.publishes("city", "Gulls on the quay", "Gulls sat on the quay.");
        people.rewrites(article, "Some gulls sat on the quay.");
        makesReady(article);
        var due = soon(Duration.ofSeconds(4));
        people.paul()
                .asks(article, "schedule-publication", Map.of("kind", "UPDATE", "due", due.toString()))
                .with(200);
        people.stella()
                .asks(article, "hold-article", Map.of("reason", "A call came in"))
                .with(200);
        assertThat(article(article).path("scheduleDropped").asString()).contains("on hold");
        people.paul()
                .asks(
                        article,
                        "schedule-publication",
                        Map.of("kind", "UPDATE", "due", due.plusSeconds(60).toString()))
                .refused(409, "on-hold");
        people.stella().asks(article, "release-hold", Map.of()).with(200);

        // Something scheduled for after it has gone out, and it has not.
        var later = people.readies("city", "Terns on the quay", "Terns sat on the quay.");
        var after = soon(Duration.ofSeconds(2)).isAfter(due) ? soon(Duration.ofSeconds(2)) : due.plusMillis(500);
        people.paul()
                .asks(later, "schedule-publication", Map.of("kind", "ORIGINAL", "due", after.toString()))
                .with(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !article(later).path("edition").path("number").isMissingNode());
        assertThat(article(article).path("edition").path("number").asInt()).isEqualTo(1);
    }

    @Test
    void a_schedule_falls_when_a_link_leads_elsewhere_and_when_an_embargo_outlasts_it() {
        var article = people.readies("city", "Crabs on the quay", "Crabs sat on the quay.");
        var due = soon(Duration.ofHours(1));
        var schedule = Map.of("kind", "ORIGINAL", "due", due.toString());
        people.paul().asks(article, "schedule-publication", schedule).with(200);
        edited(article, content -> {
            var link = Map.of("style", "LINK", "start", 0, "end", 5, "href", "https://quay.example/crabs");
            ((ObjectNode) content.path("blocks").path(0))
                    .putPOJO("text", Map.of("words", "Crabs sat on the quay.", "marks", List.of(link)));
        });
        assertThat(article(article).path("scheduleDropped").asString()).contains("words changed");
        makesReady(article);
        people.paul().asks(article, "schedule-publication", schedule).with(200);
        people.paul()
                .asks(
                        article,
                        "set-embargo",
                        Map.of("until", due.plusSeconds(60).toString()))
                .with(200);
        assertThat(article(article).path("scheduleDropped").asString()).contains("embargo");
    }

    private static Reply publishing(String article, String ifMatch) {
        return people.paul().with("If-Match", ifMatch).posts("/api/articles/" + article + "/publish-article", ORIGINAL);
    }

    private static void edited(String article, Consumer<ObjectNode> change) {
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        change.accept(content);
        people.wanda()
                .saves(article, article(article).path("revision").asInt(), content)
                .with(200);
    }

    /** Whatever sign-off fell stands again. */
    private static void makesReady(String article) {
        if (!article(article).path("factsSignedOff").asBoolean()) {
            people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        }
    }

    private static JsonNode article(String article) {
        return people.wanda().sees("/api/articles/" + article);
    }

    private static void raises(Colleague who, String article, String kind, String words) {
        var paragraph = people.wanda()
                .sees("/api/articles/" + article + "/content")
                .path("blocks")
                .path(0)
                .path("text")
                .path("words")
                .asString();
        who.asks(
                        article,
                        "raise-claim",
                        Map.of(
                                "claimId",
                                "c2",
                                "kind",
                                kind,
                                "anchor",
                                Map.of("place", "block/b1", "start", paragraph.indexOf(words), "words", words)))
                .with(200);
    }

    private static Map<String, Object> correction(String words, Map<String, String> source) {
        return Map.of("claimId", "c2", "remedy", "REWORDED", "words", words, "sources", List.of(source));
    }

    private static Map<String, String> named(String consulted) {
        return Map.of("kind", "named", "type", "OWN_CALL", "locator", "The harbour office", "consulted", consulted);
    }

    private static Instant soon(Duration in) {
        return Instant.now().plus(in).truncatedTo(ChronoUnit.MILLIS);
    }
}
