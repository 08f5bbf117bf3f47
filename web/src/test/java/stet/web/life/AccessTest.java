package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens at the door is recorded beside the newsroom's ledger, for those who have to know. */
@Tag("program")
class AccessTest {
    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Colleague administrator;
    private static Colleague stella;
    private static Colleague wanda;

    @BeforeAll
    static void a_newsroom_has_a_door() {
        stet = RunningStet.in(directory);
        administrator = stet.administrator();
        wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
        stella = stet.welcomes("stella", "Stella Marsh", "STANDARDS");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void administrators_and_standards_read_it_and_nobody_else() {
        administrator.gets("/api/access").with(200);
        stella.gets("/api/access").with(200);
        wanda.gets("/api/access").refused(403, "role-missing");
        stet.world().gets("/api/access").refused(401, "not-signed-in");

        assertThat(administrator.gets("/access").with(200).text())
                .contains("Was given a first password", "Wanda Winter");
        assertThat(stella.gets("/access").with(200).text()).contains("Signed in");
        wanda.gets("/access").with(403);
        stet.world().gets("/access").with(302);
        assertThat(administrator.gets("/newsroom/people").with(200).text()).contains("href=\"/access\"");
        assertThat(stella.gets("/newsroom").with(200).text()).contains("href=\"/access\"");
        assertThat(wanda.gets("/newsroom").with(200).text()).doesNotContain("href=\"/access\"");
    }

    @Test
    void passwords_tokens_sign_ins_and_backups_are_recorded_with_who_whom_and_from_where() {
        var before = stet.events();
        stet.welcomes("ida", "Ida Berg", "WRITER");
        var browser = stet.inBrowser("ida", RunningStet.PASSWORD);
        var made = browser.posts("/api/tokens", Map.of("label", "The wire"))
                .with(201)
                .json();
        browser.deletes("/api/tokens/" + made.path("id").asString()).with(204);
        browser.deletes("/api/tokens/" + made.path("id").asString()).with(204);
        browser.posts("/api/me/password", Map.of("current", RunningStet.PASSWORD, "new", "another four words"))
                .with(204);
        administrator
                .posts("/api/people/ida/password", Map.of("password", "yet another four words"))
                .with(200);
        stella.gets("/api/backup").refused(403, "role-missing");
        administrator.gets("/api/backup").with(200);

        var ofIda = all().stream()
                .filter(event -> event.path("whom").asString("").equals("ida"))
                .toList()
                .reversed();
        assertThat(ofIda.stream().map(event -> event.path("kind").asString()))
                .containsExactly(
                        "PASSWORD_GRANTED",
                        "SIGNED_IN",
                        "PASSWORD_CHANGED",
                        "TOKEN_MADE",
                        "SIGNED_IN_ELSEWHERE",
                        "TOKEN_MADE",
                        "TOKEN_ENDED",
                        "PASSWORD_CHANGED",
                        "TOKENS_ENDED",
                        "PASSWORD_RESET");
        assertThat(ofIda).allSatisfy(event -> {
            assertThat(event.path("address").asString()).isEqualTo("127.0.0.1");
            assertThat(event.path("outcome").asString()).isEqualTo("done");
        });
        assertThat(ofIda.getFirst().path("who").asString()).isEqualTo("administrator");
        assertThat(ofIda.getLast().path("who").asString()).isEqualTo("administrator");
        assertThat(ofIda.get(6).path("about").asString())
                .isEqualTo(made.path("id").asString());
        assertThat(all())
                .filteredOn(event -> event.path("kind").asString().equals("BACKUP_TAKEN"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("who").asString()).isEqualTo("administrator");
                    assertThat(event.path("about").asString())
                            .startsWith("stet-")
                            .endsWith(".zip");
                });
        assertThat(stet.events())
                .as("the newsroom's ledger has only that she joined")
                .isEqualTo(before + 1);
        assertThat(stet.rows("people_access"))
                .noneMatch(row -> Stream.of(
                                RunningStet.PASSWORD,
                                RunningStet.GIVEN,
                                "another four words",
                                made.path("token").asString(),
                                administrator.token())
                        .anyMatch(row::contains));
    }

    @Test
    void people_see_what_was_done_with_their_sign_in_and_by_whom() {
        stet.welcomes("nils", "Nils Aho", "WRITER");
        stet.world()
                .posts("/api/session", Map.of("name", "nils", "password", "a guess"))
                .refused(422, "wrong-password");
        administrator
                .posts("/api/people/nils/password", Map.of("password", "yet another four words"))
                .with(200);
        var nils = stet.choosesAPassword("nils", "yet another four words", "four words of his own");
        var page = Jsoup.parse(nils.gets("/newsroom/account").with(200).text());
        assertThat(page.select("section[aria-labelledby=done] li p:first-child").eachText())
                .containsExactly(
                        "New: Changed their password, from 127.0.0.1.",
                        "Signed in, from 127.0.0.1.",
                        "New: Was given a new password, by Administrator, from 127.0.0.1.",
                        "New: All tokens were ended, by Administrator, from 127.0.0.1.",
                        "Was refused a sign-in, by somebody who was not signed in, from 127.0.0.1. Wrong password.",
                        "New: Made a token, from 127.0.0.1.",
                        "New: Changed their password, from 127.0.0.1.",
                        "Signed in, from 127.0.0.1.",
                        "New: Was given a first password, by Administrator, from 127.0.0.1.");
        assertThat(wanda.gets("/newsroom/account").with(200).text()).doesNotContain("Was given a new password");
    }

    @Test
    void people_are_told_at_their_next_page_until_they_have_looked_at_it() {
        stet.welcomes("olaf", "Olaf Ek", "WRITER");
        var olaf = Browser.signedIn(stet.world().address(), "olaf", RunningStet.PASSWORD);
        assertThat(told(olaf)).containsExactly("4 things were done with your sign-in. Was it you?");
        olaf.opens("/newsroom")
                .follows("4 things were done with your sign-in. Was it you?")
                .presses("I have looked at these");
        assertThat(told(olaf)).isEmpty();

        stet.inBrowser("olaf", RunningStet.PASSWORD);
        assertThat(told(olaf)).containsExactly("Something was done with your sign-in. Was it you?");
        assertThat(told(olaf)).as("until he has looked").hasSize(1);
        var account = olaf.opens("/newsroom/account");
        assertThat(account.texts("section[aria-labelledby=done] li p:has(strong)"))
                .containsExactly("New: Signed in at a new place, from 127.0.0.1.");
        account.presses("I have looked at these");
        assertThat(told(olaf)).isEmpty();
    }

    @Test
    void what_they_were_not_shown_they_have_not_looked_at() {
        stet.welcomes("pelle", "Pelle Vik", "WRITER");
        var pelle = Browser.signedIn(stet.world().address(), "pelle", RunningStet.PASSWORD);
        var shown = pelle.opens("/newsroom/account");
        stet.inBrowser("pelle", RunningStet.PASSWORD);

        shown.presses("I have looked at these");

        assertThat(told(pelle)).containsExactly("Something was done with your sign-in. Was it you?");
    }

    private static List<String> told(Browser browser) {
        return browser.opens("/newsroom").texts("p.untold");
    }

    @Test
    void nobody_is_called_like_somebody_else_or_so_that_it_looks_like_it() {
        for (var name : List.of("Wanda Winter", "wanda  winter", "W\u0430nda Winter", "Wanda W\u0456nter")) {
            administrator.posts("/api/people", newcomer("other", name, "other")).refused(409, "id-taken");
        }
        for (var signInName : List.of("w\u0430nda", "WANDA", "wand\u0430")) {
            administrator
                    .posts("/api/people", newcomer("other", "Somebody Else", signInName))
                    .refused(409, "id-taken");
        }
        assertThat(administrator.gets("/api/people").with(200).text()).doesNotContain("\"other\"");
    }

    private static Map<String, Object> newcomer(String id, String name, String signInName) {
        return Map.of("id", id, "name", name, "signInName", signInName, "roles", List.of("WRITER"));
    }

    @Test
    void refusals_are_lines_that_count_and_what_was_typed_stands_in_none() {
        var lines = stet.rows("people_access").size();
        for (var n = 0; n < 4; n++) {
            stet.world()
                    .posts("/api/session", Map.of("name", "stella", "password", "a guess of hers"))
                    .refused(422, "wrong-password");
        }
        for (var n = 0; n < 30; n++) {
            stet.world()
                    .posts("/api/session", Map.of("name", "my password is tulips", "password", "guess " + n))
                    .with(n < 5 ? 422 : 429);
            stet.world()
                    .with("Authorization", "Bearer stet_guess" + n)
                    .gets("/api/me")
                    .with(401);
        }
        var browser = stet.inBrowser("wanda", RunningStet.PASSWORD);
        var ended =
                browser.posts("/api/tokens", Map.of("label", "Lost")).with(201).json();
        browser.deletes("/api/tokens/" + ended.path("id").asString()).with(204);
        stet.world()
                .with("Authorization", "Bearer " + ended.path("token").asString())
                .gets("/api/me")
                .with(401);

        var refusals = all().stream()
                .filter(event -> !event.path("outcome").asString().equals("done"))
                .filter(event -> !event.path("whom").asString("").equals("nils"))
                .map(event -> "%s of %s because %s, %d times"
                        .formatted(
                                event.path("kind").asString(),
                                event.path("whom").asString("nobody"),
                                event.path("outcome").asString(),
                                event.path("times").asLong()))
                .toList();
        assertThat(refusals)
                .containsExactlyInAnyOrder(
                        "SIGN_IN_REFUSED of stella because wrong-password, 4 times",
                        "SIGN_IN_REFUSED of nobody because wrong-password, 5 times",
                        "SIGN_IN_REFUSED of nobody because too-many-attempts, 25 times",
                        "TOKEN_REFUSED of nobody because not-signed-in, 30 times",
                        "TOKEN_REFUSED of wanda because not-signed-in, 1 times");
        assertThat(stet.rows("people_access")).hasSize(lines + 8);
        assertThat(stet.rows("people_access"))
                .noneMatch(row -> row.contains("tulips") || row.contains("guess") || row.contains("stet_"));
    }

    @Test
    void it_is_read_page_by_page_and_nothing_comes_twice() {
        var ids = all().stream().map(event -> event.path("id").asString()).toList();
        assertThat(ids).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(ids).hasSameSizeAs(stet.rows("people_access"));

        administrator.gets("/api/access?limit=0").refused(422, "invalid");
        administrator.gets("/api/access?limit=201").refused(422, "invalid");
        administrator.gets("/api/access?after=nonsense").refused(422, "invalid");
    }

    private static List<JsonNode> all() {
        var events = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = administrator.sees("/api/access?limit=2" + next);
            page.path("events").values().forEach(events::add);
            next = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!next.isEmpty());
        return events;
    }
}
