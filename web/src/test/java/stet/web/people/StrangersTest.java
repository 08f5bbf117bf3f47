package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Reply;
import stet.web.life.RunningStet;

/** What strangers can do to a door that is on the internet. */
@Tag("program")
class StrangersTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int FIVE_MEGABYTES = 5_000_000;

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Colleague world;

    @BeforeAll
    static void a_newsroom_is_on_the_internet() {
        stet = RunningStet.in(directory);
        world = stet.world();
        for (var name : List.of("ruth", "sam")) {
            stet.welcomes(name, name, "WRITER");
        }
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void ten_sign_ins_of_five_megabytes_are_refused_and_nothing_of_them_is_kept() {
        var before = stet.part(SignInLimits.class).remembers();
        var json = "{\"name\":\"%s\",\"password\":\"x\"}".formatted("a".repeat(FIVE_MEGABYTES));
        var form = "name=%s&password=x".formatted("a".repeat(FIVE_MEGABYTES));

        for (var n = 0; n < 10; n++) {
            world.posts("/api/session", "application/json", json.getBytes(UTF_8))
                    .refused(413, "too-large");
        }
        chunked("/api/session", "application/json", json).refused(413, "too-large");
        assertThat(world.posts("/sign-in", FORM, form.getBytes(UTF_8)).with(413).text())
                .contains("larger than what this address takes");
        chunked("/sign-in", FORM, form).with(411);

        assertThat(stet.part(SignInLimits.class).remembers()).isEqualTo(before);
    }

    @Test
    void what_a_stranger_sends_elsewhere_is_not_read_either() {
        var form = "headline=%s".formatted("a".repeat(FIVE_MEGABYTES - 1_000));
        world.posts("/api/articles", FORM, form.getBytes(UTF_8)).refused(401, "not-signed-in");
        chunked("/api/articles", FORM, form).refused(401, "not-signed-in");
        world.posts("/newsroom/new", FORM, form.getBytes(UTF_8)).with(302);
        chunked("/newsroom/new", FORM, form).with(302);
    }

    @Test
    void a_name_that_nobody_can_have_is_refused_before_anybody_works_on_it() {
        var before = stet.part(SignInLimits.class).remembers();
        // Each of these letters becomes eighteen when a name is brought into its normal form.
        var name = "\uFDFA".repeat(101);

        world.posts("/api/session", Map.of("name", name, "password", "guess")).refused(422, "wrong-password");
        world.posts("/api/session", Map.of("name", name.substring(1), "password", "guess"))
                .refused(422, "wrong-password");

        // The one that somebody could have is counted by name, password and network.
        assertThat(stet.part(SignInLimits.class).remembers()).isBetween(before, before + 3);
    }

    @Test
    void more_passwords_than_the_processor_has_time_for_are_refused_and_a_known_browser_and_the_world_go_on() {
        var known = visitor("127.0.0.2");
        assertThat(known.signIn("ruth", RunningStet.PASSWORD).statusCode()).isEqualTo(204);
        var lane = stet.part(Hashing.class).permits(false);
        var permits = lane.drainPermits();
        try {
            var program = visitor("127.0.0.2").signIn("sam", RunningStet.PASSWORD);
            assertThat(program.statusCode()).isEqualTo(503);
            assertThat(program.headers().firstValueAsLong("Retry-After")).hasValue(5);
            assertThat(Visitor.json(program).get("type").asString()).isEqualTo("/api/problems/busy");

            var page = visitor("127.0.0.2").fillIn("/sign-in", Map.of("name", "sam", "password", RunningStet.PASSWORD));
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("Too many are signing in at this moment; try again in 5 seconds.");

            assertThat(known.signIn("ruth", RunningStet.PASSWORD).statusCode()).isEqualTo(204);
            world.gets("/").with(200);
        } finally {
            lane.release(permits);
        }
        assertThat(visitor("127.0.0.2").signIn("sam", RunningStet.PASSWORD).statusCode())
                .isEqualTo(204);
    }

    @Test
    void forty_sign_ins_at_once_are_each_answered_in_order_or_told_to_come_back() {
        var statuses = IntStream.range(0, 40)
                .parallel()
                .mapToObj(n -> visitor("127.0.0.3").signIn("forty-" + n, "guess number " + n))
                .map(answer -> answer.statusCode())
                .toList();

        assertThat(statuses).isSubsetOf(422, 503);
        assertThat(stet.part(Hashing.class).permits(false).availablePermits()).isPositive();
    }

    @Test
    void strangers_who_try_a_colleagues_name_do_not_lock_her_out_of_her_browser() {
        stet.welcomes("vera", "Vera", "WRITER");
        var hers = visitor("127.0.0.4");
        assertThat(hers.signIn("vera", RunningStet.PASSWORD).statusCode()).isEqualTo(204);
        var sams = visitor("127.0.0.4");
        assertThat(sams.signIn("sam", RunningStet.PASSWORD).statusCode()).isEqualTo(204);

        IntStream.range(0, 6).forEach(n -> visitor("127.0.0.4").signIn("vera", "guess number " + n));

        assertThat(visitor("127.0.0.4").signIn("vera", RunningStet.PASSWORD).statusCode())
                .isEqualTo(429);
        assertThat(sams.signIn("vera", RunningStet.PASSWORD).statusCode())
                .as("a browser that is known, but not for her")
                .isEqualTo(429);
        assertThat(visitor("127.0.0.4", Map.of("Cookie", KnownBrowsers.COOKIE + "=" + "A".repeat(43)))
                        .signIn("vera", RunningStet.PASSWORD)
                        .statusCode())
                .as("a browser that says it is known")
                .isEqualTo(429);
        assertThat(hers.signIn("vera", RunningStet.PASSWORD).statusCode()).isEqualTo(204);

        // And whoever sits down at it has no more tries than anybody.
        IntStream.range(0, 5).forEach(n -> hers.signIn("vera", "guess of a cleaner " + n));
        assertThat(hers.signIn("vera", RunningStet.PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void what_makes_a_browser_known_is_out_of_reach_of_scripts_changes_each_time_and_is_kept_as_a_hash() {
        var browser = visitor("127.0.0.5");
        var cookie = browser.signIn("sam", RunningStet.PASSWORD).headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(KnownBrowsers.COOKIE + "="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Max-Age=15552000");
        var first = browser.cookie(KnownBrowsers.COOKIE).orElseThrow().getValue();

        browser.signIn("sam", RunningStet.PASSWORD);

        var second = browser.cookie(KnownBrowsers.COOKIE).orElseThrow().getValue();
        assertThat(second).isNotEqualTo(first);
        assertThat(stet.rows("people_browser")).noneMatch(row -> row.contains(first) || row.contains(second));
    }

    @Test
    void a_new_password_makes_every_browser_a_stranger() {
        stet.welcomes("nora", "Nora", "WRITER");
        var browser = visitor("127.0.0.6");
        browser.signIn("nora", RunningStet.PASSWORD);
        stet.administrator()
                .posts("/api/people/nora/password", Map.of("password", "another four words"))
                .with(200);

        assertThat(stet.rows("people_browser")).noneMatch(row -> row.contains("person_id=nora"));
    }

    @Test
    void many_names_from_one_address_are_slowed_whatever_the_requests_say_of_where_they_come_from() {
        var guesses = new ArrayList<HttpResponse<String>>();
        do {
            var n = guesses.size();
            guesses.add(visitor("127.0.0.7", Map.of("X-Forwarded-For", "203.0.113." + n, "Forwarded", "for=" + n))
                    .signIn("sprayed-" + n, "guess " + n));
        } while (guesses.getLast().statusCode() != 429 && guesses.size() < 120);

        // While they are tried, one more comes free every ten seconds.
        assertThat(guesses).hasSizeBetween(61, 119);
        var last = guesses.getLast();
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("There were too many wrong passwords from where you are");
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 10L);
        assertThat(visitor("127.0.0.8").signIn("sam", RunningStet.PASSWORD).statusCode())
                .isEqualTo(204);
    }

    @Test
    void strangers_from_everywhere_fill_no_list_of_access() {
        var tries = 250;
        IntStream.range(0, tries)
                .forEach(n -> assertThat(visitor("127.0.1." + n, Map.of("Authorization", "Bearer stet_guess"))
                                .get("/api/me")
                                .statusCode())
                        .isEqualTo(401));

        stet.administrator().gets("/api/access").with(200);
        var refusals = stet.rows("people_access").stream()
                .filter(row -> row.contains("kind=TOKEN_REFUSED"))
                .toList();
        assertThat(refusals).hasSizeLessThanOrEqualTo(201);
        assertThat(refusals.stream()
                        .mapToLong(row -> Long.parseLong(row.replaceFirst(".*times=(\\d+).*", "$1")))
                        .sum())
                .isEqualTo(tries);
    }

    @Test
    void whoever_is_signed_in_changes_their_password_however_often_strangers_tried_it() {
        stet.welcomes("olga", "Olga", "WRITER");
        var browser = visitor("127.0.0.9");
        browser.signIn("olga", RunningStet.PASSWORD);
        IntStream.range(0, 6).forEach(n -> visitor("127.0.0.9").signIn("olga", "guess number " + n));

        assertThat(browser.post(
                                "/api/me/password",
                                Map.of("current", RunningStet.PASSWORD, "new", "another four words"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.signIn("olga", "another four words").statusCode())
                .as("it is a browser in which she is known")
                .isEqualTo(204);
    }

    private static Reply chunked(String path, String type, String body) {
        var bytes = body.getBytes(UTF_8);
        return world.sends("POST", path, type, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private static Visitor visitor(String from) {
        return visitor(from, Map.of());
    }

    /** Somebody with an address of their own, so that what one test does slows no other. */
    private static Visitor visitor(String from, Map<String, String> headers) {
        return new Visitor(stet.port(), headers, InetAddress.ofLiteral(from));
    }
}
