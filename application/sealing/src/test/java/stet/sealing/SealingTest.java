package stet.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.newsroom.NewsroomEvent.DeskOpened;
import stet.eventstore.Databases;
import stet.eventstore.Ledger;
import stet.eventstore.backup.Backup;
import stet.eventstore.backup.BackupFile;
import stet.eventstore.backup.Kept;
import stet.eventstore.backup.Restore;
import stet.eventstore.tables.Migrations;
import stet.seal.Checkpoint;
import stet.seal.Findings;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.PackVerifier;
import stet.seal.Policy;
import stet.seal.Proofs;
import stet.seal.SealedRecord;
import stet.seal.SigningKeys;
import stet.seal.Tile;

/** What is in the ledger is sealed, on H2 and on PostgreSQL, and whoever changes it behind the program's back is found out. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SealingTest {
    private static final byte[] SECRET = new byte[SigningKeys.LENGTH];
    private static final Clock CLOCK = Clock.systemUTC();
    private static final List<Kept> KEPT = Stream.concat(
                    Stream.of(Kept.whole("eventstore", "ledger_event"), Kept.positions(List.of("seal"))),
                    Seal.TABLES.stream().map(table -> Kept.whole("seal", table)))
            .toList();

    private final Databases databases;

    private final HikariDataSource database;
    private final JdbcClient jdbc;
    private final Keys keys;
    private final Seal seal;
    private final Verification verification;
    private final List<Duration> lags = new CopyOnWriteArrayList<>();
    private final Ledger ledger;
    private int written;

    SealingTest(Databases databases) {
        this.databases = databases;
        database = databases.fresh().open();
        Migrations.run(database, "eventstore");
        Migrations.run(database, "seal");
        jdbc = JdbcClient.create(database);
        keys = Keys.open(jdbc, "news.example", List.of(SECRET), CLOCK);
        seal = new Seal(database, keys);
        verification = new Verification(database, keys, CLOCK);
        ledger = Ledger.on(database, new JdbcTransactionManager(database))
                .alone()
                .build();
        ledger.keeper("seal", new Sealer(database, keys, CLOCK, (at, lag) -> lags.add(lag)), Duration.ZERO);
        ledger.start();
    }

    @AfterEach
    void closed() {
        ledger.close();
        database.close();
    }

    /** Some time ago, in two histories by turns. */
    private void happens(int times) {
        for (var n = 0; n < times; n++) {
            var stream = "desk-" + written % 2;
            var act = new Act(
                    new PersonId("p" + written % 3),
                    Role.ADMINISTRATOR,
                    Instant.parse("2026-11-01T10:00:00.000Z").plusSeconds(written),
                    "Because of “%d”".formatted(written),
                    new CommandId("c" + written));
            var event = new GenericDomainEventMessage<>(
                    "newsroom",
                    stream,
                    written / 2,
                    new DeskOpened(new DeskId("d" + written), "Desk " + written),
                    act.asMap(),
                    "e" + written,
                    act.at());
            DefaultUnitOfWork.startAndGet(null).executeWithResult(() -> {
                ledger.events().publish(event);
                return null;
            });
            written++;
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> seal.extent().records() == written);
    }

    private Note checkpoint() {
        return seal.checkpoint().orElseThrow();
    }

    private Policy policy() {
        return Policy.read(seal.policy());
    }

    @Test
    void every_event_is_sealed_in_its_order_and_signed_for() {
        happens(9);
        var checkpoint = policy().accepted(checkpoint());
        assertThat(checkpoint.size()).isEqualTo(9);
        assertThat(checkpoint.origin()).startsWith("news.example/").isEqualTo(keys.origin());
        assertThat(lags).hasSize(9);
        var records =
                jdbc.sql("SELECT record FROM seal_record ORDER BY record_index").query(String.class).list().stream()
                        .map(SealedRecord::of)
                        .toList();
        assertThat(records)
                .extracting(SealedRecord::eventId)
                .containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8");
        assertThat(records.get(4)).satisfies(record -> {
            assertThat(record.stream()).isEqualTo("desk-0");
            assertThat(record.seq()).isEqualTo(2);
            assertThat(record.actor()).isEqualTo("p1");
            assertThat(record.role()).isEqualTo("ADMINISTRATOR");
            assertThat(record.at()).isEqualTo("2026-11-01T10:00:04Z");
        });
        var findings = verification.run(null);
        assertThat(findings.told()).isEmpty();
        assertThat(findings.records()).isEqualTo(9);
        assertThat(findings.payloads()).isEqualTo(9);
        assertThat(seal.extent()).satisfies(extent -> {
            assertThat(extent.unsealed()).isZero();
            assertThat(extent.since()).isEqualTo("2026-11-01T10:00:00Z");
        });
    }

    @Test
    void proofs_and_tiles_are_of_the_tree_of_the_checkpoint() {
        happens(3);
        var before = Checkpoint.of(checkpoint().text());
        happens(600);
        var size = 603;
        var leaves = new ArrayList<byte[]>();
        for (var tile : List.of(new Tile(0, 0, 256), new Tile(0, 1, 256), new Tile(0, 2, size - 512))) {
            var bytes = seal.tile(tile).orElseThrow();
            for (var at = 0; at < bytes.length; at += Merkle.HASH) {
                leaves.add(Arrays.copyOfRange(bytes, at, at + Merkle.HASH));
            }
        }
        var root = Checkpoint.of(checkpoint().text()).root();
        assertThat(Merkle.root(Merkle.over(leaves), size)).isEqualTo(root);
        assertThat(seal.tile(new Tile(1, 0, 2)).orElseThrow())
                .startsWith(Merkle.over(leaves).hash(8, 0))
                .hasSize(64);
        assertThat(seal.tile(new Tile(1, 0, 3))).isEmpty();
        assertThat(seal.tile(new Tile(0, 2, 92))).isEmpty();

        var record = jdbc.sql("SELECT record FROM seal_record WHERE event_id = 'e300'")
                .query(String.class)
                .single();
        assertThat(Proofs.Inclusion.of(seal.inclusion("e300").orElseThrow())
                        .shows(SealedRecord.of(record).bytes()))
                .isTrue();
        assertThat(seal.inclusion("nothing")).isEmpty();
        assertThat(Proofs.Consistency.of(seal.consistency(3).orElseThrow()).shows(before))
                .isTrue();
        assertThat(seal.consistency(604)).isEmpty();
        assertThat(verification.run(null).told()).isEmpty();
    }

    @Test
    void packs_are_verified_by_whoever_has_them() {
        happens(11);
        assertThat(verified(Seal.Wanted.everything(), null)).satisfies(all -> {
            assertThat(all.told()).isEmpty();
            assertThat(all.payloads()).isEqualTo(11);
        });
        assertThat(verified(Seal.Wanted.stream("desk-1"), null).records()).isEqualTo(5);
        assertThat(verified(Seal.Wanted.person("p0"), null).records()).isEqualTo(4);
        var interval = verified(
                Seal.Wanted.interval(Instant.parse("2026-11-01T10:00:03Z"), Instant.parse("2026-11-01T10:00:06Z")),
                null);
        assertThat(interval.told()).isEmpty();
        assertThat(interval.records()).isEqualTo(3);
    }

    private Findings verified(Seal.Wanted wanted, @Nullable Note published) {
        var out = new ByteArrayOutputStream();
        try {
            seal.export(wanted, out);
            return new PackVerifier(policy(), published).verify(new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody does who has the database, and how it is told by the newsroom itself. */
    private void isFound(String sql, String told) {
        happens(9);
        var published = checkpoint();
        jdbc.sql(sql).update();
        var findings = verification.run(published);
        assertThat(findings.told().getFirst()).as(sql).contains(told);
        // And by whoever has a pack, the policy, and the checkpoint from before.
        assertThat(verified(Seal.Wanted.everything(), published).fits()).as(sql).isFalse();
    }

    @Test
    void a_payload_that_was_changed() {
        isFound(
                "UPDATE ledger_event SET payload = REPLACE(payload, 'Desk 4', 'Desk 5') WHERE event_identifier = 'e4'",
                "The payload of record 4 (newsroom.desk-opened of desk-0, event e4) is not the one that was sealed");
    }

    @Test
    void a_reason_that_was_changed() {
        isFound(
                "UPDATE ledger_event SET meta_data = REPLACE(meta_data, 'Because', 'In spite') WHERE event_identifier = 'e4'",
                "Who, when or why of record 4");
    }

    @Test
    void an_instant_that_was_changed_by_less_than_a_record_holds() {
        isFound(
                "UPDATE ledger_event SET time_stamp = '2026-11-01T10:00:04.0001Z' WHERE event_identifier = 'e4'",
                "Who, when or why of record 4");
    }

    @Test
    void an_event_that_was_deleted() {
        isFound("DELETE FROM ledger_event WHERE event_identifier = 'e4'", "The payload of record 4");
    }

    @Test
    void the_last_events_that_were_cut_off() {
        isFound("DELETE FROM ledger_event WHERE global_index > 6", "The payload of record 6");
    }

    @Test
    void an_event_that_was_put_in() {
        happens(9);
        var published = checkpoint();
        jdbc.sql("""
                        INSERT INTO ledger_event (global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type, payload, meta_data)
                        SELECT -5, 'e99', 'desk-0', 99, type, time_stamp, payload_type, payload, meta_data FROM ledger_event WHERE event_identifier = 'e4'""").update();
        assertThat(verification.run(published).told())
                .containsExactly("Event e99 (number 99 of desk-0) stands in the ledger and is not sealed");
    }

    @Test
    void two_events_that_were_turned_round() {
        happens(9);
        jdbc.sql("UPDATE ledger_event SET global_index = -1 WHERE event_identifier = 'e4'")
                .update();
        jdbc.sql("UPDATE ledger_event SET global_index = 5 WHERE event_identifier = 'e5'")
                .update();
        jdbc.sql("UPDATE ledger_event SET global_index = 6 WHERE event_identifier = 'e4'")
                .update();
        assertThat(verification.run(null).told())
                .hasSize(2)
                .allMatch(told -> told.startsWith("Who, when or why of record"));
    }

    @Test
    void two_histories_that_were_swapped() {
        happens(9);
        jdbc.sql("UPDATE ledger_event SET aggregate_identifier = 'x' WHERE aggregate_identifier = 'desk-0'")
                .update();
        jdbc.sql("UPDATE ledger_event SET aggregate_identifier = 'desk-0' WHERE aggregate_identifier = 'desk-1'")
                .update();
        jdbc.sql("UPDATE ledger_event SET aggregate_identifier = 'desk-1' WHERE aggregate_identifier = 'x'")
                .update();
        assertThat(verification.run(null).told().getFirst())
                .isEqualTo(
                        "Event e0 is in the ledger as number 0 of desk-1, a newsroom.desk-opened, and was sealed as number 0"
                                + " of desk-0, a newsroom.desk-opened");
    }

    @Test
    void a_record_that_was_changed() {
        isFound(
                "UPDATE seal_record SET record = REPLACE(record, '\"p1\"', '\"p2\"') WHERE record_index = 4",
                "Record 4 was changed");
    }

    @Test
    void a_salt_that_was_changed() {
        isFound(
                "UPDATE seal_salt SET payload_salt = (SELECT meta_salt FROM seal_salt WHERE record_index = 3) WHERE record_index = 4",
                "The payload of record 4");
    }

    @Test
    void a_checkpoint_that_was_changed() {
        happens(9);
        jdbc.sql(
                        "UPDATE seal_checkpoint SET note = REPLACE(note, CHR(10) || '9' || CHR(10), CHR(10) || '8' || CHR(10))")
                .update();
        assertThat(verification.run(null).told())
                .anyMatch(told -> told.contains("does not fit what it stands under"))
                .contains("9 records are in no checkpoint");
    }

    @Test
    void a_seal_that_was_taken_away() {
        happens(9);
        for (var table : List.of("seal_checkpoint", "seal_record", "seal_salt", "seal_node")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        assertThat(verification.run(null).told()).hasSize(9).allMatch(told -> told.endsWith("is not sealed"));
    }

    @Test
    void an_older_backup_that_was_put_in_its_place(@TempDir Path directory) throws Exception {
        happens(5);
        var file = directory.resolve("backup.zip");
        try (var out = Files.newOutputStream(file)) {
            new Backup(database, KEPT, CLOCK).to(out);
        }
        happens(4);
        var published = checkpoint();
        try (var older = databases.fresh().open();
                var backup = BackupFile.verified(file)) {
            new Restore(older).of(backup);
            var there = new Verification(
                    older, Keys.open(JdbcClient.create(older), "news.example", List.of(SECRET), CLOCK), CLOCK);
            // By itself it is whole, and what was published tells that there was more.
            assertThat(there.run(null).told()).isEmpty();
            assertThat(there.run(published).told()).contains("The checkpoint covers 9 records, and 5 are there");
        }
    }

    /** With the key one can sign anything, but not make what was published say another thing. */
    @Test
    void a_history_that_was_sealed_anew_with_the_right_key() {
        happens(9);
        var published = checkpoint();
        ledger.close();
        jdbc.sql("UPDATE ledger_event SET payload = REPLACE(payload, 'Desk 4', 'Desk 5')")
                .update();
        for (var table : List.of("seal_checkpoint", "seal_record", "seal_salt", "seal_node", "ledger_token")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        var again = Ledger.on(database, new JdbcTransactionManager(database))
                .alone()
                .build();
        again.keeper("seal", new Sealer(database, keys, CLOCK, (at, lag) -> lags.add(lag)), Duration.ZERO);
        again.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> seal.extent().records() == 9);
            assertThat(verification.run(null).told()).isEmpty();
            assertThat(verification.run(published).told())
                    .contains("There are two checkpoints of 9 records that say different things");
            assertThat(verified(Seal.Wanted.everything(), null).fits()).isTrue();
            assertThat(verified(Seal.Wanted.everything(), published).told())
                    .containsExactly("The first 9 records are not those of the checkpoint that was published");
        } finally {
            again.close();
        }
    }

    @Test
    void another_key_signs_from_then_on_and_what_the_first_signed_is_verified_still() {
        happens(3);
        var first = checkpoint();
        var second = new byte[SigningKeys.LENGTH];
        second[0] = 1;
        var rotated = Keys.open(jdbc, "elsewhere.example", List.of(SECRET, second), CLOCK);
        assertThat(rotated.origin()).isEqualTo(keys.origin());
        var policy = Policy.read(rotated.policy());
        assertThat(policy.logs()).hasSize(4);
        assertThat(policy.accepted(first).size()).isEqualTo(3);
        var anew = new SigningKeys(rotated.origin(), second).sign(Checkpoint.of(first.text()), CLOCK.instant());
        assertThat(policy.accepted(anew).size()).isEqualTo(3);
    }

    @Test
    void what_came_of_a_verification_is_remembered() {
        happens(4);
        var verifications = new Verifications(jdbc, verification, CLOCK);
        assertThat(verifications.last()).isEmpty();
        assertThat(verifications.run("ada").fits()).isTrue();
        jdbc.sql("DELETE FROM ledger_event WHERE event_identifier = 'e2'").update();
        verifications.run("ada");
        assertThat(verifications.last().orElseThrow()).satisfies(last -> {
            assertThat(last.by()).isEqualTo("ada");
            assertThat(last.records()).isEqualTo(4);
            assertThat(last.payloads()).isEqualTo(3);
            assertThat(last.missing()).isEqualTo(1);
            assertThat(last.told().getFirst()).contains("record 2");
        });
    }
}
