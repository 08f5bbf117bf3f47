package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;
import stet.web.people.Authenticator;

/** A newsroom in which nobody publishes or administers with a password alone. */
@Tag("program")
class SecondFactorRequiredTest {
    private static final String REQUIRED = "second-factor-required";

    @TempDir
    static Path directory;

    private static RunningStet stet;

    @BeforeAll
    static void the_newsroom_asks_for_it() {
        var database =
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet");
        var before = RunningStet.on(database);
        before.close();
        stet = before.again(database, "--stet.second-factor.required-of=PUBLISHER,ADMINISTRATOR");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void whoever_has_none_does_nothing_for_readers_nor_for_who_comes_in_and_makes_no_token_for_it_until_they_have() {
        var ada = stet.inBrowser("administrator", RunningStet.PASSWORD);
        ada.posts("/api/people/invitations", Map.of("name", "Nora Vik")).refused(403, REQUIRED);
        ada.posts("/api/tokens", Map.of("label", "x")).refused(403, REQUIRED);
        ada.gets("/api/backup").refused(403, REQUIRED);
        ada.posts("/api/articles/nothing/hold-article", Map.of()).refused(403, REQUIRED);
        assertThat(ada.posts(
                                "/newsroom/people/invite",
                                "application/x-www-form-urlencoded",
                                "name=Nora+Vik".getBytes(StandardCharsets.UTF_8))
                        .with(403)
                        .text())
                .contains("A second factor first");
        ada.gets("/newsroom/people").with(200);
        ada.gets("/api/me").with(200);

        var app = new Authenticator(ada.posts("/api/me/second-factor", Map.of())
                .with(201)
                .json()
                .path("secret")
                .asString());
        ada.posts("/api/me/second-factor/confirmation", Map.of("code", app.shows(Instant.now())))
                .with(200);

        ada.posts("/api/people/invitations", Map.of("name", "Nora Vik", "roles", List.of("WRITER")))
                .with(201);
        ada.posts("/api/tokens", Map.of("label", "x")).with(201);
    }
}
