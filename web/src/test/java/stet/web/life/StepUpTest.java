package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.web.door.ArticleCommands;
import stet.web.people.Authenticator;

/** What goes to readers, is done for good, lets somebody in or takes everything away asks for a factor that is not older than ten minutes. */
@Tag("program")
class StepUpTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path directory;

    private static final Later CLOCK = new Later();
    private static RunningStet stet;
    private static Newcomers people;

    private static final class Later extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void goesOn(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("There is one newsroom here");
        }
    }

    @BeforeAll
    static void people_come() {
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                CLOCK);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void publishing_asks_for_the_password_after_ten_minutes_and_then_not_for_another_ten() {
        var article = people.publishes("city", "Rain over Tolvik", "It rained all night.");
        var paul = stet.inBrowser("paul", RunningStet.PASSWORD);
        CLOCK.goesOn(TEN_MINUTES.minusSeconds(30));
        paul.asks(article, "hold-article", Map.of("reason", "Wait")).with(200);
        CLOCK.goesOn(Duration.ofSeconds(40));
        var before = stet.events();

        paul.asks(article, "release-hold", Map.of()).refused(403, "step-up-required");
        paul.posts("/api/session/factor", Map.of("password", "not the password"))
                .refused(422, "wrong-password");
        paul.posts("/api/session/factor", Map.of()).refused(422, "invalid");
        paul.asks(article, "release-hold", Map.of()).refused(403, "step-up-required");
        assertThat(stet.events()).isEqualTo(before);

        paul.posts("/api/session/factor", Map.of("password", RunningStet.PASSWORD))
                .with(204);
        paul.asks(article, "release-hold", Map.of()).with(200);
        CLOCK.goesOn(TEN_MINUTES.minusSeconds(30));
        var another = people.readies("city", "Fog over Tolvik", "It was foggy.");
        paul.asks(another, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
    }

    @Test
    void it_is_asked_for_by_whatever_goes_to_readers_or_is_done_for_good_and_by_no_other_command() {
        var paul = stale("paul");
        // By their names: what tokens may do is decided by a table of its own, which could leave one of them out.
        var asked = Set.of(
                "set-embargo",
                "lift-embargo",
                "schedule-publication",
                "unschedule-publication",
                "publish-article",
                "attach-editors-note",
                "hold-article",
                "release-hold",
                "make-confidential",
                "lift-confidentiality",
                "break-glass",
                "shred-source",
                "redact-words",
                "kill-article");
        var commands = new TreeSet<>(ArticleCommands.byNames().keySet());
        commands.add(ArticleCommands.REDACT);
        assertThat(commands).containsAll(asked);
        for (var command : commands) {
            var problem =
                    paul.posts("/api/articles/nothing/" + command, Map.of()).problem();
            if (asked.contains(command)) {
                assertThat(problem).as(command).isEqualTo("step-up-required");
            } else {
                assertThat(problem).as(command).isNotEmpty().isNotEqualTo("step-up-required");
            }
        }
        paul.gets("/api/me").with(200);
        paul.gets("/newsroom").with(200);
    }

    @Test
    void it_is_asked_for_by_whatever_lets_somebody_in_or_takes_everything_away() {
        var ada = stale("administrator");
        for (var path : List.of(
                "/api/people",
                "/api/people/invitations",
                "/api/people/wanda/invitation",
                "/api/people/wanda/password",
                "/api/newsroom/change-roles",
                "/api/newsroom/farewell-person",
                "/api/newsroom/open-reading",
                "/api/tokens",
                "/api/me/second-factor",
                "/api/me/second-factor/confirmation",
                "/api/me/second-factor/recovery-codes")) {
            ada.posts(path, Map.of()).refused(403, "step-up-required");
        }
        ada.puts("/api/me/email", Map.of("email", "ada@example.org")).refused(403, "step-up-required");
        ada.deletes("/api/people/wanda/second-factor").refused(403, "step-up-required");
        ada.deletes("/api/me/second-factor").refused(403, "step-up-required");
        ada.gets("/api/backup").refused(403, "step-up-required");
        stale("stella").gets("/api/seal/pack").refused(403, "step-up-required");
        for (var path : List.of(
                "/newsroom/people/invite",
                "/newsroom/people/wanda/roles",
                "/newsroom/people/wanda/password",
                "/newsroom/people/wanda/second-factor",
                "/newsroom/desks/open",
                "/newsroom/settings/name",
                "/newsroom/account/tokens",
                "/newsroom/account/letters",
                "/newsroom/account/second-factor")) {
            assertThat(form(ada, path, Map.of()).with(403).header("Stet-Step-Up"))
                    .as(path)
                    .isEqualTo("password");
        }
        // To let nobody in is never made hard.
        ada.deletes("/api/me/sessions/nothing").refused(404, "no-such-session");
        ada.deletes("/api/tokens/nothing").refused(404, "no-such-token");
    }

    @Test
    void programs_with_a_token_are_not_asked_and_what_was_scheduled_goes_out() {
        var article = people.readies("city", "Snow over Tolvik", "It snowed all night.");
        CLOCK.goesOn(Duration.ofHours(1));
        people.paul()
                .asks(article, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(200);
    }

    @Test
    void whoever_has_a_second_factor_proves_it_by_a_code_which_works_once_and_not_by_a_password() {
        var rosa = armed("rosa", "Rosa Lind");
        rosa.browser().asks("nothing", "release-hold", Map.of()).refused(404, "no-such-article");
        CLOCK.goesOn(TEN_MINUTES.plusSeconds(60));
        assertThat(rosa.browser().asks("nothing", "release-hold", Map.of()).header("Stet-Step-Up"))
                .isEqualTo("code");
        rosa.browser()
                .posts("/api/session/factor", Map.of("password", RunningStet.PASSWORD))
                .refused(422, "password-not-enough");
        rosa.browser().asks("nothing", "release-hold", Map.of()).refused(403, "step-up-required");

        var code = rosa.app().shows(CLOCK.instant());
        rosa.browser().posts("/api/session/factor", Map.of("code", code)).with(204);
        rosa.browser().asks("nothing", "release-hold", Map.of()).refused(404, "no-such-article");
        rosa.browser().posts("/api/session/factor", Map.of("code", code)).refused(422, "wrong-code");
    }

    @Test
    void a_recovery_code_stands_in_for_a_code_that_is_not_at_hand() {
        var lina = armed("lina", "Lina Holm");
        CLOCK.goesOn(TEN_MINUTES.plusSeconds(60));
        lina.browser()
                .posts("/api/session/factor", Map.of("code", lina.recovery()))
                .with(204);
        lina.browser().asks("nothing", "release-hold", Map.of()).refused(404, "no-such-article");
    }

    @Test
    void on_the_page_without_scripts_a_code_is_asked_for_and_a_password_is_none() {
        var sven = armed("sven", "Sven Aas");
        CLOCK.goesOn(TEN_MINUTES.plusSeconds(60));
        var browser = sven.browser().with("Sec-Fetch-Site", "same-origin");
        var asked = page(browser.gets("/newsroom/seal/file?article=a%20b").with(403));
        assertThat(asked.select("input[type=password]")).isEmpty();
        assertThat(asked.select("label[for=code]").text()).isEqualTo("Code");
        form(browser, "/sign-in/again", filled(asked, RunningStet.PASSWORD)).with(422);
        browser.gets("/newsroom/seal/file?article=a%20b").with(403);

        var on = form(browser, "/sign-in/again", filled(asked, sven.app().shows(CLOCK.instant())))
                .with(303)
                .header("Location");
        assertThat(on).isEqualTo("/newsroom/seal/file?article=a%20b");
        assertThat(browser.gets(on).with(303).header("Location")).isEqualTo("/api/seal/pack?article=a%20b&who=");
    }

    @Test
    void whoever_signed_in_by_a_password_alone_before_they_had_a_passkey_is_asked_for_the_passkey() {
        stet.welcomes("tove", "Tove Dahl", "PUBLISHER");
        var tove = stet.inBrowser("tove", RunningStet.PASSWORD);
        tove.asks("nothing", "release-hold", Map.of()).refused(404, "no-such-article");
        hasAPasskey("tove");

        assertThat(tove.asks("nothing", "release-hold", Map.of()).header("Stet-Step-Up"))
                .isEqualTo("passkey");
        var again = stet.inBrowser("tove", RunningStet.PASSWORD);
        again.gets("/newsroom").with(200);
        again.asks("nothing", "release-hold", Map.of()).refused(403, "step-up-required");
        again.posts("/api/session/factor", Map.of("password", RunningStet.PASSWORD))
                .refused(422, "password-not-enough");
        again.posts("/api/me/second-factor", Map.of()).refused(403, "step-up-required");
        again.deletes("/api/me/passkeys/a-key").refused(403, "step-up-required");
    }

    private record Armed(Colleague browser, Authenticator app, String recovery) {}

    /** Somebody who has set up a second factor just now, and publishes and judges. */
    private static Armed armed(String id, String name) {
        stet.welcomes(id, name, "PUBLISHER", "STANDARDS");
        var browser = stet.inBrowser(id, RunningStet.PASSWORD);
        var app = new Authenticator(browser.posts("/api/me/second-factor", Map.of())
                .with(201)
                .json()
                .path("secret")
                .asString());
        var recovery = browser.posts("/api/me/second-factor/confirmation", Map.of("code", app.shows(CLOCK.instant())))
                .with(200)
                .json()
                .path("codes")
                .path(0)
                .asString();
        return new Armed(browser, app, recovery);
    }

    /** No device is here that would make one; {@code PasskeyTest} has a browser with one. */
    private static void hasAPasskey(String person) {
        stet.part(JdbcClient.class)
                .sql("""
                        INSERT INTO people_passkey (credential_id, person_id, credential, sign_count, backup_eligible, label, made_at)
                        VALUES ('a-key', ?, ?, 0, FALSE, 'A telephone', ?)""")
                .params(person, new byte[1], CLOCK.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void without_scripts_what_was_typed_is_kept_on_a_page_that_asks_and_sent_after_it() {
        var article = people.publishes("city", "Hail over Tolvik", "It hailed all night.");
        var paul = stale("paul").with("Sec-Fetch-Site", "same-origin");
        var hold = "/newsroom/articles/" + article + "/hold-article";

        var asked = page(form(paul, hold, Map.of("_person", "paul", "key", "k-1", "reason", "The owner called"))
                .with(403));
        assertThat(asked.select("main").text()).contains("Is it still you?");
        var wrong = page(
                form(paul, "/sign-in/again", filled(asked, "not the password")).with(422));
        assertThat(wrong.select("#sentence").text()).isNotEmpty();
        var kept = page(form(paul, "/sign-in/again", filled(wrong, RunningStet.PASSWORD))
                .with(200));
        assertThat(kept.select("textarea").text()).isEqualTo("The owner called");
        assertThat(kept.select("form").attr("action")).isEqualTo(hold);
        form(paul, hold, fields(kept)).with(303);
        assertThat(people.paul()
                        .gets("/newsroom/articles/" + article + "/publishing")
                        .text())
                .contains("The owner called");
    }

    @Test
    void the_scripts_of_a_page_are_told_and_a_form_may_ask_before_it_is_sent() {
        var article = people.publishes("city", "Wind over Tolvik", "It blew all night.");
        var paul = stale("paul");
        var htmx = form(paul.with("HX-Request", "true"), "/newsroom/articles/" + article + "/hold-article", Map.of())
                .with(403);
        assertThat(htmx.header("Stet-Step-Up")).isEqualTo("password");
        assertThat(htmx.header("HX-Retarget")).isEqualTo("#refused");

        assertThat(form(paul, "/newsroom/many", Map.of("articles", article, "act", "hold", "reason", "Wait"))
                        .with(403)
                        .header("Stet-Step-Up"))
                .isEqualTo("password");
        assertThat(form(paul, "/newsroom/many", Map.of("articles", article, "act", "urgency", "urgency", "3"))
                        .header("Stet-Step-Up"))
                .isEmpty();

        var ada = stale("administrator");
        assertThat(wanted(ada, "POST /newsroom/people/invite")).isEqualTo("password");
        assertThat(wanted(ada, "POST /newsroom/account/zone")).isEmpty();
        ada.posts("/api/session/factor", Map.of("password", RunningStet.PASSWORD))
                .with(204);
        assertThat(wanted(ada, "POST /newsroom/people/invite")).isEmpty();
    }

    @Test
    void the_page_of_the_backup_asks_and_then_leads_to_the_file() {
        var ada = stale("administrator");
        var link =
                page(ada.gets("/newsroom/backup").with(200)).select("a.button").attr("href");
        var asked = page(ada.gets(link).with(403));
        var on = form(ada, "/sign-in/again", filled(asked, RunningStet.PASSWORD))
                .with(303)
                .header("Location");
        assertThat(on).isEqualTo(link);
        assertThat(ada.gets(on).with(303).header("Location")).isEqualTo("/api/backup");
        assertThat(ada.gets("/api/backup").with(200).bytes()).startsWith('P', 'K');
    }

    @Test
    void whatever_is_done_in_it_a_session_ends_after_twelve_hours() {
        var wanda = stet.inBrowser("wanda", RunningStet.PASSWORD);
        for (var hour = 1; hour < 12; hour++) {
            CLOCK.goesOn(Duration.ofHours(1));
            wanda.gets("/api/me").with(200);
        }
        wanda.posts("/api/session/factor", Map.of("password", RunningStet.PASSWORD))
                .with(204);
        CLOCK.goesOn(Duration.ofHours(1));
        wanda.gets("/api/me").with(401);
        people.wanda().gets("/api/me").with(200);
    }

    private static String wanted(Colleague who, String form) {
        return who.sees("/newsroom/signed-in?for=" + URLEncoder.encode(form, StandardCharsets.UTF_8))
                .path("stepUp")
                .asString();
    }

    /** Somebody who signed in some time ago. */
    private static Colleague stale(String name) {
        var browser = stet.inBrowser(name, RunningStet.PASSWORD);
        CLOCK.goesOn(TEN_MINUTES.plusSeconds(1));
        return browser;
    }

    private static Map<String, String> filled(Document page, String password) {
        var fields = fields(page);
        fields.put("factor", password);
        return fields;
    }

    private static Map<String, String> fields(Document page) {
        var fields = new LinkedHashMap<String, String>();
        page.select("form:has(button)").stream()
                .limit(1)
                .flatMap(form -> form.select("input[name]").stream())
                .forEach(each -> fields.put(each.attr("name"), each.val()));
        return fields;
    }

    private static Document page(Reply reply) {
        return Jsoup.parse(reply.text());
    }

    private static Reply form(Colleague who, String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return who.sends("POST", path, FORM, BodyPublishers.ofString(body));
    }
}
