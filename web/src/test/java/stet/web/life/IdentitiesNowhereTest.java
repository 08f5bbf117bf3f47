package stet.web.life;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;

/** Whoever steals the database, a backup or a log has no confidential source by it: all of them are searched, byte by byte. */
@Tag("program")
@ParameterizedClass
@EnumSource
@ExtendWith(OutputCaptureExtension.class)
class IdentitiesNowhereTest {
    /** Letters in no order, so that no compression hides them from the search. */
    private static final String LOCATOR = "Zq7vXkW2pHs9Lm4T";

    private static final String NOTE = "Jr3bYn8GcV5dQf1K";
    /** What may be found, and is: or else the search finds nothing anywhere. */
    private static final String HEADLINE = "Mx6tUw0EaR2hNz7P";

    private static final List<String> SECRETS = List.of(LOCATOR, NOTE);

    private final Databases databases;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    IdentitiesNowhereTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void an_identity_stands_in_no_table_no_file_no_backup_and_no_log(CapturedOutput output) throws IOException {
        var address = databases.fresh();
        var keys = directory.resolve("keys/newsroom.keys");
        var backup = new byte[0];
        var source = "";
        try (var stet = RunningStet.on(address, "--stet.keys.file=" + keys)) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            source = confides(people);
            assertThat(people.paul().sees(source).path("locator").asString()).isEqualTo(LOCATOR);
            refused(people);
            people.chidi()
                    .asks(article(source), "add-comment", Map.of("text", "Who knows?"))
                    .with(200);

            inNoTable(stet);
            backup = stet.administrator().gets("/api/backup").with(200).bytes();
            assertThat(stet.rows("people_access"))
                    .as("who read it is recorded")
                    .anyMatch(row -> row.contains("kind=SOURCE_READ") && row.contains("who=paul"));
        }
        assertThat(unpacked(backup)).contains(HEADLINE).doesNotContain(SECRETS);
        assertThat(output.getAll()).doesNotContain(SECRETS);
        inNoFile(address);
    }

    @Test
    void what_was_plain_is_sealed_by_the_next_start_and_told_as_before() {
        var address = databases.fresh();
        var keys = "--stet.keys.file=" + directory.resolve("keys/newsroom.keys");
        RunningStet before;
        Newcomers people;
        String source;
        try (var stet = RunningStet.on(address, keys)) {
            before = stet;
            stet.opens("city");
            people = Newcomers.to(stet);
            source = confides(people);
            stet.part(JdbcClient.class)
                    .sql("""
                            UPDATE workflow_confidential_source
                               SET locator = ?, note = ?, key_id = NULL, own_key = NULL, sealed = NULL""")
                    .params("Anna of the pilots", "")
                    .update();
        }
        try (var stet = before.again(address, keys)) {
            assertThat(stet.rows("workflow_confidential_source")).noneMatch(row -> row.contains("Anna"));
            assertThat(people.paul()
                            .at(stet.port())
                            .sees(source)
                            .path("locator")
                            .asString())
                    .isEqualTo("Anna of the pilots");
        }
    }

    /** What is refused or cannot be read has been seen by more of the program than what is taken. */
    private static void refused(Newcomers people) {
        var article = people.drafts("city", "Fog", "It is foggy.");
        var nowhere = Map.of("claimId", "c9", "sources", List.of(whoItIs("OWN_CALL")));
        people.chidi().asks(article, "confirm-claim", nowhere).with(404);
        people.chidi()
                .asks(article, "confirm-claim", Map.of("claimId", "c9", "sources", List.of(whoItIs("HEARSAY"))))
                .with(422);
    }

    private static Map<String, Object> whoItIs(String type) {
        return Map.of(
                "kind",
                "confidential",
                "type",
                type,
                "consulted",
                "2026-02-11",
                "locator",
                LOCATOR,
                "note",
                NOTE,
                "readers",
                List.of("paul"));
    }

    private static String confides(Newcomers people) {
        var article = people.drafts("city", HEADLINE, "Nobody saw it happen.");
        people.claims(article, HEADLINE);
        people.chidi()
                .with("Idempotency-Key", "once")
                .asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(whoItIs("OWN_CALL"))))
                .with(200);
        return "/api/articles/%s/sources/%s"
                .formatted(
                        article,
                        people.wanda()
                                .sees("/api/articles/" + article)
                                .path("claims")
                                .path(0)
                                .path("sources")
                                .path(0)
                                .path("id")
                                .asString());
    }

    private static String article(String source) {
        return source.replaceFirst("^/api/articles/([^/]+)/.*", "$1");
    }

    private static void inNoTable(RunningStet stet) {
        var found = false;
        for (var table : stet.tables("")) {
            for (var row : stet.rows(table)) {
                assertThat(row).as(table).doesNotContain(SECRETS);
                // Bytes are shown in hexadecimal digits.
                for (var secret : SECRETS) {
                    assertThat(row).as(table).doesNotContain(HexFormat.of().formatHex(secret.getBytes(UTF_8)));
                }
                found |= row.contains(HEADLINE);
            }
        }
        assertThat(found).as("the search finds what is there").isTrue();
    }

    private void inNoFile(Databases.Address address) throws IOException {
        if (databases == Databases.H2) {
            var file = Path.of(
                    address.url().replaceFirst("^jdbc:h2:([a-z]{2,}:)*", "").replaceFirst(";.*", "") + ".mv.db");
            var bytes = Files.readString(file, ISO_8859_1);
            assertThat(bytes.contains(HEADLINE))
                    .as("the search finds what is there")
                    .isTrue();
            for (var secret : SECRETS) {
                assertThat(bytes.contains(secret)).as(secret).isFalse();
                assertThat(bytes.contains(new String(secret.getBytes(UTF_16BE), ISO_8859_1)))
                        .isFalse();
            }
        }
    }

    private static String unpacked(byte[] zip) throws IOException {
        var all = new StringBuilder();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (in.getNextEntry() != null) {
                all.append(new String(in.readAllBytes(), UTF_8));
            }
        }
        return all.toString();
    }
}
