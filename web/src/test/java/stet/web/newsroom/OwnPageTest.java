package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** What people see and set on a page of their own, without scripts. */
@Tag("program")
class OwnPageTest {
    private static final String PAGE = "/newsroom/account";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void people_come() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void where_somebody_is_signed_in_is_listed_and_ended_one_by_one() {
        stet.welcomes("ina", "Ina Sol", "WRITER");
        stet.welcomes("uwe", "Uwe Rand", "WRITER");
        var here = stet.inBrowser("ina", RunningStet.PASSWORD);
        var there = stet.inBrowser("ina", RunningStet.PASSWORD);
        var others = stet.inBrowser("uwe", RunningStet.PASSWORD);
        var sessions = here.sees("/api/me/sessions");
        assertThat(sessions.values().stream().filter(each -> each.path("here").asBoolean()))
                .hasSize(1);
        assertThat(page(here).select("section[aria-labelledby=sessions] li"))
                .hasSize(sessions.size())
                .allSatisfy(line -> assertThat(line.text()).contains("from 127.0.0.1"));
        assertThat(stet.rows("people_session").toString())
                .doesNotContain(sessions.path(0).path("id").asString());

        var id = there.sees("/api/me/sessions").values().stream()
                .filter(each -> each.path("here").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        form(others, PAGE + "/sessions/" + id + "/end", "").with(404);
        there.gets("/api/me").with(200);
        form(here, PAGE + "/sessions/" + id + "/end", "").with(303);
        there.gets("/api/me").with(401);
        here.gets("/api/me").with(200);
        here.deletes("/api/me/sessions/" + id).refused(404, "no-such-session");
    }

    @Test
    void somebody_signs_out_everywhere_and_their_programs_go_on() {
        var program = stet.welcomes("lars", "Lars Holm", "WRITER");
        var here = stet.inBrowser("lars", RunningStet.PASSWORD);
        var there = stet.inBrowser("lars", RunningStet.PASSWORD);
        assertThat(form(here, PAGE + "/sessions/end", "").with(303).header("Location"))
                .isEqualTo("/sign-in?signed-out");
        here.gets("/api/me").with(401);
        there.gets("/api/me").with(401);
        program.gets("/api/me").with(200);
        assertThat(page(stet.inBrowser("lars", RunningStet.PASSWORD)).text()).contains("Signed out everywhere");
    }

    @Test
    void times_are_read_in_a_zone_of_ones_own_and_typed_in_the_newsrooms() {
        var article = people.drafts("city", "Fog over Tolvik", "It was foggy.");
        var mine = stet.inBrowser("wanda", RunningStet.PASSWORD);
        form(mine, PAGE + "/zone", "zone=Asia%2FKathmandu").with(303);
        assertThat(page(mine).select("#zone option[selected]").text()).isEqualTo("Asia/Kathmandu");
        assertThat(Jsoup.parse(mine.gets("/newsroom/articles/" + article + "/history")
                                .with(200)
                                .text())
                        .select("body")
                        .attr("data-zone"))
                .isEqualTo("Asia/Kathmandu");
        assertThat(page(mine).select("time").text()).contains("GMT+05:45");
        form(mine, PAGE + "/zone", "zone=Europe%2FAtlantis").with(422);
        mine.puts("/api/me/zone", Map.of("zone", "nowhere")).refused(422, "invalid");
        mine.puts("/api/me/zone", Map.of()).with(204);
        assertThat(page(mine).select("time").text()).doesNotContain("GMT+05:45");
    }

    @Test
    void pages_are_light_or_dark_for_whoever_says_so_and_for_nobody_else() {
        var mine = stet.inBrowser("wanda", RunningStet.PASSWORD);
        assertThat(page(mine).select("html[data-looks]")).isEmpty();
        form(mine, PAGE + "/looks", "looks=dark").with(303);
        assertThat(page(mine).select("html").attr("data-looks")).isEqualTo("dark");
        assertThat(page(mine).select("#looks option[selected]").text()).isEqualTo("dark");
        assertThat(page(stet.inBrowser("chidi", RunningStet.PASSWORD)).select("html[data-looks]"))
                .isEmpty();
        form(mine, PAGE + "/looks", "looks=purple").with(422);
        form(mine, PAGE + "/looks", "looks=light").with(303);
        assertThat(page(mine).select("html").attr("data-looks")).isEqualTo("light");
        form(mine, PAGE + "/looks", "looks=").with(303);
        assertThat(page(mine).select("html[data-looks]")).isEmpty();
    }

    @Test
    void without_letters_the_pages_say_whom_to_ask() {
        assertThat(stet.world().gets("/sign-in").with(200).text()).contains("href=\"/forgotten-password\"");
        assertThat(stet.world().gets("/forgotten-password").with(200).text())
                .contains("Ask an administrator of your newsroom")
                .doesNotContain("<form");
        form(stet.world(), "/forgotten-password", "name=wanda").with(409);
        assertThat(page(stet.inBrowser("wanda", RunningStet.PASSWORD)).text())
                .contains("If you forget your password, an administrator gives you a new one");
    }

    private static Document page(Colleague who) {
        return Jsoup.parse(who.gets(PAGE).with(200).text());
    }

    private static Reply form(Colleague who, String path, String fields) {
        return who.posts(path, "application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
    }
}
