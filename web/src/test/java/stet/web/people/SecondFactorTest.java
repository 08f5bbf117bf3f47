package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.PersonId;
import stet.domain.Role;

/** A second factor, from its secret to the day when it is lost, through the door. */
@Tag("program")
@SpringBootTest(classes = PeopleForTests.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SecondFactorTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String FACTOR = "/api/me/second-factor";
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Welcoming people;
    private final JdbcClient jdbc;
    private final PeopleForTests.Hands clock;
    private final int port;

    /** Somebody who has a second factor, and is signed in. */
    private record Armed(String id, Visitor browser, Authenticator app, List<String> recovery) {}

    @Autowired
    SecondFactorTest(Welcoming people, JdbcClient jdbc, PeopleForTests.Hands clock, Environment environment) {
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
        this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void a_program_signs_in_with_a_code_and_is_told_where_one_is_missing() {
        var ruth = armed("Ruth");
        var browser = browser();

        assertRefused(browser.signIn(ruth.id(), PASSWORD), "code-needed");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        assertRefused(signIn(browser, ruth.id(), "000000"), "wrong-code");
        assertThat(signIn(browser, ruth.id(), next(ruth)).statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_does_not_know_the_password_does_not_learn_that_there_is_a_second_factor() {
        var ruth = armed("Ruth");

        assertRefused(browser().signIn(ruth.id(), "not the password"), "wrong-password");
        assertRefused(signIn(browser(), ruth.id(), "not the password", next(ruth)), "wrong-password");
    }

    @Test
    void on_the_page_a_code_is_asked_for_after_the_password_and_nothing_is_open_before() {
        var ruth = armed("Ruth");
        var browser = browser();

        var asked =
                browser.fillIn("/sign-in?next=/desk?stage=drafted", Map.of("name", ruth.id(), "password", PASSWORD));
        assertThat(location(asked)).isEqualTo("/sign-in/code?next=%2Fdesk%3Fstage%3Ddrafted");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(browser.get("/desk").statusCode()).isEqualTo(302);
        assertThat(browser.get(FACTOR).statusCode()).isEqualTo(401);

        var wrong = browser.fillIn(location(asked), Map.of("code", "000000"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.body()).select("#sentence").text()).startsWith("That code is not good");

        var in = browser.fillIn(location(asked), Map.of("code", next(ruth)));
        assertThat(location(in)).isEqualTo("/desk?stage=drafted");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_takes_too_long_for_the_code_begins_anew() {
        var ruth = armed("Ruth");
        var browser = browser();
        browser.fillIn("/sign-in", Map.of("name", ruth.id(), "password", PASSWORD));
        var form = Jsoup.parse(browser.get("/sign-in/code").body());
        var token = form.select("input[name=_csrf]").attr("value");

        clock.forward(Duration.ofMinutes(11));
        var late = browser.submit("/sign-in/code", Map.of("code", next(ruth), "_csrf", token));

        assertThat(location(late)).isEqualTo("/sign-in?expired");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(location(browser.get("/sign-in/code"))).isEqualTo("/sign-in?expired");
    }

    @Test
    void a_code_works_once_even_where_two_use_it_at_the_same_moment() throws Exception {
        var ruth = armed("Ruth");
        var code = next(ruth);

        try (var threads = Executors.newFixedThreadPool(4)) {
            var tries = IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> signIn(browser(), ruth.id(), code).statusCode())
                    .toList();
            var answers = threads.invokeAll(tries).stream()
                    .map(answer -> answer.resultNow())
                    .toList();
            assertThat(answers)
                    .containsOnlyOnce(204)
                    .filteredOn(status -> status != 204)
                    .allMatch(status -> status == 422);
        }
        assertRefused(signIn(browser(), ruth.id(), code), "wrong-code");
    }

    @Test
    void after_five_wrong_codes_even_the_right_one_waits_but_not_for_whoever_is_known_here() {
        var ruth = armed("Ruth");
        var code = next(ruth);
        IntStream.range(0, 5).forEach(_ -> assertRefused(signIn(browser(), ruth.id(), "000000"), "wrong-code"));

        var waits = signIn(browser(), ruth.id(), code);
        assertThat(waits.statusCode()).isEqualTo(429);
        assertThat(Visitor.json(waits).get("detail").asString()).startsWith("There were too many wrong codes");
        assertThat(signIn(ruth.browser(), ruth.id(), code).statusCode()).isEqualTo(204);

        clock.forward(Duration.ofMinutes(20));
        assertThat(signIn(browser(), ruth.id(), next(ruth)).statusCode()).isEqualTo(204);
    }

    @Test
    void a_recovery_code_lets_in_once_however_it_is_typed_and_its_owner_is_told() {
        var ruth = armed("Ruth");
        assertThat(ruth.recovery()).hasSize(10).doesNotHaveDuplicates();
        var code = ruth.recovery().getFirst();

        assertThat(signIn(browser(), ruth.id(), code.toUpperCase(Locale.ROOT).replace("-", " "))
                        .statusCode())
                .isEqualTo(204);
        assertRefused(signIn(browser(), ruth.id(), code), "wrong-code");
        assertThat(Visitor.json(ruth.browser().get(FACTOR)).get("codesLeft").asInt())
                .isEqualTo(9);
        assertThat(told(ruth.id())).contains("RECOVERY_CODE_USED");
    }

    @Test
    void new_recovery_codes_end_those_before() {
        var ruth = armed("Ruth");
        var made = ruth.browser().post(FACTOR + "/recovery-codes", Map.of());

        assertThat(made.statusCode()).isEqualTo(200);
        assertRefused(signIn(browser(), ruth.id(), ruth.recovery().getFirst()), "wrong-code");
        assertThat(signIn(browser(), ruth.id(), codes(made).getLast()).statusCode())
                .isEqualTo(204);
        assertThat(told(ruth.id())).contains("RECOVERY_CODES_MADE");
    }

    @Test
    void a_secret_that_nobody_confirmed_counts_for_nothing() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);
        var begun = browser.post(FACTOR, Map.of());

        assertThat(begun.statusCode()).isEqualTo(201);
        assertThat(Visitor.json(begun).get("address").asString()).startsWith("otpauth://totp/Stet:" + ruth);
        assertThat(browser.post(FACTOR + "/confirmation", Map.of("code", "000000"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Visitor.json(browser.get(FACTOR)).get("on").asBoolean()).isFalse();
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
    }

    @Test
    void one_is_set_up_once_and_whoever_is_signed_in_elsewhere_signs_in_anew() {
        var ruth = someone("Ruth", Role.WRITER);
        var elsewhere = signedIn(ruth);
        var here = signedIn(ruth);
        arms(ruth, here);

        assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(401);
        assertRefused(here.post(FACTOR, Map.of()), 409, "already-so");
        assertThat(told(ruth)).contains("SECOND_FACTOR_SET");
    }

    @Test
    void its_owner_takes_it_away_and_then_the_password_is_enough() {
        var ruth = armed("Ruth");

        assertThat(ruth.browser().delete(FACTOR).statusCode()).isEqualTo(204);
        assertRefused(ruth.browser().delete(FACTOR), 409, "already-so");
        assertThat(browser().signIn(ruth.id(), PASSWORD).statusCode()).isEqualTo(204);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM people_recovery_code WHERE person_id = ?")
                        .param(ruth.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void an_administrator_takes_a_lost_one_away_and_nobody_else_does_and_its_owner_is_told_who() {
        var ruth = armed("Ruth");
        var ada = someone("Ada", Role.ADMINISTRATOR);

        assertThat(signedIn(someone("Will", Role.WRITER))
                        .delete("/api/people/" + ruth.id() + "/second-factor")
                        .statusCode())
                .isEqualTo(409);
        assertRefused(browser().signIn(ruth.id(), PASSWORD), "code-needed");
        assertThat(signedIn(ada)
                        .delete("/api/people/" + ruth.id() + "/second-factor")
                        .statusCode())
                .isEqualTo(204);

        assertThat(browser().signIn(ruth.id(), PASSWORD).statusCode()).isEqualTo(204);
        assertThat(told(ruth.id())).contains("SECOND_FACTOR_TAKEN_AWAY");
        assertThat(jdbc.sql("SELECT who FROM people_access WHERE whom = ? AND kind = 'SECOND_FACTOR_TAKEN_AWAY'")
                        .param(ruth.id())
                        .query(String.class)
                        .list())
                .containsExactly(ada);
    }

    @Test
    void a_new_password_from_an_administrator_leaves_the_second_factor_where_it_is() {
        var ruth = armed("Ruth");
        var reset =
                signedIn(someone("Ada", Role.ADMINISTRATOR)).post("/api/people/" + ruth.id() + "/password", Map.of());
        var given = Visitor.json(reset).get("password").asString();

        assertRefused(browser().signIn(ruth.id(), given), "code-needed");
        assertRefused(signIn(browser(), ruth.id(), given, "000000"), "wrong-code");
        // Neither has spent it.
        assertThat(signIn(browser(), ruth.id(), given, next(ruth)).statusCode()).isEqualTo(204);
    }

    @Test
    void no_token_sets_one_up_or_takes_it_away() {
        var ruth = armed("Ruth");
        var token = Visitor.json(ruth.browser()
                        .post(
                                "/api/tokens",
                                Map.of(
                                        "label",
                                        "x",
                                        "scopes",
                                        List.of("READ", "WRITE", "CHECK", "PUBLISH", "KILL", "ADMINISTER"))))
                .get("token")
                .asString();
        var program = new Visitor(port, Map.of("Authorization", "Bearer " + token));

        assertRefused(program.delete(FACTOR), 403, "beyond-its-scope");
        assertRefused(program.post(FACTOR + "/recovery-codes", Map.of()), 403, "beyond-its-scope");
        assertRefused(program.post("/api/session/factor", Map.of("password", PASSWORD)), 403, "beyond-its-scope");
        assertThat(program.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void neither_the_secret_nor_a_recovery_code_is_in_the_tables() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);
        var secret = Visitor.json(browser.post(FACTOR, Map.of())).get("secret").asString();
        var app = new Authenticator(secret);
        var recovery = codes(browser.post(FACTOR + "/confirmation", Map.of("code", app.shows(clock.instant()))));

        var everything = List.of("people_second_factor", "people_recovery_code", "people_access").stream()
                .flatMap(table -> jdbc.sql("SELECT * FROM " + table).query().listOfRows().stream())
                .flatMap(row -> row.values().stream())
                .map(value -> value instanceof byte[] bytes
                        ? Totp.base32(bytes) + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                        : String.valueOf(value))
                .toList();
        assertThat(everything).noneMatch(column -> column.contains(secret));
        for (var code : recovery) {
            assertThat(everything).noneMatch(column -> column.contains(code) || column.contains(code.replace("-", "")));
        }
    }

    private Armed armed(String name) {
        var id = someone(name, Role.WRITER);
        var browser = signedIn(id);
        return arms(id, browser);
    }

    private Armed arms(String id, Visitor browser) {
        var app = new Authenticator(
                Visitor.json(browser.post(FACTOR, Map.of())).get("secret").asString());
        var confirmed = browser.post(FACTOR + "/confirmation", Map.of("code", app.shows(clock.instant())));
        assertThat(confirmed.statusCode()).isEqualTo(200);
        return new Armed(id, browser, app, codes(confirmed));
    }

    private static List<String> codes(HttpResponse<String> answer) {
        return Visitor.json(answer).get("codes").values().stream()
                .map(code -> code.asString())
                .toList();
    }

    /** A code that was not used yet: time goes by. */
    private String next(Armed person) {
        clock.forward(STEP);
        return person.app().shows(clock.instant());
    }

    private static HttpResponse<String> signIn(Visitor browser, String id, String code) {
        return signIn(browser, id, PASSWORD, code);
    }

    private static HttpResponse<String> signIn(Visitor browser, String id, String password, String code) {
        return browser.post("/api/session", Map.of("name", id, "password", password, "code", code));
    }

    /** What was done with their sign-in and they are told of. */
    private List<String> told(String person) {
        return jdbc.sql("SELECT kind FROM people_access WHERE whom = ? AND untold = TRUE AND letter = 'WAITING'")
                .param(person)
                .query(String.class)
                .list();
    }

    private Visitor browser() {
        return new Visitor(port, Map.of());
    }

    private Visitor signedIn(String person) {
        var browser = browser();
        assertThat(browser.signIn(person, PASSWORD).statusCode()).isEqualTo(204);
        return browser;
    }

    private String someone(String name, Role role) {
        var id = name.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        people.welcome(new PersonId(id), name + " of " + id, id, Set.of(role), Set.of(), PASSWORD);
        return id;
    }

    private static String location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^http://localhost:\\d+", ""))
                .orElseThrow();
    }

    private static void assertRefused(HttpResponse<String> response, String problem) {
        assertRefused(response, 422, problem);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String problem) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Visitor.json(response).get("type").asString()).isEqualTo("/api/problems/" + problem);
    }
}
