package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.Reply;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;

/** The newsroom is kept in a browser, without scripts. */
@Tag("program")
class AdministrationTest {
    private static final String OWN = "quite another few words";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static Colleague ada;

    @BeforeAll
    static void it_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        ada = stet.inBrowser("administrator", RunningStet.PASSWORD);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void its_pages_are_for_administrators_alone() {
        var wanda = stet.inBrowser("wanda", RunningStet.PASSWORD);
        for (var path : List.of(
                "/newsroom/people",
                "/newsroom/people/wanda",
                "/newsroom/people/wanda/farewell",
                "/newsroom/desks",
                "/newsroom/settings",
                "/newsroom/backup",
                "/newsroom/seal",
                "/readers")) {
            assertThat(page(ada.gets(path)).select(".bar a[aria-current]").text())
                    .as(path)
                    .isEqualTo("Administration");
            wanda.gets(path).with(403);
            stet.world().gets(path).with(302);
        }
        assertThat(wanda.gets("/newsroom").with(200).text()).doesNotContain("/newsroom/people");
        form(wanda, "/newsroom/people/chidi/farewell", Map.of()).with(403);
        form(wanda, "/newsroom/settings/name", Map.of("name", "Mine")).with(403);
        assertThat(ada.sees("/api/people").toString()).contains("Chidi Okafor");
    }

    @Test
    void somebody_is_invited_by_a_link_that_is_shown_once_and_chooses_a_password_behind_it_once() {
        var shown = page(form(ada, "/newsroom/people/invite", "name=Zo%C3%AB+Marin&role=WRITER&role=CHECKER&at=city"));
        var link = shown.select("code.secret").text();
        var path = link.replaceAll("^https?://[^/]+", "");
        assertThat(link).contains("/set-password?key=");
        assertThat(page(ada.gets("/newsroom/people")).text())
                .contains("Zoë Marin writer checker The city Invited, until")
                .doesNotContain("/set-password");

        var guest = page(stet.world().gets(path));
        assertThat(guest.select("h1").text()).isEqualTo("Welcome, Zoë Marin");
        assertThat(guest.select("#sign-in-name").attr("value")).isEqualTo("zoe-marin");
        assertThat(form(stet.world(), "/set-password", fields(path, "zoe", "too short"))
                        .with(422)
                        .text())
                .contains("at least 12 characters");
        assertThat(form(stet.world(), "/set-password", fields(path, "wanda", OWN))
                        .with(422)
                        .text())
                .contains("Somebody else signs in as");
        form(stet.world(), "/set-password", fields(path, "zoe", OWN)).with(303);

        stet.world().gets(path).with(410);
        form(stet.world(), "/set-password", fields(path, "zoe2", OWN)).with(410);
        var zoe = stet.inBrowser("zoe", OWN);
        assertThat(zoe.sees("/api/me").path("id").asString()).isEqualTo("zoe-marin");
        assertThat(recorded("zoe-marin")).contains("INVITED", "INVITATION_USED", "SIGNED_IN");
        assertThat(page(ada.gets("/newsroom/people/zoe-marin")).text()).doesNotContain("Invite them anew");
        ada.posts("/api/people/zoe-marin/invitation", Map.of()).refused(409, "already-so");
    }

    @Test
    void a_new_invitation_ends_the_one_before_and_the_api_invites_as_the_page_does() {
        var first = stet.administrator()
                .posts("/api/people/invitations", Map.of("id", "ivo", "name", "Ivo Brandt", "roles", List.of("WRITER")))
                .with(201)
                .json();
        var second = page(form(ada, "/newsroom/people/ivo/invite", Map.of()))
                .select("code.secret")
                .text();
        stet.world().gets(path(first.path("link").asString())).with(410);
        stet.world().gets(path(second)).with(200);
        stet.administrator()
                .posts("/api/people/invitations", Map.of("name", "Ivo Brandt"))
                .refused(409, "id-taken");
        assertThat(stet.administrator()
                        .posts("/api/people/ivo/invitation", Map.of("email", "ivo@example.org"))
                        .refused(422, "invalid")
                        .sentence())
                .startsWith("No letters go out from here");
        stet.inBrowser("wanda", RunningStet.PASSWORD)
                .posts("/api/people/invitations", Map.of("name", "Nobody"))
                .refused(403, "role-missing");
        assertThat(form(ada, "/newsroom/people/invite", Map.of("name", " "))
                        .with(422)
                        .text())
                .contains("Somebody has a name");
        assertThat(stet.rows("people_link").toString()).doesNotContain(second.replaceAll(".*key=", ""));
    }

    @Test
    void roles_and_desks_change_on_somebodys_page() {
        stet.welcomes("rolf", "Rolf Tanner", "WRITER");
        form(ada, "/newsroom/people/rolf/roles", "role=PUBLISHER&role=WRITER").with(303);
        form(ada, "/newsroom/people/rolf/desks", "at=city").with(303);
        assertThat(page(ada.gets("/newsroom/people/rolf"))
                        .select("input[checked]")
                        .eachAttr("value"))
                .containsExactly("WRITER", "PUBLISHER", "city");
        form(ada, "/newsroom/people/rolf/roles", "").with(303);
        assertThat(page(ada.gets("/newsroom/people/rolf"))
                        .select("input[checked]")
                        .eachAttr("value"))
                .containsExactly("city");
        assertThat(form(ada, "/newsroom/people/administrator/roles", "role=WRITER")
                        .with(409)
                        .text())
                .contains("this is the last administrator");
        ada.gets("/newsroom/people/nobody").with(404);
    }

    @Test
    void a_password_is_reset_after_a_question_and_shown_once() {
        stet.welcomes("pelle", "Pelle Strand", "WRITER");
        var before = stet.inBrowser("pelle", RunningStet.PASSWORD);
        assertThat(page(ada.gets("/newsroom/people/pelle/password"))
                        .select(".confirm")
                        .text())
                .contains("Pelle Strand is signed out everywhere");
        before.gets("/api/me").with(200);
        var password = page(form(ada, "/newsroom/people/pelle/password", Map.of()))
                .select("code.secret")
                .text();
        before.gets("/api/me").with(401);
        assertThat(password).matches("(\\w{5}-){4}\\w{5}");
        assertThat(page(ada.gets("/newsroom/people/pelle")).text())
                .contains("Was given a password, good until")
                .doesNotContain(password);
    }

    @Test
    void whoever_leaves_has_nothing_any_more_and_those_concerned_are_told() {
        var omar = stet.welcomes("omar", "Omar Said", "CHECKER");
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        people.paul()
                .asks(article, "assign-article", Map.of("person", "omar", "role", "CHECKER"))
                .with(200);
        var asked = page(ada.gets("/newsroom/people/omar/farewell"));
        assertThat(asked.select(".confirm").text())
                .contains("Omar Said leaves?", "An article that you do not read, at the desk The city, as checker")
                .doesNotContain("Rain over Tolvik");
        var browser = stet.inBrowser("omar", RunningStet.PASSWORD);
        assertThat(omar.gets("/api/me").status()).isEqualTo(200);
        assertThat(browser.gets("/api/me").status()).isEqualTo(200);

        form(ada, "/newsroom/people/omar/farewell", Map.of()).with(303);

        omar.gets("/api/me").with(401);
        browser.gets("/api/me").with(401);
        stet.world()
                .posts("/api/session", Map.of("name", "omar", "password", RunningStet.PASSWORD))
                .refused(422, "wrong-password");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !people.paul()
                        .sees("/api/articles/" + article)
                        .toString()
                        .contains("\"omar\""));
        for (var concerned : List.of("paul", "wanda")) {
            assertThat(page(stet.inBrowser(concerned, RunningStet.PASSWORD).gets("/newsroom/notices"))
                            .text())
                    .contains("Omar Said, who had it as checker, has left");
        }
        assertThat(page(people.paul().gets("/newsroom/articles/" + article + "/history"))
                        .text())
                .contains("Took Omar Said off as checker");
        assertThat(recorded("omar")).contains("LEFT", "TOKENS_ENDED");
        assertThat(page(ada.gets("/newsroom/people")).select("details").text()).contains("Omar Said");
        ada.gets("/newsroom/people/omar").with(404);
    }

    @Test
    void desks_are_opened_renamed_and_closed() {
        form(ada, "/newsroom/desks/open", Map.of("id", "sport", "name", "Sport"))
                .with(303);
        form(ada, "/newsroom/desks/sport/rename", Map.of("name", "Games")).with(303);
        var article = people.drafts("sport", "The final", "It was played.");
        assertThat(page(ada.gets("/newsroom/desks/sport/close"))
                        .select(".confirm")
                        .text())
                .contains("Close the desk Games?", "What stands there (1 article) stays");
        form(ada, "/newsroom/desks/sport/close", Map.of()).with(303);

        assertThat(page(people.wanda().gets("/newsroom/new")).select("option").eachText())
                .doesNotContain("Games");
        people.wanda()
                .posts(
                        "/api/articles",
                        Map.of("desk", "sport", "content", Map.of("headline", "Another", "blocks", List.of())))
                .refused(409, "desk-closed");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        assertThat(page(people.wanda().gets("/newsroom/articles/" + article + "/people"))
                        .select("select[name=desk] option[selected]")
                        .text())
                .isEqualTo("Games");

        // How many there are is the desk's, which follows.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(page(ada.gets("/newsroom/desks")).text()).contains("Closed 1 article, 0 people."));
        form(ada, "/newsroom/desks/sport/reopen", Map.of()).with(303);
        form(ada, "/newsroom/desks/sport/close-reading", Map.of()).with(303);
        assertThat(page(ada.gets("/newsroom/desks")).text()).contains("Its own people alone read it");
        form(ada, "/newsroom/desks/sport/open-reading", Map.of()).with(303);
        form(ada, "/newsroom/desks/open", Map.of("id", "no good", "name", "x")).with(422);
        form(ada, "/newsroom/desks/open", Map.of("id", "city", "name", "City")).with(409);
        ada.gets("/newsroom/desks/gardening/close").with(404);
    }

    @Test
    void what_the_newsroom_is_set_to_is_followed_everywhere_from_then_on() {
        var published = people.publishes("city", "Snow over Tolvik", "It snowed.");
        var slug = "/news/" + people.slug(published);
        var tag = stet.world().gets(slug).with(200).header("ETag");

        form(ada, "/newsroom/settings/name", Map.of("name", "The Tolvik Post")).with(303);
        form(ada, "/newsroom/settings/zone", Map.of("zone", "Asia/Kathmandu")).with(303);
        form(ada, "/newsroom/settings/language", Map.of("language", "de")).with(303);
        form(ada, "/newsroom/settings/quotation-marks", Map.of("language", "de", "style", "»«›‹"))
                .with(303);

        for (var read : List.of("/", slug, "/news/nothing-here")) {
            assertThat(Jsoup.parse(stet.world().gets(read).text())
                            .select(".masthead .name")
                            .text())
                    .as(read)
                    .isEqualTo("The Tolvik Post");
        }
        assertThat(stet.world().gets(slug).text()).contains("GMT+05:45").doesNotContain("UTC");
        assertThat(stet.world().gets(slug).header("ETag")).isNotEqualTo(tag);
        assertThat(page(people.wanda().gets("/newsroom")).title()).isEqualTo("The desk – The Tolvik Post");
        assertThat(page(stet.world().gets("/sign-in")).title()).isEqualTo("Sign in – The Tolvik Post");
        assertThat(page(stet.world().gets("/forgotten-password")).title())
                .isEqualTo("Forgotten password – The Tolvik Post");

        var article = people.drafts("city", "Neues aus Tolvik", "Es hat geschneit.");
        assertThat(people.wanda()
                        .sees("/api/articles/" + article + "/content")
                        .path("language")
                        .asString(""))
                .isEqualTo("de");
        assertThat(people.wanda()
                        .gets("/newsroom/articles/" + article)
                        .with(200)
                        .text())
                .contains("»")
                .contains("‹");
        var due = people.readies("city", "Morgen in Tolvik", "Es wird tauen.");
        form(
                        stet.inBrowser("paul", RunningStet.PASSWORD),
                        "/newsroom/articles/" + due + "/set-embargo",
                        Map.of("until:moment", "2099-01-01T12:00"))
                .with(303);
        assertThat(people.paul().sees("/api/articles/" + due).toString()).contains("2099-01-01T06:15:00Z");

        form(ada, "/newsroom/settings/zone", Map.of("zone", "Europe/Atlantis")).with(422);
        form(ada, "/newsroom/settings/language", Map.of("language", "no such")).with(422);
        form(ada, "/newsroom/settings/quotation-marks", Map.of("language", "de", "style", "<>"))
                .with(422);
        stet.administrator()
                .posts("/api/newsroom/set-zone", Map.of("zone", "UTC"))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/set-language", Map.of("language", "en"))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/name-newsroom", Map.of("name", "Stet"))
                .with(200);
    }

    @Test
    void a_backup_is_taken_on_a_page_that_says_when_the_last_one_was() {
        var link = page(ada.gets("/newsroom/backup")).select("a.button").attr("href");
        assertThat(ada.gets(link).with(303).header("Location")).isEqualTo("/api/backup");
        assertThat(ada.gets("/api/backup").with(200).bytes()).startsWith('P', 'K');
        assertThat(page(ada.gets("/newsroom/backup")).text()).contains("The last one was taken", "by Administrator");
    }

    private static List<String> recorded(String whom) {
        return stet.administrator().sees("/api/access?limit=200").path("events").values().stream()
                .filter(event -> event.path("whom").asString("").equals(whom))
                .map(event -> event.path("kind"))
                .map(JsonNode::asString)
                .toList();
    }

    private static String path(String link) {
        return link.replaceAll("^https?://[^/]+", "");
    }

    private static Map<String, String> fields(String path, String name, String password) {
        return Map.of("key", path.replaceAll(".*key=", ""), "sign-in-name", name, "password", password);
    }

    private static Document page(Reply reply) {
        return Jsoup.parse(reply.with(200).text());
    }

    private static Reply form(Colleague who, String path, Map<String, String> fields) {
        var said = new StringBuilder();
        fields.forEach((name, value) -> said.append(said.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form(who, path, said.toString());
    }

    private static Reply form(Colleague who, String path, String fields) {
        return who.posts(path, "application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
    }
}
