package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.domain.content.Hash;
import tools.jackson.databind.node.ObjectNode;

/** Who reads what few may read, and that it is known. */
@Tag("program")
class ReadingInConfidenceTest {
    private static final List<String> PANELS =
            List.of("checking", "pictures", "publishing", "comments", "people", "history", "details");

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague auditor;

    @BeforeAll
    static void a_newsroom_with_an_auditor() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        auditor = stet.welcomes("otto", "Otto Lindqvist", "AUDITOR");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void an_auditor_reads_all_and_changes_nothing() {
        var article = people.publishes("city", "The lighthouse is dark", "It is dark, they say.");
        people.paul()
                .asks(article, "hold-article", Map.of("reason", "Somebody doubts it"))
                .with(200);
        stet.seals();
        for (var address : List.of(
                "/api/articles/%s",
                "/api/articles/%s/history",
                "/api/articles/%s/timeline",
                "/api/articles/%s/redline",
                "/api/articles/%s/provenance",
                "/api/articles/%s/as-of?sequence=1",
                "/api/articles",
                "/api/search?q=lighthouse",
                "/api/search/history?q=lighthouse",
                "/newsroom/search/history?q=lighthouse",
                "/api/newsroom/history",
                "/api/access",
                "/api/seal",
                "/api/seal/checkpoint",
                "/api/seal/pack?article=%s",
                "/access",
                "/newsroom",
                "/newsroom/seal",
                "/newsroom/articles/%s/timeline")) {
            auditor.gets(address.formatted(article)).with(200);
        }
        for (var address : List.of("/readers", "/api/backup", "/newsroom/people")) {
            assertThat(auditor.gets(address).status()).as(address).isEqualTo(403);
        }

        var before = stet.events();
        var signedIn = stet.inBrowser("otto", RunningStet.PASSWORD);
        var content = signedIn.sees("/api/articles/" + article + "/content");
        assertThat(signedIn.asks(article, "add-comment", Map.of("text", "Well?"))
                        .refused(403, "role-missing")
                        .sentence())
                .startsWith("An auditor reads and changes nothing");
        signedIn.asks(article, "release-hold", Map.of()).refused(403, "role-missing");
        signedIn.asks(article, "kill-article", Map.of("reason", "No", "notice", "No."))
                .refused(403, "role-missing");
        signedIn.saves(article, 1, content).refused(403, "role-missing");
        signedIn.posts("/api/articles", Map.of("desk", "city", "content", content))
                .refused(403, "role-missing");
        signedIn.posts("/api/newsroom/open-desk", Map.of("desk", "moon", "name", "Moon"))
                .refused(403, "role-missing");
        signedIn.posts("/api/pictures", "image/jpeg", Photograph.jpeg(8, 8)).refused(403, "role-missing");
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void the_pages_offer_an_auditor_nothing_to_do() {
        var article = people.drafts("city", "The pier is new", "It is new, they say.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.claims(article, "The pier is new");
        var signedIn = stet.inBrowser("otto", RunningStet.PASSWORD);
        for (var panel : PANELS) {
            var page = Jsoup.parse(signedIn.gets("/newsroom/articles/" + article + "/" + panel)
                    .with(200)
                    .text());
            assertThat(page.select("main form[method=post], main [data-edits]"))
                    .as(panel)
                    .isEmpty();
        }
        var page = Jsoup.parse(signedIn.gets("/newsroom").with(200).text());
        assertThat(page.select("#many, [draggable=true], a[href=/newsroom/new], a[href=/newsroom/people]"))
                .isEmpty();
        assertThat(page.select("header a[href=/access], header a[href=/newsroom/seal]"))
                .hasSize(2);
    }

    @Test
    void an_auditors_program_reads_and_no_more() {
        var signedIn = stet.inBrowser("otto", RunningStet.PASSWORD);
        for (var scopes : List.of(List.of("READ", "WRITE"), List.of("ADMINISTER"))) {
            assertThat(signedIn.posts("/api/tokens", Map.of("label", "More", "scopes", scopes))
                            .refused(422, "invalid")
                            .sentence())
                    .startsWith("An auditor reads and changes nothing");
        }
        assertThat(Jsoup.parse(signedIn.gets("/newsroom/account").with(200).text())
                        .select("input[name=scope]")
                        .eachAttr("value"))
                .containsExactly("read");
        auditor.posts("/api/seal/verification", Map.of()).refused(403, "beyond-its-scope");
    }

    @Test
    void a_confidential_article_is_not_there_to_all_but_its_own_people() {
        var article = people.drafts("city", "The quarry is sold", "It is sold, they say.");
        var pages = List.of(
                "/api/articles/" + article,
                "/api/articles/" + article + "/timeline",
                "/newsroom/articles/" + article,
                "/newsroom/articles/" + article + "/preview");
        desk("paul", "city");
        people.chidi().gets(pages.getFirst()).with(200);

        people.paul()
                .asks(
                        article,
                        "make-confidential",
                        Map.of("readers", List.of("pia"), "reason", "A source is in danger"))
                .with(200);

        for (var reader : List.of(people.wanda(), people.paul(), people.pia(), people.stella(), auditor)) {
            pages.forEach(page -> reader.gets(page).with(200));
            assertThat(lists(reader)).as(reader.id()).hasSize(3).allMatch(text -> text.contains(article));
        }
        var stranger = stet.welcomes("carla", "Carla Winge", "WRITER", "CHECKER", "PICTURE_EDITOR");
        for (var other : List.of(people.chidi(), stranger, stet.administrator())) {
            for (var page : pages) {
                assertThat(other.gets(page).status()).as(page).isEqualTo(other == stet.administrator() ? 403 : 404);
            }
            assertThat(lists(other)).as(other.id()).noneMatch(text -> text.contains(article));
        }
        people.chidi().asks(article, "add-comment", Map.of("text", "Well?")).refused(404, "no-such-article");
        assertThat(recorded("stella")).isNotEmpty().allMatch(about -> about.equals(article));
        assertThat(recorded("paul")).isEmpty();

        people.stella().asks(article, "lift-confidentiality", Map.of()).with(200);
        people.chidi().gets(pages.getFirst()).with(200);
    }

    @Test
    void nobody_comes_to_see_a_picture_by_naming_it_in_an_article_of_theirs() {
        var article = people.drafts("city", "The dam leaks", "It leaks, they say.");
        var bytes = Photograph.jpeg(72, 48);
        var picture = people.keeps(bytes);
        people.shows(article, "f1", picture);
        people.paul()
                .asks(article, "make-confidential", Map.of("readers", List.of(), "reason", "A source is in danger"))
                .with(200);
        var other = stet.welcomes("olga", "Olga Lind", "WRITER");
        var own = drafts(other, Map.of("caption", "The dam."))
                .with(201)
                .json()
                .at("/receipt/id")
                .asString();
        var unknown = Hash.ofBytes(Photograph.jpeg(71, 48)).value();
        var before = stet.events();

        var nowhere = shows(other, own, unknown).refused(422, "invalid");
        var there = shows(other, own, picture).refused(422, "invalid");

        assertThat(there.sentence().replace(picture, unknown))
                .contains("send the file first")
                .isEqualTo(nowhere.sentence());
        drafts(other, Map.of("caption", "The dam.", "file", picture)).refused(422, "invalid");
        other.gets("/api/pictures/" + picture).with(404);
        assertThat(stet.events()).isEqualTo(before);

        people.shows(article, "f2", picture);
        other.posts("/api/pictures", "image/jpeg", bytes).with(200);
        shows(other, own, picture).with(200);
    }

    @Test
    void a_publisher_opens_what_is_not_theirs_with_a_reason_and_everybody_concerned_knows() {
        var article = people.drafts("city", "The mayor resigns", "She resigns, they say.");
        var petra = stet.welcomes("petra", "Petra Voss", "PUBLISHER");
        people.stella()
                .asks(article, "make-confidential", Map.of("readers", List.of(), "reason", "For the lawyers"))
                .with(200);

        var signedIn = stet.inBrowser("petra", RunningStet.PASSWORD);
        var closed = signedIn.gets("/newsroom/articles/" + article);
        var nothing = signedIn.gets("/newsroom/articles/nothing");
        assertThat(closed.status()).isEqualTo(404);
        assertThat(closed.text().replace(article, "nothing")).isEqualTo(nothing.text());
        var way =
                Jsoup.parse(closed.text()).select("main a[href$=/break-glass]").attr("href");
        assertThat(way).isEqualTo("/newsroom/articles/" + article + "/break-glass");
        assertThat(Jsoup.parse(people.chidi()
                                .gets("/newsroom/articles/" + article)
                                .text())
                        .select("a[href$=/break-glass]"))
                .isEmpty();
        people.chidi().gets(way).with(404);

        var form = Jsoup.parse(signedIn.gets(way).with(200).text()).select("main form");
        assertThat(form.attr("action")).isEqualTo(way);
        assertThat(opens(signedIn, way, "").status()).isEqualTo(409);
        assertThat(signedIn.gets("/newsroom/articles/" + article).status()).isEqualTo(404);
        assertThat(opens(signedIn, "/newsroom/articles/nothing/break-glass", "I must")
                        .status())
                .isEqualTo(409);
        var opened = opens(signedIn, way, "It is about to go out");
        assertThat(opened.status()).isEqualTo(303);
        assertThat(signedIn.gets("/newsroom/articles/" + article).with(200).text())
                .contains("The mayor resigns");
        assertThat(petra.gets("/api/articles/" + article + "/history").with(200).text())
                .contains("though it was not theirs: It is about to go out");
        assertThat(recorded("petra")).hasSize(2).allMatch(about -> about.equals(article));
        assertThat(lists(petra)).noneMatch(text -> text.contains(article));
        for (var told : List.of(people.stella(), people.wanda())) {
            assertThat(told.gets("/newsroom/notices").with(200).text()).contains("Petra Voss opened it for an hour");
        }

        var another = people.drafts("city", "The ferry sinks", "It sinks, they say.");
        petra.asks(another, "break-glass", Map.of("reason", "I must")).refused(409, "already-so");
        people.chidi().asks(article, "break-glass", Map.of("reason", "I must")).refused(403, "role-missing");
        stet.welcomes("percy", "Percy Holt", "PUBLISHER")
                .asks("nothing", "break-glass", Map.of("reason", "I must"))
                .refused(404, "no-such-article");
    }

    @Test
    void who_read_who_a_confidential_source_is_is_known_to_whoever_audits_and_to_standards() {
        var article = people.drafts("city", "The bank fails", "It fails, they say.");
        people.claims(article, "The bank fails");
        var insider = Map.of(
                "kind",
                "confidential",
                "type",
                "OWN_CALL",
                "consulted",
                "2026-02-11",
                "locator",
                "Somebody inside",
                "note",
                "Called twice",
                "readers",
                List.of("pia"));
        people.chidi()
                .with("Idempotency-Key", "once")
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(insider)))
                .with(200);
        var source = people.wanda()
                .sees("/api/articles/" + article)
                .at("/claims/0/sources/0/id")
                .asString();
        people.pia().gets("/api/articles/" + article + "/sources/" + source).with(200);
        auditor.gets("/api/articles/" + article + "/sources/" + source).refused(404, "no-such-source");

        for (var reader : List.of(auditor, people.stella(), stet.administrator())) {
            var events = reader.sees("/api/access?kind=SOURCE_READ&article=" + article)
                    .path("events");
            assertThat(events.valueStream().map(event -> event.path("who").asString()))
                    .as(reader.id())
                    .containsExactly("pia");
            assertThat(events.at("/0/about").asString()).isEqualTo(source + " of " + article);
            assertThat(reader.gets("/access?kind=SOURCE_READ&article=" + article)
                            .with(200)
                            .text())
                    .contains("Read who a confidential source is", "Pia Lund");
        }
        people.pia().gets("/api/access?article=" + article).refused(403, "role-missing");
        assertThat(auditor.sees("/api/access?kind=SOURCE_READ&article=nothing").path("events"))
                .isEmpty();
    }

    private static Reply drafts(Colleague writer, Map<String, ?> picture) {
        var figure = Map.of("kind", "figure", "id", "f1", "picture", picture);
        return writer.posts(
                "/api/articles",
                Map.of("desk", "city", "content", Map.of("headline", "Water", "blocks", List.of(figure))));
    }

    private static Reply shows(Colleague writer, String article, String file) {
        var content = writer.sees("/api/articles/" + article + "/content");
        ((ObjectNode) content.at("/blocks/0/picture")).put("file", file);
        return writer.saves(article, 1, content);
    }

    private static Reply opens(Colleague person, String address, String reason) {
        return person.posts(
                address,
                "application/x-www-form-urlencoded",
                ("reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lists(Colleague person) {
        return Stream.of("/api/articles", "/api/search?q=quarry&limit=100", "/api/search/history?q=quarry&limit=100")
                .map(address -> person.gets(address).with(200).text())
                .toList();
    }

    /** Which articles somebody read whose reading is recorded, as the log of access has it. */
    private static List<String> recorded(String person) {
        return auditor.sees("/api/access?limit=200")
                .path("events")
                .valueStream()
                .filter(event -> event.path("kind").asString().equals("READ_IN_CONFIDENCE"))
                .filter(event -> event.path("who").asString().equals(person))
                .map(event -> event.path("about").asString())
                .toList();
    }

    private static void desk(String person, String desk) {
        stet.administrator()
                .posts("/api/newsroom/change-desks", Map.of("person", person, "desks", List.of(desk)))
                .with(200);
    }
}
