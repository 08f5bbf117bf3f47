package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.web.people.Authenticator;
import tools.jackson.databind.JsonNode;

/** Whoever signed in by a browser is signed in wherever a balancer leads it, until they sign out. */
@Tag("program")
class SessionsTest {
    private static final String DESK = "/newsroom";
    private static final String NAME = "Wanda Winter";

    @ParameterizedTest
    @EnumSource
    void a_browser_stays_signed_in_when_the_program_is_stopped_and_started(Databases databases) {
        var address = databases.fresh();
        Browser wanda;
        var first = RunningStet.on(address);
        try {
            first.welcomes("wanda", NAME, "WRITER");
            wanda = Browser.signedIn(first.world().address(), "wanda", RunningStet.PASSWORD);
        } finally {
            first.close();
        }
        try (var second = first.again(address)) {
            assertThat(wanda.at(second.world().address()).opens(DESK).texts("a"))
                    .contains(NAME);
        }
    }

    @Test
    void a_browser_may_talk_to_any_node_and_is_signed_out_on_all_at_once() throws Exception {
        var address = Databases.POSTGRESQL.fresh();
        try (var one = RunningStet.on(address);
                var other = one.again(address)) {
            one.welcomes("wanda", NAME, "WRITER");
            var here = Browser.signedIn(one.world().address(), "wanda", RunningStet.PASSWORD);
            var there = here.at(other.world().address());

            there.opens(DESK).follows(NAME).presses("Sign out");

            assertThat(here.opens(DESK).texts("button")).contains("Sign in");

            what_was_proved_on_one_node_counts_on_the_other_and_no_code_works_on_both(one, other);
            a_new_password_ends_what_is_open_on_either(one, other);
            whoever_proves_in_many_tabs_at_once_has_proved(one, other);
            what_is_said_in_many_tabs_at_once_is_kept(one, other);
            fifty_tabs_at_once_are_answered_and_a_storm_of_sign_outs_ends_the_session(one, other);
        }
    }

    private static void what_was_proved_on_one_node_counts_on_the_other_and_no_code_works_on_both(
            RunningStet one, RunningStet other) {
        one.welcomes("rosa", "Rosa Lind", "PUBLISHER");
        var here = one.inBrowser("rosa", RunningStet.PASSWORD);
        var app = new Authenticator(here.posts("/api/me/second-factor", Map.of())
                .with(201)
                .json()
                .path("secret")
                .asString());
        here.at(other.port())
                .posts("/api/me/second-factor/confirmation", Map.of("code", app.shows(Instant.now())))
                .with(200);
        var rows = one.part(JdbcClient.class);
        // The next code, though half a minute has not gone by.
        rows.sql("UPDATE people_second_factor SET last_step = 0").update();
        rows.sql("DELETE FROM people_session_attributes WHERE attribute_name = 'stet.proved-by-more'")
                .update();
        here.asks("nothing", "release-hold", Map.of()).refused(403, "step-up-required");

        var code = Map.of("code", app.shows(Instant.now()));
        here.at(other.port()).posts("/api/session/factor", code).with(204);
        here.asks("nothing", "release-hold", Map.of()).refused(404, "no-such-article");
        here.posts("/api/session/factor", code).refused(422, "wrong-code");
    }

    /** As spring-session#1151 has it: what a session remembers for the first time is remembered by many at once. */
    private static void whoever_proves_in_many_tabs_at_once_has_proved(RunningStet one, RunningStet other)
            throws Exception {
        one.welcomes("runa", "Runa Holt", "PUBLISHER");
        var here = one.inBrowser("runa", RunningStet.PASSWORD);
        var there = here.at(other.port());
        var app = new Authenticator(here.posts("/api/me/second-factor", Map.of())
                .with(201)
                .json()
                .path("secret")
                .asString());
        var codes = here.posts("/api/me/second-factor/confirmation", Map.of("code", app.shows(Instant.now())))
                .with(200)
                .json()
                .path("codes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        one.part(JdbcClient.class)
                .sql("DELETE FROM people_session_attributes WHERE attribute_name = 'stet.proved-by-more'")
                .update();
        try (var tabs = Executors.newFixedThreadPool(codes.size())) {
            var proving = IntStream.range(0, codes.size())
                    .<Callable<Integer>>mapToObj(n -> () -> (n % 2 == 0 ? here : there)
                            .posts("/api/session/factor", Map.of("code", codes.get(n)))
                            .status())
                    .toList();
            assertThat(tabs.invokeAll(proving))
                    .extracting(Future::resultNow)
                    .hasSizeGreaterThan(5)
                    .containsOnly(204);
        }
        here.asks("nothing", "release-hold", Map.of()).refused(404, "no-such-article");
    }

    /** What is said of somebody for the first time is said in two tabs, or by two clicks. */
    private static void what_is_said_in_many_tabs_at_once_is_kept(RunningStet one, RunningStet other) throws Exception {
        one.welcomes("ada", "Ada Lund", "WRITER");
        var here = one.inBrowser("ada", RunningStet.PASSWORD);
        var there = here.at(other.port());
        try (var tabs = Executors.newFixedThreadPool(20)) {
            var saying = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(n -> () -> {
                        var from = n % 2 == 0 ? here : there;
                        return (n % 4 < 2
                                        ? from.puts("/api/me/zone", Map.of("zone", "Europe/Oslo"))
                                        : from.puts("/api/me/email", Map.of("email", "ada@example.org")))
                                .status();
                    })
                    .toList();
            assertThat(tabs.invokeAll(saying)).extracting(Future::resultNow).allMatch(status -> status < 300);
        }
    }

    /** As spring-session#1739 and #2282 have it: many at once in one session, while it ends. */
    private static void fifty_tabs_at_once_are_answered_and_a_storm_of_sign_outs_ends_the_session(
            RunningStet one, RunningStet other) throws Exception {
        one.welcomes("tove", "Tove Dahl", "WRITER");
        var here = one.inBrowser("tove", RunningStet.PASSWORD);
        var there = here.at(other.port());
        try (var tabs = Executors.newFixedThreadPool(50)) {
            var reading = IntStream.range(0, 100)
                    .<Callable<Integer>>mapToObj(n ->
                            () -> (n % 2 == 0 ? here : there).gets("/api/me").status())
                    .toList();
            assertThat(tabs.invokeAll(reading)).extracting(Future::resultNow).containsOnly(200);
            var leaving = IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(n -> () ->
                            (n % 2 == 0 ? here : there).deletes("/api/session").status())
                    .toList();
            assertThat(tabs.invokeAll(leaving))
                    .extracting(Future::resultNow)
                    .allMatch(status -> status == 204 || status == 401 || status == 403)
                    .contains(204);
        }
        here.gets("/api/me").with(401);
        there.gets("/api/me").with(401);
    }

    private static void a_new_password_ends_what_is_open_on_either(RunningStet one, RunningStet other) {
        one.welcomes("nils", "Nils Berg", "WRITER");
        var here = one.inBrowser("nils", RunningStet.PASSWORD);
        var there = other.inBrowser("nils", RunningStet.PASSWORD);
        here.at(other.port())
                .posts("/api/me/password", Map.of("current", RunningStet.PASSWORD, "new", "quite another sentence"))
                .with(204);
        there.gets("/api/me").with(401);
        here.gets("/api/me").with(401);
    }

    @Test
    void a_signed_in_browser_sends_more_than_a_stranger_may() {
        try (var stet = RunningStet.on(Databases.H2.fresh())) {
            stet.opens("city");
            stet.welcomes("wanda", NAME, "WRITER");
            var cookies = stet
                    .world()
                    .posts("/api/session", Map.of("name", "wanda", "password", RunningStet.PASSWORD))
                    .with(204)
                    .headers()
                    .allValues("Set-Cookie")
                    .stream()
                    .map(cookie -> cookie.split(";", 2)[0])
                    .toList();
            var token = cookies.stream()
                    .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                    .map(cookie -> cookie.substring("XSRF-TOKEN=".length()))
                    .findFirst()
                    .orElseThrow();
            var wanda = stet.world().with("Cookie", String.join("; ", cookies)).with("X-XSRF-TOKEN", token);
            var block = Map.of("kind", "paragraph", "id", "b1", "text", "It rained. ".repeat(1_000));

            wanda.posts(
                            "/api/articles",
                            Map.of("desk", "city", "content", Map.of("headline", "Rain", "blocks", List.of(block))))
                    .with(201);
        }
    }

    @Test
    void no_row_of_the_database_lets_anybody_in_and_looking_at_a_page_writes_none() {
        try (var stet = RunningStet.on(Databases.H2.fresh())) {
            stet.welcomes("wanda", NAME, "WRITER");
            var wanda = Browser.signedIn(stet.world().address(), "wanda", RunningStet.PASSWORD);
            var rows = stet.part(JdbcClient.class);
            var noted = rows.sql("SELECT session_id, last_access_time FROM people_session ORDER BY session_id");
            var before = noted.query().listOfRows();

            wanda.opens(DESK);

            assertThat(noted.query().listOfRows()).isEqualTo(before).isNotEmpty();
            for (var row : before) {
                var cookie = "JSESSIONID=" + row.get("session_id");
                stet.world().with("Cookie", cookie).gets("/api/me").with(401);
            }
        }
    }
}
