package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.newsroom.NewsroomCommand;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Request;

@Tag("program")
@SpringBootTest(classes = PeopleForTests.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DoorTest {
    private static final String PASSWORD = "correct horse battery";

    private final Commands commands;
    private final Welcoming people;
    private final JdbcClient jdbc;
    private final PeopleForTests.Hands clock;
    private final int port;

    @Autowired
    DoorTest(
            Commands commands, Welcoming people, JdbcClient jdbc, PeopleForTests.Hands clock, Environment environment) {
        this.commands = commands;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
        this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void a_person_signs_in_with_json_and_out_again() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = browser();

        assertThat(browser.signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
        var me = Visitor.json(browser.get("/api/me"));
        assertThat(me.get("name").asString()).isEqualTo(called("Ruth", ruth));
        assertThat(me.get("roles").get(0).asString()).isEqualTo("WRITER");

        assertThat(browser.delete("/api/session").statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_person_signs_in_on_the_page_and_comes_where_they_were_going() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = browser();

        var turnedAway = browser.get("/desk?stage=drafted");
        assertThat(turnedAway.statusCode()).isEqualTo(302);
        var signInPage = location(turnedAway);
        var signedIn = browser.fillIn(signInPage, Map.of("name", ruth, "password", PASSWORD));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(location(signedIn)).isEqualTo("/desk?stage=drafted");
        assertThat(browser.get("/desk").body()).isEqualTo("The desk of " + called("Ruth", ruth));
    }

    @Test
    void a_person_signs_out_on_the_page() {
        var browser = signedIn(someone("Ruth", Role.WRITER));

        var out = browser.fillIn("/sign-out", Map.of());

        assertThat(location(out)).isEqualTo("/sign-in?signed-out");
        assertThat(browser.get("/sign-in?signed-out").body()).contains("You have signed out.");
        assertThat(browser.get("/desk").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "/%0d%0aX: y\r\n"})
    void signing_in_leads_to_no_other_site(String next) {
        var signedIn = browser()
                .fillIn("/sign-in", Map.of("name", someone("Ruth", Role.WRITER), "password", PASSWORD, "next", next));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(location(signedIn)).isEqualTo("/newsroom");
    }

    @Test
    void a_wrong_password_is_a_sentence_on_the_page_and_a_problem_for_programs() {
        var ruth = someone("Ruth", Role.WRITER);

        var page = browser().fillIn("/sign-in", Map.of("name", ruth, "password", "not the password"));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("That name and password do not belong together.")
                .doesNotContain("not the password");

        var problem = browser().signIn(ruth, "not the password");
        assertThat(problem.statusCode()).isEqualTo(422);
        assertProblem(problem, "wrong-password");
    }

    @Test
    void a_name_that_nobody_has_is_answered_like_a_wrong_password() {
        var known = browser().signIn(someone("Ruth", Role.WRITER), "not the password");
        var unknown = browser().signIn("nobody-" + UUID.randomUUID(), "not the password");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body()).isEqualTo(known.body());
    }

    @Test
    void a_name_is_found_however_it_is_typed() {
        var ruth = someone("Ruth", Role.WRITER);

        assertThat(browser()
                        .signIn("  " + ruth.toUpperCase(Locale.ROOT), PASSWORD)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void signing_in_begins_a_new_session_and_a_new_csrf_token() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);
        var session = browser.cookie("JSESSIONID").orElseThrow().getValue();
        var token = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();

        browser.signIn(ruth, PASSWORD);

        assertThat(browser.cookie("JSESSIONID").orElseThrow().getValue()).isNotEqualTo(session);
        assertThat(browser.cookie("XSRF-TOKEN").orElseThrow().getValue()).isNotEqualTo(token);
    }

    @Test
    void a_session_keeps_its_name_and_its_csrf_token_so_that_requests_side_by_side_do_not_lose_it() {
        var browser = signedIn(someone("Ruth", Role.WRITER));

        assertThat(browser.get("/api/me").headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser.post("/api/tokens", Map.of("label", "x")).headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        var cookies = browser()
                .signIn(someone("Ruth", Role.WRITER), PASSWORD)
                .headers()
                .allValues("Set-Cookie");

        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("JSESSIONID=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax"));
    }

    @Test
    void a_session_without_its_csrf_token_changes_nothing() {
        var browser = signedIn(someone("Ruth", Role.WRITER));

        var refused = browser.postWithoutCsrf("/api/tokens", Map.of("label", "Sneaked in"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertProblem(refused, "csrf-token-missing");
        assertThat(Visitor.json(browser.get("/api/tokens"))).isEmpty();
    }

    @Test
    void a_form_from_another_site_signs_nobody_in_or_out() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = browser();
        assertThat(location(browser.submit("/sign-in", Map.of("name", ruth, "password", PASSWORD))))
                .isEqualTo("/sign-in?expired");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);

        var signedIn = signedIn(ruth);
        assertThat(signedIn.submit("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(signedIn.get("/api/me").statusCode()).isEqualTo(200);

        assertThat(browser.submit("/api/session", Map.of("name", ruth, "password", PASSWORD))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void public_pages_need_no_sign_in_and_set_no_cookies() {
        var story = browser().get("/news/council-votes");

        assertThat(story.statusCode()).isEqualTo(200);
        assertThat(story.body()).isEqualTo("For everybody");
        assertThat(story.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(signedIn(someone("Ruth", Role.WRITER)).get("/").body()).startsWith("For Ruth");
    }

    @Test
    void every_answer_carries_the_security_headers() {
        var headers = browser().get("/sign-in").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .contains("frame-ancestors 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(bearer("stet_wrong").get("/api/me").headers().firstValue("Content-Security-Policy"))
                .isPresent();
    }

    @Test
    void a_program_that_is_not_signed_in_gets_a_problem_and_never_a_redirect() {
        for (var answer : List.of(
                browser().get("/api/me"),
                browser().post("/api/tokens", Map.of("label", "x")),
                browser().delete("/api/tokens/1"),
                browser().get("/actuator/for-tests"))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertProblem(answer, "not-signed-in");
        }
    }

    @Test
    void a_fragment_that_needs_a_sign_in_sends_the_whole_page_there() {
        var answer = new Visitor(port, Map.of("HX-Request", "true")).get("/desk");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in");
    }

    @Test
    void a_form_of_ours_is_kept_for_whoever_signs_in_again_and_one_of_another_site_is_not() {
        var fields = Map.of("text", "Who counted them?", "_person", "ruth");

        var kept = new Visitor(port, Map.of("Sec-Fetch-Site", "same-origin"))
                .submit("/newsroom/articles/1/add-comment", fields);
        assertThat(kept.statusCode()).isEqualTo(401);
        assertThat(kept.body()).contains("Who counted them?").contains("action=\"/sign-in\"");

        for (var site : List.of("cross-site", "same-site", "none")) {
            var refused = new Visitor(port, Map.of("Sec-Fetch-Site", site))
                    .submit("/newsroom/articles/1/add-comment", fields);
            assertThat(refused.statusCode()).as(site).isEqualTo(302);
            assertThat(refused.body()).as(site).doesNotContain("Who counted them?");
        }
        assertThat(new Visitor(port, Map.of("Sec-Fetch-Site", "same-origin"))
                        .submit("/newsroom/account/password", Map.of("current", "four words in a row"))
                        .body())
                .doesNotContain("four words in a row");
        assertThat(signedIn(someone("Ruth", Role.WRITER)).get("/sign-in/kept").statusCode())
                .isEqualTo(404);
    }

    @Test
    void only_an_administrator_looks_into_the_engine_room() {
        assertThat(signedIn(someone("Ruth", Role.WRITER))
                        .get("/actuator/for-tests")
                        .statusCode())
                .isEqualTo(403);
        assertThat(signedIn(administrator()).get("/actuator/for-tests").statusCode())
                .isEqualTo(200);
        assertThat(browser().get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_acts_for_its_owner_without_session_or_csrf_token() {
        var ruth = someone("Ruth", Role.WRITER);
        var issued = issueToken(signedIn(ruth), Map.of("label", "The wire import"));
        var program = bearer(issued);

        var me = program.get("/api/me");
        assertThat(Visitor.json(me).get("id").asString()).isEqualTo(ruth);
        assertThat(me.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(program.post("/api/tokens", Map.of("label", "Another")).statusCode())
                .isEqualTo(403);
        assertThat(program.get("/desk").body()).isEqualTo("The desk of " + called("Ruth", ruth));
    }

    @Test
    void a_token_is_shown_once_and_listed_by_its_label() {
        var browser = signedIn(someone("Ruth", Role.WRITER));
        var token = issueToken(browser, Map.of("label", "The wire import"));
        assertThat(token).matches("stet_[A-Za-z0-9_-]{43}");
        bearer(token).get("/api/me");

        var listed = browser.get("/api/tokens");

        assertThat(listed.body()).doesNotContain(token);
        assertThat(Visitor.json(listed).get(0).get("label").asString()).isEqualTo("The wire import");
        assertThat(Visitor.json(listed).get(0).get("lastUsedAt").isNull()).isFalse();
    }

    @Test
    void a_revoked_token_opens_nothing() {
        var browser = signedIn(someone("Ruth", Role.WRITER));
        var token = issueToken(browser, Map.of("label", "The wire import"));
        var id = Visitor.json(browser.get("/api/tokens")).get(0).get("id").asString();

        assertThat(browser.delete("/api/tokens/" + id).statusCode()).isEqualTo(204);

        var answer = bearer(token).get("/api/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertProblem(answer, "not-signed-in");
    }

    @Test
    void an_expired_token_opens_nothing() {
        var token = issueToken(
                signedIn(someone("Ruth", Role.WRITER)),
                Map.of(
                        "label",
                        "For today",
                        "expiresAt",
                        clock.instant().plus(Duration.ofHours(1)).toString()));
        assertThat(bearer(token).get("/api/me").statusCode()).isEqualTo(200);

        clock.forward(Duration.ofHours(2));

        assertThat(bearer(token).get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void nobody_revokes_the_token_of_somebody_else() {
        var ruth = signedIn(someone("Ruth", Role.WRITER));
        var token = issueToken(ruth, Map.of("label", "The wire import"));
        var id = Visitor.json(ruth.get("/api/tokens")).get(0).get("id").asString();

        var refused = signedIn(someone("Sam", Role.WRITER)).delete("/api/tokens/" + id);

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(bearer(token).get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_token_is_refused_even_beside_a_good_session() {
        var browser = new Visitor(port, Map.of("Authorization", "Bearer stet_wrong"));
        assertThat(browser.signIn(someone("Ruth", Role.WRITER), PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/news/council-votes").statusCode()).isEqualTo(401);
    }

    @Test
    void who_has_left_is_out_at_once() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);
        var program = bearer(issueToken(browser, Map.of("label", "The wire import")));

        send(new NewsroomCommand.FarewellPerson(new PersonId(ruth)));

        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(browser.get("/desk").statusCode()).isEqualTo(302);
        assertThat(program.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(422);
    }

    @Test
    void a_role_given_or_taken_counts_with_the_next_request() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);

        send(new NewsroomCommand.ChangeRoles(new PersonId(ruth), Set.of(Role.ADMINISTRATOR)));
        assertThat(browser.get("/actuator/for-tests").statusCode()).isEqualTo(200);

        send(new NewsroomCommand.ChangeRoles(new PersonId(ruth), Set.of(Role.CHECKER)));
        assertThat(browser.get("/actuator/for-tests").statusCode()).isEqualTo(403);
        assertThat(Visitor.json(browser.get("/api/me")).get("roles").get(0).asString())
                .isEqualTo("CHECKER");
    }

    @Test
    void after_five_wrong_passwords_a_name_has_to_wait_longer_each_time() {
        var ruth = someone("Ruth", Role.WRITER);
        IntStream.range(0, 5)
                .forEach(n -> assertThat(
                                browser().signIn(ruth, "guess number " + n).statusCode())
                        .isEqualTo(422));

        var locked = browser().signIn(ruth, PASSWORD);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertProblem(locked, "too-many-attempts");
        var firstWait = retryAfter(locked);
        assertThat(firstWait).isBetween(1L, 30L);
        var page = browser().fillIn("/sign-in", Map.of("name", ruth, "password", PASSWORD));
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).contains("too many wrong passwords");

        clock.forward(Duration.ofSeconds(31));
        assertThat(browser().signIn(ruth, "guess number 6").statusCode()).isEqualTo(422);
        assertThat(retryAfter(browser().signIn(ruth, PASSWORD))).isBetween(31L, 60L);

        clock.forward(Duration.ofSeconds(61));
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
        assertThat(browser().signIn(ruth, "a slip of the finger").statusCode()).isEqualTo(422);
    }

    @Test
    void one_name_that_waits_keeps_nobody_else_waiting() {
        var ruth = someone("Ruth", Role.WRITER);
        IntStream.range(0, 6).forEach(n -> browser().signIn(ruth, "guess number " + n));

        assertThat(browser().signIn(someone("Sam", Role.WRITER), PASSWORD).statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_browser_is_known_for_half_a_year() {
        var ruth = someone("Ruth", Role.WRITER);
        var hers = signedIn(ruth);
        clock.forward(Duration.ofDays(179));
        IntStream.range(0, 5)
                .forEach(n -> browser().signIn(ruth, UUID.randomUUID().toString()));
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(hers.signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);

        clock.forward(Duration.ofDays(181));
        IntStream.range(0, 5)
                .forEach(n -> browser().signIn(ruth, UUID.randomUUID().toString()));
        assertThat(hers.signIn(ruth, PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void what_happened_at_the_door_is_known_for_400_days() {
        var ruth = someone("Ruth", Role.WRITER);
        signedIn(ruth);
        browser().signIn(ruth, UUID.randomUUID().toString());
        assertThat(known(ruth)).containsExactlyInAnyOrder("PASSWORD_GRANTED", "SIGNED_IN", "SIGN_IN_REFUSED");

        clock.forward(Duration.ofDays(399));
        signedIn(someone("Sam", Role.WRITER));
        assertThat(known(ruth)).hasSize(3);

        clock.forward(Duration.ofDays(2));
        signedIn(someone("Sam", Role.WRITER));
        assertThat(known(ruth)).isEmpty();
    }

    private List<String> known(String whom) {
        return jdbc.sql("SELECT kind FROM people_access WHERE whom = ?")
                .param(whom)
                .query(String.class)
                .list();
    }

    @Test
    void a_changed_password_ends_the_other_sessions_and_not_this_one() {
        var ruth = someone("Ruth", Role.WRITER);
        var here = signedIn(ruth);
        var elsewhere = signedIn(ruth);

        assertThat(here.post("/api/me/password", Map.of("current", PASSWORD, "new", "a wholly new password"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(422);
        assertThat(browser().signIn(ruth, "a wholly new password").statusCode()).isEqualTo(204);
    }

    @Test
    void a_password_is_changed_only_by_who_knows_it_and_only_to_a_long_one() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);

        assertProblem(
                browser.post("/api/me/password", Map.of("current", "not this one", "new", "a wholly new password")),
                "wrong-password");
        var tooShort = browser.post("/api/me/password", Map.of("current", PASSWORD, "new", "too short"));
        assertThat(tooShort.statusCode()).isEqualTo(422);
        assertThat(tooShort.body()).contains("A password has at least 12 characters");
        var tooLong = browser.post("/api/me/password", Map.of("current", PASSWORD, "new", "é".repeat(37)));
        assertThat(tooLong.body()).contains("at most 72 bytes");
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
    }

    @Test
    void an_administrator_welcomes_somebody_with_a_password_that_is_shown_once() {
        var admin = signedIn(administrator());
        var id = "sam-" + UUID.randomUUID();

        var welcomed = admin.post("/api/people", newcomer(id, id + "@example.org"));

        assertThat(welcomed.statusCode()).isEqualTo(201);
        var password = Visitor.json(welcomed).get("password").asString();
        assertProblem(admin.post("/api/people", newcomer(id, id + "@example.org")), "id-taken");
        assertThat(browser().signIn(id + "@example.org", password).statusCode()).isEqualTo(204);
    }

    @Test
    void a_password_that_was_given_opens_nothing_but_the_way_to_an_own_one() {
        var given = given("Sam");
        var sam = browser();
        assertThat(sam.signIn(given.id(), given.password()).statusCode()).isEqualTo(204);

        for (var asked : List.of(
                sam.get("/api/me"),
                sam.get("/api/tokens"),
                sam.post("/api/people", Map.of("id", "kim")),
                sam.post("/api/tokens", Map.of("label", "The wire import")),
                sam.post("/api/people/" + given.id() + "/password", Map.of()),
                sam.delete("/api/tokens/any"))) {
            assertThat(asked.statusCode()).isEqualTo(403);
            assertProblem(asked, "own-password-first");
        }
        assertThat(location(sam.get("/desk?stage=drafted"))).isEqualTo("/own-password?next=%2Fdesk%3Fstage%3Ddrafted");
        assertThat(sam.get("/").body()).as("a public page").isEqualTo("For everybody");

        assertThat(sam.post("/api/me/password", Map.of("current", given.password(), "new", given.password()))
                        .body())
                .contains("Whoever gave you this password knows it");
        assertThat(sam.post("/api/me/password", Map.of("current", given.password(), "new", PASSWORD))
                        .statusCode())
                .isEqualTo(204);
        assertThat(sam.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(sam.get("/desk").body()).startsWith("The desk of Sam");
        assertThat(browser().signIn(given.id(), given.password()).statusCode()).isEqualTo(422);
        assertThat(browser().signIn(given.id(), PASSWORD).statusCode()).isEqualTo(204);
        assertThat(browser().signIn(given.id(), PASSWORD).statusCode()).isEqualTo(204);
    }

    @Test
    void on_pages_somebody_with_a_given_password_sets_their_own_and_goes_where_they_were_going() {
        var given = given("Sam");
        var sam = browser();
        var signedIn = sam.fillIn(
                "/sign-in", Map.of("name", given.id(), "password", given.password(), "next", "/desk?stage=drafted"));
        var asked = sam.get(location(signedIn));
        assertThat(asked.statusCode()).isEqualTo(302);

        for (var weak : List.of("too short", given.password(), "password1234", given.id() + "!")) {
            var page = sam.fillIn(location(asked), Map.of("new", weak));
            assertThat(page.statusCode()).as(weak).isEqualTo(422);
            assertThat(page.body()).contains("role=\"alert\"").doesNotContain(weak);
        }
        var set = sam.fillIn(location(asked), Map.of("new", PASSWORD));
        assertThat(location(set)).isEqualTo("/desk?stage=drafted");
        assertThat(sam.get(location(set)).body()).startsWith("The desk of Sam");

        assertThat(location(sam.get("/own-password"))).isEqualTo("/newsroom/account");
    }

    @Test
    void whoever_has_an_own_password_changes_it_only_with_the_one_they_have() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);

        var asked = browser.post("/own-password?new=another%20four%20words", Map.of());

        assertThat(location(asked)).isEqualTo("/newsroom/account");
        assertThat(browser().signIn(ruth, "another four words").statusCode()).isEqualTo(422);
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
        assertThat(location(browser().get("/own-password"))).startsWith("/sign-in");
    }

    @Test
    void a_password_that_was_given_is_good_for_one_sign_in_whoever_makes_it() {
        var given = given("Sam");
        var first = browser();
        assertThat(first.signIn(given.id(), given.password()).statusCode()).isEqualTo(204);

        var second = browser().signIn(given.id(), given.password());

        assertThat(second.statusCode()).isEqualTo(422);
        assertProblem(second, "password-spent");
        assertProblem(browser().signIn(given.id(), "a guess of mine"), "wrong-password");
        assertThat(first.post("/api/me/password", Map.of("current", given.password(), "new", PASSWORD))
                        .statusCode())
                .as("whoever came first")
                .isEqualTo(204);
    }

    @Test
    void of_many_who_sign_in_at_once_with_a_password_that_was_given_one_is_let_in() {
        var given = given("Sam");
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(n -> many.submit(
                            () -> browser().signIn(given.id(), given.password()).statusCode()))
                    .toList();
            assertThat(answers.stream().map(DoorTest::done).filter(status -> status == 204))
                    .hasSize(1);
        }
    }

    @Test
    void a_password_that_was_given_ends_by_itself_and_so_does_what_began_with_it() {
        var late = given("Sam");
        var slow = given("Kim");
        var browser = browser();
        assertThat(browser.signIn(slow.id(), slow.password()).statusCode()).isEqualTo(204);
        assertThat(browser.get("/own-password").statusCode()).isEqualTo(200);

        clock.forward(Duration.ofHours(73));

        assertProblem(browser().signIn(late.id(), late.password()), "password-spent");
        assertThat(location(browser.get("/own-password"))).startsWith("/sign-in");
        assertThat(browser.post("/api/me/password", Map.of("current", slow.password(), "new", PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_password_is_none_that_many_have_or_that_is_made_of_its_owners_name() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);

        for (var weak : List.of("Password1234", "qwertyuiop[]", "123456789012", "abababababab", "newsroom2026")) {
            var refused = browser.post("/api/me/password", Map.of("current", PASSWORD, "new", weak));
            assertThat(refused.statusCode()).as(weak).isEqualTo(422);
            assertThat(refused.body()).as(weak).contains("Many have this password");
        }
        assertThat(browser.post("/api/me/password", Map.of("current", PASSWORD, "new", ruth + "-2026"))
                        .body())
                .contains("not made of its owner's name");
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
    }

    @Test
    void a_welcome_that_was_cut_short_is_finished_by_sending_it_again() {
        var admin = signedIn(administrator());
        var id = "sam-" + UUID.randomUUID();
        send(new NewsroomCommand.WelcomePerson(new PersonId(id), called("Sam", id), Set.of(Role.WRITER), Set.of()));

        var again = admin.post("/api/people", newcomer(id, id));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(browser()
                        .signIn(id, Visitor.json(again).get("password").asString())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_welcome_that_cannot_be_finished_is_not_begun() {
        var admin = signedIn(administrator());
        var taken = someone("Ruth", Role.WRITER);
        var id = "sam-" + UUID.randomUUID();
        var weak = new HashMap<>(newcomer(id, id));
        weak.put("password", "weak");

        assertProblem(admin.post("/api/people", newcomer(id, taken)), "id-taken");
        assertThat(admin.post("/api/people", weak).statusCode()).isEqualTo(422);
        assertThat(admin.post("/api/people", newcomer(id, "two words")).statusCode())
                .isEqualTo(422);

        assertThat(commands.newsroom().person(new PersonId(id))).isEmpty();
    }

    @Test
    void only_an_administrator_welcomes_people_and_resets_passwords() {
        var writer = signedIn(someone("Ruth", Role.WRITER));
        var sam = someone("Sam", Role.WRITER);
        var unfinished = "kim-" + UUID.randomUUID();
        send(new NewsroomCommand.WelcomePerson(
                new PersonId(unfinished), called("Sam", unfinished), Set.of(Role.WRITER), Set.of()));

        assertProblem(writer.post("/api/people", newcomer(unfinished, unfinished)), "role-missing");
        assertProblem(writer.post("/api/people/" + sam + "/password", Map.of()), "role-missing");

        assertThat(browser().signIn(sam, PASSWORD).statusCode()).isEqualTo(204);
    }

    @Test
    void a_reset_password_puts_out_whoever_knew_the_old_one() {
        var ruth = someone("Ruth", Role.WRITER);
        var browser = signedIn(ruth);
        var program = bearer(issueToken(browser, Map.of("label", "The wire import")));
        IntStream.range(0, 5).forEach(n -> browser().signIn(ruth, "guess number " + n));

        var reset = signedIn(administrator()).post("/api/people/" + ruth + "/password", Map.of());

        assertThat(reset.statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(program.get("/api/me").statusCode()).isEqualTo(401);
        var password = Visitor.json(reset).get("password").asString();
        var hers = browser();
        assertThat(hers.signIn(ruth, password).statusCode()).isEqualTo(204);
        assertProblem(hers.get("/api/me"), "own-password-first");
    }

    @Test
    void somebody_who_is_here_stays_as_they_are_when_welcomed_again() {
        var ruth = someone("Ruth", Role.WRITER);

        people.welcome(new PersonId(ruth), "Another", ruth, Set.of(Role.PUBLISHER), Set.of(), "another password");

        var now = commands.newsroom().person(new PersonId(ruth)).orElseThrow();
        assertThat(now.name()).isEqualTo(called("Ruth", ruth));
        assertThat(now.roles()).containsExactly(Role.WRITER);
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
    }

    @Test
    void no_secret_is_in_the_tables_in_clear() {
        var browser = signedIn(someone("Ruth", Role.WRITER));
        var token = issueToken(browser, Map.of("label", "The wire import"));

        var everything = List.of("people_credential", "people_token", "people_access", "people_browser").stream()
                .flatMap(table -> jdbc.sql("SELECT * FROM " + table).query().listOfRows().stream())
                .flatMap(row -> row.values().stream())
                .map(String::valueOf)
                .toList();

        assertThat(everything)
                .contains("The wire import")
                .noneMatch(column -> column.contains(PASSWORD))
                .noneMatch(column -> column.contains(token.substring(BearerTokens.PREFIX.length())));
    }

    @Test
    void a_weaker_hash_is_made_anew_in_the_strength_of_today_when_its_owner_signs_in() {
        var ruth = someone("Ruth", Role.WRITER);
        var old = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
        jdbc.sql("UPDATE people_credential SET password = ? WHERE person_id = ?")
                .params(old, ruth)
                .update();
        var browser = signedIn(ruth);

        assertThat(jdbc.sql("SELECT password FROM people_credential WHERE person_id = ?")
                        .param(ruth)
                        .query(String.class)
                        .single())
                .isNotEqualTo(old)
                .startsWith("{bcrypt}$2a$05$");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(browser().signIn(ruth, PASSWORD).statusCode()).isEqualTo(204);
    }

    private record Given(String id, String password) {}

    /** Somebody new, whom an administrator has given a password. */
    private Given given(String name) {
        var id = name.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        var welcomed = signedIn(administrator()).post("/api/people", newcomer(id, id));
        return new Given(id, Visitor.json(welcomed).get("password").asString());
    }

    private static int done(Future<Integer> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    private Visitor browser() {
        return new Visitor(port, Map.of());
    }

    private Visitor bearer(String token) {
        return new Visitor(port, Map.of("Authorization", "Bearer " + token));
    }

    private Visitor signedIn(String person) {
        var browser = browser();
        assertThat(browser.signIn(person, PASSWORD).statusCode()).isEqualTo(204);
        return browser;
    }

    private static String issueToken(Visitor owner, Map<String, String> wanted) {
        var issued = owner.post("/api/tokens", wanted);
        assertThat(issued.statusCode()).isEqualTo(201);
        return Visitor.json(issued).get("token").asString();
    }

    /** Somebody new who signs in with their id. */
    private String someone(String name, Role role) {
        var id = name.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        people.welcome(new PersonId(id), called(name, id), id, Set.of(role), Set.of(), PASSWORD);
        return id;
    }

    /** No two people have one name. */
    private static String called(String name, String id) {
        return name + " of " + id;
    }

    private String administrator() {
        return someone("Ada", Role.ADMINISTRATOR);
    }

    private static Map<String, Object> newcomer(String id, String signInName) {
        return Map.of("id", id, "name", called("Sam", id), "signInName", signInName, "roles", List.of("WRITER"));
    }

    private void send(NewsroomCommand command) {
        var by = people.administrators().getFirst();
        var act = new Act(
                by,
                Role.ADMINISTRATOR,
                Instant.now(),
                null,
                new CommandId(UUID.randomUUID().toString()));
        assertThat(commands.send(command, Request.by(act))).isInstanceOf(Answer.Done.class);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^http://localhost:\\d+", ""))
                .orElseThrow();
    }

    private static long retryAfter(HttpResponse<String> response) {
        return response.headers().firstValueAsLong("Retry-After").orElseThrow();
    }

    private static void assertProblem(HttpResponse<String> response, String name) {
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(Visitor.json(response).get("type").asString()).isEqualTo("/api/problems/" + name);
        assertThat(Visitor.json(response).get("detail").asString()).isNotBlank();
    }
}
