package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.web.life.Newcomers;
import stet.web.life.Reply;
import stet.web.life.RunningStet;

/** Letters about what concerns people, by a real mail server. */
@Tag("program")
class LettersTest {
    private static final Pattern LINK = Pattern.compile("https://stet.example/set-password\\?key=(\\S{43})");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Databases.Address address;
    private final int port;
    private GreenMail mail;

    LettersTest() throws Exception {
        address = Databases.H2.fresh();
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        mail = server();
        mail.start();
    }

    private GreenMail server() {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private String[] settings() {
        return new String[] {
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.port=" + port,
            "--stet.mail.from=desk@stet.example",
            "--stet.address=https://stet.example/"
        };
    }

    @Test
    void whoever_gave_an_address_gets_one_letter_for_each_notice_and_none_twice() throws Exception {
        var stet = RunningStet.on(address, settings());
        try (stet) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = people.drafts("city", "Rain over Tolvik", "It rained for 12 hours.");
            people.wanda()
                    .puts("/api/me/email", Map.of("email", "wanda@example.org"))
                    .with(204);
            people.chidi()
                    .asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n1", "text", "Who counted?", "mentions", List.of("wanda", "paul")))
                    .with(200);
            await().atMost(SOON).until(() -> letters().size() == 1);
            var letter = letters().getFirst();
            assertThat(letter.getSubject()).isEqualTo("Rain over Tolvik: Chidi Okafor mentioned you in a comment");
            assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly("wanda@example.org");
            assertThat(letter.getFrom()).extracting(Object::toString).containsExactly("desk@stet.example");
            assertThat(letter.getContent().toString())
                    .contains("> Who counted?")
                    .contains("https://stet.example/newsroom/articles/" + article + "/comments#comment-n1");

            // While the server is away they wait, and the newsroom goes on.
            mail.stop();
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            people.chidi()
                    .asks(article, "request-changes", Map.of("note", "Say who counted"))
                    .with(200);
            await().atMost(SOON).until(() -> tries(stet) > 0);
            mail = server();
            mail.start();
            await().atMost(SOON).until(() -> letters().size() == 1);
            assertThat(letters().getFirst().getSubject()).contains("Chidi Okafor asks for changes");
            // As if the program had died while one was on its way.
            stet.part(JdbcClient.class)
                    .sql("UPDATE people_letter SET state = 'GOING' WHERE sequence = 1")
                    .update();
        }
        try (var again = stet.again(address, settings())) {
            // What comes later goes, and by then the other would have gone.
            var mira = again.welcomes("mira", "Mira Berg", "CHECKER");
            var article = mira.sees("/api/articles")
                    .path("cards")
                    .path(0)
                    .path("article")
                    .asString();
            mira.asks(
                            article,
                            "add-comment",
                            Map.of("commentId", "n2", "text", "And now?", "mentions", List.of("wanda")))
                    .with(200);
            await().atMost(SOON).until(() -> letters().size() == 2);
            assertThat(letters().getLast().getSubject()).contains("Mira Berg mentioned you");
        }
    }

    /** Wagtail's GHSA-xqxm-2rpm-3889: a letter about what its reader may not read. */
    @Test
    void a_letter_that_waits_while_its_reader_is_shut_out_never_goes() {
        try (var stet = RunningStet.on(address, settings())) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var closing = people.drafts("city", "Rain over Tolvik", "It rained.");
            var open = people.drafts("city", "Fog over Tolvik", "It was foggy.");
            people.chidi()
                    .puts("/api/me/email", Map.of("email", "chidi@example.org"))
                    .with(204);
            mail.stop();
            people.wanda()
                    .asks(closing, "add-comment", Map.of("text", "Who told us?", "mentions", List.of("chidi")))
                    .with(200);
            await().atMost(SOON).until(() -> tries(stet) > 0);
            people.stella()
                    .asks(closing, "make-confidential", Map.of("readers", List.of(), "reason", "A source is in danger"))
                    .with(200);
            mail = server();
            mail.start();
            people.wanda()
                    .asks(open, "add-comment", Map.of("text", "And here?", "mentions", List.of("chidi")))
                    .with(200);

            await().atMost(SOON)
                    .until(() -> stet.part(JdbcClient.class)
                                    .sql("SELECT COUNT(*) FROM people_letter WHERE state IN ('WAITING', 'GOING')")
                                    .query(Integer.class)
                                    .single()
                            == 0);
            await().atMost(SOON).until(() -> !letters().isEmpty());
            assertThat(letters())
                    .extracting(MimeMessage::getSubject)
                    .allMatch(subject -> subject.startsWith("Fog over"));
        }
    }

    @Test
    void whoever_gave_an_address_is_told_by_letter_what_is_done_with_their_sign_in() throws Exception {
        try (var stet = RunningStet.on(address, settings())) {
            var wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
            stet.welcomes("chidi", "Chidi Okafor", "CHECKER");
            wanda.puts("/api/me/email", Map.of("email", "wanda@example.org")).with(204);
            for (var person : List.of("wanda", "chidi")) {
                stet.administrator()
                        .posts("/api/people/" + person + "/password", Map.of("password", "once and never again"))
                        .with(200);
            }
            await().atMost(SOON).until(() -> letters().size() == 2);
            assertThat(letters()).allSatisfy(letter -> {
                assertThat(letter.getAllRecipients())
                        .as("chidi gave none")
                        .extracting(Object::toString)
                        .containsExactly("wanda@example.org");
                assertThat(letter.getContent().toString())
                        .contains(", by Administrator, from 127.0.0.1, at 20")
                        .contains("https://stet.example/newsroom/account")
                        .doesNotContain("once and never again");
            });
            assertThat(letters().getFirst().getSubject()).isEqualTo("Your sign-in at Stet: All tokens were ended");
            assertThat(letters().getLast().getSubject()).isEqualTo("Your sign-in at Stet: Was given a new password");

            // Whoever took a sign-in over and has the letters sent elsewhere does not get those that are due.
            mail.stop();
            stet.inBrowser("wanda", "once and never again")
                    .posts("/api/me/password", Map.of("current", "once and never again", "new", "four words of mine"))
                    .with(204);
            var stranger = stet.inBrowser("wanda", "four words of mine");
            stranger.puts("/api/me/email", Map.of("email", "elsewhere@example.org"))
                    .with(204);
            stranger.posts("/api/tokens", Map.of("label", "Not hers")).with(201);
            mail = server();
            mail.start();
            await().atMost(SOON).until(() -> waiting(stet) == 0);
            assertThat(letters().stream().map(LettersTest::addressed))
                    .containsExactlyInAnyOrder(
                            "Your sign-in at Stet: Changed where letters go, to wanda@example.org",
                            "Your sign-in at Stet: Made a token, to elsewhere@example.org");
        }
    }

    @Test
    void an_invitation_goes_by_letter_and_so_does_help_for_a_forgotten_password() throws Exception {
        try (var stet = RunningStet.on(address, settings())) {
            var invited = stet.administrator()
                    .posts(
                            "/api/people/invitations",
                            Map.of("name", "Zoë Marin", "roles", List.of("WRITER"), "email", "zoe@example.org"))
                    .with(201)
                    .json();
            assertThat(invited.path("link").asString("")).isEmpty();
            assertThat(invited.path("sentTo").asString()).isEqualTo("zoe@example.org");
            await().atMost(SOON).until(() -> letters().size() == 1);
            assertThat(letters().getFirst().getSubject()).isEqualTo("You are invited to Stet");
            assertThat(letters().getFirst().getContent().toString()).contains("Administrator invites you");
            var invitation = link(letters().getFirst());
            form(stet, "/set-password", "key=%s&sign-in-name=zoe&password=four+words+of+hers".formatted(invitation))
                    .with(303);
            var zoe = stet.inBrowser("zoe", "four words of hers");
            assertThat(zoe.sees("/api/me").path("email").asString())
                    .as("the letter has shown that it is hers")
                    .isEqualTo("zoe@example.org");

            assertThat(stet.world().gets("/forgotten-password").with(200).text())
                    .contains("<form");
            var known = form(stet, "/forgotten-password", "name=zoe").with(200);
            var unknown =
                    form(stet, "/forgotten-password", "name=nobody-at-all").with(200);
            assertThat(known.text()).isEqualTo(unknown.text());
            await().atMost(SOON).until(() -> letters().stream().anyMatch(LettersTest::helps));
            var letter =
                    letters().stream().filter(LettersTest::helps).findFirst().orElseThrow();
            assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly("zoe@example.org");
            assertThat(letter.getContent().toString()).contains("If it was not you, do nothing");
            zoe.gets("/api/me").with(200);
            var key = link(letter);
            assertThat(stet.rows("people_link").toString()).doesNotContain(key);
            form(stet, "/set-password", "key=%s&password=four+other+words+of+hers".formatted(key))
                    .with(303);
            form(stet, "/set-password", "key=%s&password=four+more+words+of+hers".formatted(key))
                    .with(410);
            zoe.gets("/api/me").with(401);
            stet.inBrowser("zoe", "four other words of hers").gets("/api/me").with(200);
            assertThat(stet.administrator().sees("/api/access").path("events").values())
                    .extracting(event -> event.path("kind").asString() + " "
                            + event.path("outcome").asString())
                    .contains(
                            "INVITED done",
                            "INVITATION_USED done",
                            "PASSWORD_FORGOTTEN done",
                            "PASSWORD_FORGOTTEN nobody-of-this-name",
                            "PASSWORD_SET_BY_LINK done");

            for (var again = 0; again < 2; again++) {
                form(stet, "/forgotten-password", "name=zoe").with(200);
            }
            var refused = form(stet, "/forgotten-password", "name=zoe").with(429);
            assertThat(refused.text()).contains("This was asked too often; try again in");
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void no_link_goes_to_an_address_that_a_program_gave() throws Exception {
        try (var stet = RunningStet.on(address, settings())) {
            var program = stet.welcomes("wanda", "Wanda Winter", "WRITER");
            program.puts("/api/me/email", Map.of("email", "wanda@example.org")).with(204);
            form(stet, "/forgotten-password", "name=wanda").with(200);
            await().atMost(SOON)
                    .until(() ->
                            stet.administrator().sees("/api/access").toString().contains("no-address"));
            assertThat(stet.rows("people_link")).isEmpty();

            stet.inBrowser("wanda", RunningStet.PASSWORD)
                    .puts("/api/me/email", Map.of("email", "wanda@example.org"))
                    .with(204);
            form(stet, "/forgotten-password", "name=wanda").with(200);
            await().atMost(SOON).until(() -> letters().stream().anyMatch(LettersTest::helps));
        }
    }

    @Test
    void whoever_has_letters_sent_elsewhere_is_told_so_where_they_went() throws Exception {
        try (var stet = RunningStet.on(address, settings())) {
            var wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
            wanda.puts("/api/me/email", Map.of("email", "wanda@example.org")).with(204);
            wanda.puts("/api/me/email", Map.of("email", "elsewhere@example.org"))
                    .with(204);
            await().atMost(SOON).until(() -> letters().size() == 1);
            assertThat(letters().getFirst().getSubject()).isEqualTo("Your sign-in at Stet: Changed where letters go");
            assertThat(letters().getFirst().getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("wanda@example.org");
        }
    }

    private static String addressed(MimeMessage letter) {
        try {
            return letter.getSubject() + ", to " + letter.getAllRecipients()[0];
        } catch (MessagingException unread) {
            throw new AssertionError(unread);
        }
    }

    private static boolean helps(MimeMessage letter) {
        return addressed(letter).startsWith("A new password at Stet");
    }

    private static String link(MimeMessage letter) throws Exception {
        var found = LINK.matcher(letter.getContent().toString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Reply form(RunningStet stet, String path, String fields) {
        return stet.world().posts(path, "application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
    }

    private static int waiting(RunningStet stet) {
        return stet.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM people_access WHERE letter IN ('WAITING', 'GOING')")
                .query(Integer.class)
                .single();
    }

    private List<MimeMessage> letters() {
        return Arrays.asList(mail.getReceivedMessages());
    }

    private static int tries(RunningStet stet) {
        return stet.part(JdbcClient.class)
                .sql("SELECT COALESCE(MAX(tries), 0) FROM people_letter")
                .query(Integer.class)
                .single();
    }
}
