package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.seal.Bundle;
import stet.seal.Note;
import stet.seal.Policy;
import stet.seal.Proofs;
import stet.seal.SealedRecord;
import stet.web.operations.Errands;
import tools.jackson.databind.json.JsonMapper;

/** The history is handed out so that others can verify it, to those who may have it. */
@Tag("program")
class SealTest {
    private static final String WORDS = "Nobody outside may know this yet";

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String article;

    @BeforeAll
    static void a_newsroom_at_work() {
        stet = RunningStet.on(Databases.H2.fresh());
        stet.opens("city");
        people = Newcomers.to(stet);
        article = people.drafts("city", WORDS, "It rained all night.");
        stet.seals();
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    private static JdbcClient database() {
        return stet.part(JdbcClient.class);
    }

    /** The program, started with a word. */
    private static String says(int code, String... args) {
        var out = new ByteArrayOutputStream();
        var ended = Errands.run(args, new PrintStream(out, true, UTF_8));
        assertThat(ended.orElse(-1)).as(out.toString(UTF_8)).isEqualTo(code);
        return out.toString(UTF_8);
    }

    @Test
    void checkpoint_tiles_and_proofs_are_for_auditors_and_tell_no_words() {
        var id = database()
                .sql("SELECT event_identifier FROM ledger_event WHERE aggregate_identifier = ? AND sequence_number = 0")
                .param(article)
                .query(String.class)
                .single();
        var addresses = List.of(
                "/api/seal",
                "/api/seal/checkpoint",
                "/api/seal/policy",
                "/api/seal/tile/0/000.p/3",
                "/api/seal/inclusion/" + id,
                "/api/seal/consistency/2");
        for (var address : addresses) {
            stet.world().gets(address).with(401);
            people.wanda().gets(address).refused(403, "role-missing");
            for (var auditor : List.of(people.stella(), stet.administrator())) {
                assertThat(auditor.gets(address).with(200).text()).doesNotContain(WORDS);
            }
        }
        var record = database()
                .sql("SELECT record FROM seal_record WHERE event_id = ?")
                .param(id)
                .query(String.class)
                .single();
        var proof = Proofs.Inclusion.of(
                people.stella().gets("/api/seal/inclusion/" + id).text());
        assertThat(proof.shows(SealedRecord.of(record).bytes())).isTrue();
        assertThat(Policy.read(people.stella().gets("/api/seal/policy").text())
                        .accepted(Note.of(
                                people.stella().gets("/api/seal/checkpoint").text()))
                        .size())
                .isPositive();
        assertThat(people.stella().gets("/api/seal/tile/0/000.p/3").bytes()).hasSize(96);
        var records = Bundle.read(
                people.stella().gets("/api/seal/tile/entries/000.p/3").with(200).bytes());
        assertThat(records).hasSize(3);
        assertThat(SealedRecord.of(records.get(2)).index()).isEqualTo(2);
        stet.administrator().gets("/api/seal/tile/entries/000.p/3").refused(403, "role-missing");
        for (var nothing : List.of(
                "/api/seal/tile/entries/000.p/255",
                "/api/seal/tile/0/000.p/255",
                "/api/seal/tile/7/000",
                "/api/seal/tile/x",
                "/api/seal/tile/0/999/../000",
                "/api/seal/inclusion/nothing",
                "/api/seal/consistency/1000000",
                "/api/seal/consistency/-1")) {
            assertThat(people.stella().gets(nothing).status()).as(nothing).isIn(400, 404);
        }
    }

    @Test
    void a_pack_is_for_standards_alone_and_that_it_was_taken_is_logged() throws Exception {
        for (var other : List.of(people.wanda(), stet.administrator())) {
            other.gets("/api/seal/pack").refused(403, "role-missing");
        }
        var policy = Files.writeString(
                directory.resolve("policy"),
                people.stella().gets("/api/seal/policy").text());
        var pack = Files.write(
                directory.resolve("article.pack"),
                people.stella()
                        .gets("/api/seal/pack?article=" + article)
                        .with(200)
                        .bytes());
        assertThat(Files.readString(pack)).contains(WORDS);
        assertThat(says(0, "verify", pack.toString(), "--policy=" + policy))
                .containsPattern("Verified: [1-9] records, [1-9] payloads, 0 shredded, 0 missing")
                .contains("is the newsroom's word")
                .contains("All of it is what was sealed");
        assertThat(says(0, "verify", pack.toString())).contains("The keys came with the pack");
        assertThat(people.stella().sees("/api/access").toString())
                .contains("HISTORY_EXPORTED")
                .contains("stream " + article);

        people.stella().gets("/api/seal/pack?who=wanda").with(200);
        people.stella()
                .gets("/api/seal/pack?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .with(200);
        people.stella().gets("/api/seal/pack?article=nothing").refused(404, "not-sealed");
        assertThat(people.stella().gets("/api/seal/pack?article=x&who=y").status())
                .isEqualTo(422);
        assertThat(people.stella()
                        .gets("/api/seal/pack?from=2020-01-01T00:00:00Z")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void somebody_with_a_checkpoint_from_before_finds_out_offline_what_was_changed_since() throws Exception {
        var policy = Files.writeString(
                directory.resolve("policy2"),
                people.stella().gets("/api/seal/policy").text());
        var published = Files.writeString(
                directory.resolve("published"),
                people.stella().gets("/api/seal/checkpoint").text());
        people.drafts("city", "Another story", "It is still raining.");
        stet.seals();
        var pack = Files.write(
                directory.resolve("all.pack"),
                people.stella().gets("/api/seal/pack").with(200).bytes());
        assertThat(says(0, "verify", pack.toString(), "--policy=" + policy, "--checkpoint=" + published))
                .contains("The history grew out of the checkpoint");

        var lines = new ArrayList<>(Files.readAllLines(pack));
        var at = lines.size() - 2;
        lines.set(at, lines.get(at).replace("raining", "snowing"));
        Files.write(pack, lines);
        assertThat(says(1, "verify", pack.toString(), "--policy=" + policy, "--checkpoint=" + published))
                .contains("The payload of record");
        lines.remove(at);
        Files.write(pack, lines);
        assertThat(says(1, "verify", pack.toString(), "--policy=" + policy))
                .contains("and %d are there".formatted(at - 1));
        assertThat(says(1, "verify", directory.resolve("nothing").toString())).contains("Nothing was verified");
        assertThat(says(2, "verify", pack.toString(), "--polic=x")).contains("It is used as: verify FILE|URL");
    }

    @Test
    void the_store_is_verified_when_somebody_asks_and_health_and_page_tell_what_came_of_it() {
        var stella = stet.inBrowser("stella", RunningStet.PASSWORD);
        assertThat(stella.gets("/newsroom/seal").with(200).text())
                .contains("The history is complete since")
                .contains("Take a part of it away");
        assertThat(stet.inBrowser("administrator", RunningStet.PASSWORD)
                        .gets("/newsroom/seal")
                        .with(200)
                        .text())
                .doesNotContain("Take a part of it away");
        stet.inBrowser("wanda", RunningStet.PASSWORD).gets("/newsroom/seal").with(403);
        people.wanda().posts("/api/seal/verification", Map.of()).refused(403, "role-missing");

        var fits = people.stella()
                .posts("/api/seal/verification", Map.of())
                .with(200)
                .json();
        assertThat(fits.path("problems").asLong(-1)).isZero();
        assertThat(fits.path("records").asLong())
                .isEqualTo(fits.path("payloads").asLong())
                .isPositive();
        assertThat(health().path("status").asString()).isEqualTo("UP");
        assertThat(stella.gets("/newsroom/seal").text())
                .contains("<strong>Yes.</strong>")
                .contains("asked for by Stella");

        var before = database()
                .sql("SELECT payload FROM ledger_event WHERE aggregate_identifier = ? AND sequence_number = 0")
                .param(article)
                .query(String.class)
                .single();
        changes(before.replace(WORDS, "Everybody may know this"));
        try {
            var found = people.stella()
                    .posts("/api/seal/verification", Map.of())
                    .with(200)
                    .json();
            assertThat(found.path("told").toString())
                    .contains("(article.drafted of " + article)
                    .contains("is not the one that was sealed");
            assertThat(health().path("status").asString()).isEqualTo("DOWN");
            assertThat(stella.gets("/newsroom/seal").text())
                    .contains("<strong>No.</strong>")
                    .contains(article);
        } finally {
            changes(before);
        }
        people.stella().posts("/api/seal/verification", Map.of()).with(200);
        assertThat(health().path("status").asString()).isEqualTo("UP");
    }

    /** It reads the whole ledger, for whoever asks. */
    @Test
    void the_store_is_verified_once_at_a_time_and_twelve_times_in_an_hour() {
        verified(12, true);
        try {
            var often =
                    people.stella().posts("/api/seal/verification", Map.of()).refused(429, "too-many-requests");
            assertThat(often.sentence()).contains("within the last hour");
            assertThat(Integer.parseInt(often.header("Retry-After"))).isBetween(1, 3601);
            var page = stet.inBrowser("stella", RunningStet.PASSWORD)
                    .posts("/newsroom/seal/verify", "application/x-www-form-urlencoded", new byte[0])
                    .with(429)
                    .text();
            assertThat(page).contains("within the last hour");
        } finally {
            forgotten();
        }
        verified(1, false);
        try {
            assertThat(people.stella()
                            .posts("/api/seal/verification", Map.of())
                            .refused(429, "too-many-requests")
                            .sentence())
                    .contains("just now");
        } finally {
            forgotten();
        }
    }

    private static void verified(int times, boolean ended) {
        for (var time = 0; time < times; time++) {
            database()
                    .sql(
                            "INSERT INTO seal_verification (verification, asked_by, begun_at, ended_at, records, payloads,"
                                    + " shredded, missing, problems, told)"
                                    + " SELECT ?, 'somebody', CURRENT_TIMESTAMP, CASE WHEN ? THEN CURRENT_TIMESTAMP END, 0, 0, 0, 0, 0, ''")
                    .params("test " + time, ended)
                    .update();
        }
    }

    private static void forgotten() {
        database()
                .sql("DELETE FROM seal_verification WHERE asked_by = 'somebody'")
                .update();
    }

    private static void changes(String payload) {
        database()
                .sql("UPDATE ledger_event SET payload = ? WHERE aggregate_identifier = ? AND sequence_number = 0")
                .params(payload, article)
                .update();
    }

    private static tools.jackson.databind.JsonNode health() {
        var told = JsonMapper.shared()
                .readTree(stet.administrator().gets("/actuator/health").text());
        return told.path("components").path("seal");
    }
}
