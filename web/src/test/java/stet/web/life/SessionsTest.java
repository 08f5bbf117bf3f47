package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;

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
    void a_browser_may_talk_to_any_node_and_is_signed_out_on_all_at_once() {
        var address = Databases.POSTGRESQL.fresh();
        try (var one = RunningStet.on(address);
                var other = one.again(address)) {
            one.welcomes("wanda", NAME, "WRITER");
            var here = Browser.signedIn(one.world().address(), "wanda", RunningStet.PASSWORD);
            var there = here.at(other.world().address());

            there.opens(DESK).follows(NAME).presses("Sign out");

            assertThat(here.opens(DESK).texts("button")).contains("Sign in");
        }
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
