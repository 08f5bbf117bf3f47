package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
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
import stet.eventstore.Status;
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
import stet.seal.Witness;
import stet.trials.Trials;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is in the ledger is sealed, on H2 and on PostgreSQL, and whoever changes it behind the program's back is found out. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SealingTest {
    private static final byte[] SECRET = new byte[SigningKeys.LENGTH];
    private static final Clock CLOCK = Clock.systemUTC();
    /** Nothing of what happens here is shown to the world. */
    private static final Publicly NOTHING = published -> JsonNodeFactory.instance.objectNode();

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
    private int nodes;

    @TempDir
    static Path directory;

    SealingTest(Databases databases) {
        this.databases = databases;
        database = databases.fresh().open();
        Migrations.run(database, "eventstore");
        Migrations.run(database, "seal");
        jdbc = JdbcClient.create(database);
        keys = Keys.open(jdbc, "news.example", List.of(SECRET), "", CLOCK);
        seal = new Seal(database, keys, new Witnesses(database, keys, null, CLOCK));
        verification = new Verification(database, keys, NOTHING, CLOCK);
        ledger = Ledger.on(database, new JdbcTransactionManager(database))
                .alone()
                .build();
        ledger.keeper(
                "seal",
                new Sealer(database, keys, NOTHING, lastSigned(), CLOCK, (at, lag) -> lags.add(lag)),
                Duration.ZERO);
        ledger.start();
    }

    /** As another node has it, or one that was given another directory for its keys. */
    private LastSigned lastSigned() {
        return new LastSigned(database, keys, directory.resolve("%d/keys.seal".formatted(nodes++)));
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
        var all = verified(Seal.Wanted.everything(), published);
        assertThat(all.records()).as("it comes into no pack").isEqualTo(9);
        assertThat(all.told()).isEmpty();
    }

    @Test
    void records_that_were_cut_off_with_their_checkpoint() {
        happens(5);
        var older = checkpoint().whole();
        happens(4);
        var published = checkpoint();
        for (var table : List.of("seal_record", "seal_salt")) {
            jdbc.sql("DELETE FROM %s WHERE record_index > 4".formatted(table)).update();
        }
        jdbc.sql("DELETE FROM ledger_event WHERE global_index > 5").update();
        jdbc.sql("UPDATE seal_checkpoint SET tree_size = 5, note = ?")
                .param(older)
                .update();
        assertThat(verification.run(null).told()).as("by itself it is whole").isEmpty();
        assertThat(verification.run(published).told()).contains("The checkpoint covers 9 records, and 5 are there");
        assertThat(verified(Seal.Wanted.everything(), published).told())
                .containsExactly("The checkpoint that was published covers 9 records, and so many are not there");
    }

    @Test
    void a_node_of_the_tree_that_was_changed() {
        happens(260);
        assertThat(verification.run(null).told()).isEmpty();
        jdbc.sql("UPDATE seal_node SET hash = ? WHERE level = 8")
                .param("ab".repeat(32))
                .update();
        assertThat(verification.run(null).told())
                .containsExactly("The hash over records 0 to 255 of seal_node is not the one that these have");
    }

    /** Of whichever byte, in whichever column of what is kept. */
    @Test
    void a_change_of_any_byte_is_found_and_its_place_is_named() {
        happens(10);
        var columns = List.of(
                "ledger_event.payload",
                "ledger_event.meta_data",
                "ledger_event.time_stamp",
                "ledger_event.aggregate_identifier",
                "ledger_event.event_identifier",
                "ledger_event.payload_type",
                "ledger_event.type",
                "seal_record.record",
                "seal_record.leaf",
                "seal_record.stream",
                "seal_record.actor",
                "seal_record.event_id",
                "seal_salt.payload_salt",
                "seal_salt.meta_salt");
        Trials.of(120)
                .holds(
                        choices -> new long[] {
                            choices.between(0, columns.size() - 1), choices.between(0, 9), choices.between(0, 9_999)
                        },
                        change -> {
                            var place = columns.get((int) change[0]).split("\\.", 2);
                            var key = place[0].equals("ledger_event") ? "global_index" : "record_index";
                            var row = change[1] + (key.equals("global_index") ? 1 : 0);
                            var where = " WHERE %s = %d".formatted(key, row);
                            var was = jdbc.sql("SELECT %s FROM %s%s".formatted(place[1], place[0], where))
                                    .query(String.class)
                                    .single();
                            var at = (int) (change[2] % was.length());
                            var now =
                                    was.substring(0, at) + (was.charAt(at) == 'x' ? 'y' : 'x') + was.substring(at + 1);
                            var update = "UPDATE %s SET %s = ?%s".formatted(place[0], place[1], where);
                            jdbc.sql(update).param(now).update();
                            try {
                                assertThat(verification.run(null).told().getFirst())
                                        .containsPattern("(?i)record %d\\b|event (e%d|%s)\\b"
                                                .formatted(change[1], change[1], Pattern.quote(now)));
                            } finally {
                                jdbc.sql(update).param(was).update();
                            }
                        });
        assertThat(verification.run(null).told()).isEmpty();
    }

    @Test
    void two_events_that_were_turned_round() {
        happens(9);
        var published = checkpoint();
        jdbc.sql("UPDATE ledger_event SET global_index = -1 WHERE event_identifier = 'e4'")
                .update();
        jdbc.sql("UPDATE ledger_event SET global_index = 5 WHERE event_identifier = 'e5'")
                .update();
        jdbc.sql("UPDATE ledger_event SET global_index = 6 WHERE event_identifier = 'e4'")
                .update();
        assertThat(verification.run(null).told())
                .filteredOn(told -> told.startsWith("Who, when or why of record"))
                .hasSize(2);
        assertThat(verified(Seal.Wanted.everything(), published).told()).hasSize(2);
    }

    @Test
    void two_histories_that_were_swapped() {
        happens(9);
        var published = checkpoint();
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
        // The pack has the records as they were sealed, each with its payload: what was swapped is where they are read.
        assertThat(verified(Seal.Wanted.stream("desk-0"), published).records()).isEqualTo(5);

        jdbc.sql("UPDATE seal_record SET stream = 'x' WHERE stream = 'desk-0'").update();
        jdbc.sql("UPDATE seal_record SET stream = 'desk-0' WHERE stream = 'desk-1'")
                .update();
        jdbc.sql("UPDATE seal_record SET stream = 'desk-1' WHERE stream = 'x'").update();
        assertThat(verified(Seal.Wanted.stream("desk-0"), null).fits()).isFalse();
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
                    older,
                    Keys.open(JdbcClient.create(older), "news.example", List.of(SECRET), "", CLOCK),
                    NOTHING,
                    CLOCK);
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
        again.keeper(
                "seal",
                new Sealer(database, keys, NOTHING, lastSigned(), CLOCK, (at, lag) -> lags.add(lag)),
                Duration.ZERO);
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
        var rotated = Keys.open(jdbc, "elsewhere.example", List.of(SECRET, second), "", CLOCK);
        assertThat(rotated.origin()).isEqualTo(keys.origin());
        var policy = Policy.read(rotated.policy());
        assertThat(policy.logs())
                .as("of the history and of what is stated, by two algorithms")
                .hasSize(8);
        assertThat(policy.accepted(first).size()).isEqualTo(3);
        var anew = new SigningKeys(rotated.origin(), second).sign(Checkpoint.of(first.text()), CLOCK.instant());
        assertThat(policy.accepted(anew).size()).isEqualTo(3);
    }

    /** An older database is in the place of the one that was signed last. */
    @Test
    void what_contradicts_what_was_signed_is_not_signed_until_the_history_goes_on_under_another_name()
            throws Exception {
        happens(5);
        var file = directory.resolve("backup-of-%s.zip".formatted(databases));
        try (var out = Files.newOutputStream(file)) {
            new Backup(database, KEPT, CLOCK).to(out);
        }
        happens(4);
        var signed = new LastSigned(database, keys, directory.resolve("both-%s/keys.seal".formatted(databases)));
        signed.keep(checkpoint());
        assertThat(signed.contradiction()).isEmpty();
        try (var older = databases.fresh().open();
                var backup = BackupFile.verified(file)) {
            new Restore(older).of(backup);
            var there = JdbcClient.create(older);
            var same = Keys.open(there, "news.example", List.of(SECRET), "", CLOCK);
            var last = new LastSigned(older, same, directory.resolve("both-%s/keys.seal".formatted(databases)));
            assertThat(last.contradiction().orElseThrow())
                    .contains("It has signed 9 records and there are 5")
                    .contains("--stet.seal.ended=" + keys.origin());
            var before = Seal.newest(there, same.origin()).orElseThrow();
            try (var stuck = goesOn(older, same, last, 9)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> stuck.status().values().stream().anyMatch(Status::failing));
                assertThat(Seal.newest(there, same.origin()).orElseThrow().whole())
                        .as("nothing was signed")
                        .isEqualTo(before.whole());
            }

            var other = Keys.open(there, "news.example", List.of(SECRET), same.origin(), CLOCK);
            assertThat(other.origin()).startsWith("news.example/").isNotEqualTo(same.origin());
            assertThat(Keys.open(there, "news.example", List.of(SECRET), same.origin(), CLOCK)
                            .origin())
                    .as("the setting may stay")
                    .isEqualTo(other.origin());
            var fresh = new LastSigned(older, other, directory.resolve("both-%s/keys.seal".formatted(databases)));
            assertThat(fresh.contradiction()).isEmpty();
            try (var _ = goesOn(older, other, fresh, 10)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Seal.newest(there, other.origin())
                                .filter(note -> sizeOf(note) == 7)
                                .isPresent());
            }
            assertThat(new Verification(older, other, NOTHING, CLOCK).run(null).told())
                    .isEmpty();
            assertThat(new Verification(older, other, NOTHING, CLOCK)
                            .run(checkpoint())
                            .told())
                    .contains("The checkpoint that was published is of another log");
            assertThat(new PackVerifier(Policy.read(other.policy()), null)
                            .verify(new ByteArrayInputStream(
                                    pack(new Seal(older, other, new Witnesses(older, other, null, CLOCK)))))
                            .told())
                    .isEmpty();
        }
    }

    @Test
    void another_history_of_the_same_length_is_not_gone_on_with() {
        happens(4);
        var last = lastSigned();
        last.keep(keys.signing().sign(new Checkpoint(keys.origin(), 3, new byte[Merkle.HASH]), CLOCK.instant()));
        assertThat(last.contradiction().orElseThrow()).contains("The first 3 records are not those that it has signed");
    }

    /** Opens a database and lets one thing more happen in it. */
    private Ledger goesOn(HikariDataSource at, Keys named, LastSigned last, int number) {
        var there = Ledger.on(at, new JdbcTransactionManager(at)).alone().build();
        var sealer = new Sealer(at, named, NOTHING, last, CLOCK, (happened, lag) -> {});
        sealer.begin();
        there.keeper("seal", sealer, Duration.ZERO);
        there.start();
        var act = new Act(new PersonId("p0"), Role.ADMINISTRATOR, CLOCK.instant(), null, new CommandId("n" + number));
        DefaultUnitOfWork.startAndGet(null).executeWithResult(() -> {
            there.events()
                    .publish(new GenericDomainEventMessage<>(
                            "newsroom",
                            "desk-" + number,
                            0,
                            new DeskOpened(new DeskId("n" + number), "Desk " + number),
                            act.asMap(),
                            "n" + number,
                            act.at()));
            return null;
        });
        return there;
    }

    /** A witness in another program, as the log finds it. */
    private HttpServer asked(Witness witness) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/add-checkpoint", exchange -> {
            var answer = witness.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Policy asking(HttpServer server, SigningKeys witness) {
        return Policy.read("witness A %s http://localhost:%d/\nquorum A\n"
                .formatted(
                        witness.witnesses().getLast().vkey(),
                        server.getAddress().getPort()));
    }

    @Test
    void whoever_has_the_key_and_makes_the_history_anew_lacks_the_witness(@TempDir Path directory) throws Exception {
        var own = new SigningKeys("witness.example", new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2
        });
        var server = asked(new Witness(this::policy, own, directory, CLOCK));
        try (var witnesses = new Witnesses(database, keys, asking(server, own), CLOCK)) {
            var witnessed = new Seal(database, keys, witnesses);
            happens(5);
            assertThat(witnessed.published()).isEmpty();
            witnesses.ask();
            happens(4);
            assertThat(sizeOf(witnessed.published().orElseThrow())).isEqualTo(5);
            assertThat(sizeOf(witnessed.checkpoint().orElseThrow())).isEqualTo(9);
            witnesses.ask();
            var asks = Policy.read(witnessed.policy());
            assertThat(asks.accepted(witnessed.checkpoint().orElseThrow()).size())
                    .isEqualTo(9);
            assertThat(witnesses.standings())
                    .extracting(Witnesses.Standing::trouble)
                    .containsOnlyNulls();
            assertThat(witnesses.behindSince()).isEmpty();
            assertThat(verification.run(null).told()).isEmpty();
            happens(1);
            assertThat(verified(witnessed, asks).told())
                    .as("a pack waits for its witnesses")
                    .isEmpty();

            ledger.close();
            jdbc.sql("UPDATE ledger_event SET payload = REPLACE(payload, 'Desk 4', 'Desk 5')")
                    .update();
            for (var table : List.of(
                    "seal_checkpoint", "seal_record", "seal_salt", "seal_node", "seal_witnessed", "ledger_token")) {
                jdbc.sql("DELETE FROM " + table).update();
            }
            var again = Ledger.on(database, new JdbcTransactionManager(database))
                    .alone()
                    .build();
            again.keeper(
                    "seal",
                    new Sealer(database, keys, NOTHING, lastSigned(), CLOCK, (at, lag) -> lags.add(lag)),
                    Duration.ZERO);
            again.start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> seal.extent().records() == written);
                witnesses.ask();
                assertThat(witnesses.standings()).singleElement().satisfies(one -> {
                    assertThat(one.contradicts()).isTrue();
                    assertThat(one.trouble()).contains("did not grow out of what this witness has signed before");
                });
                assertThat(witnessed.published()).isEmpty();
                assertThat(verified(witnessed, Policy.read(keys.policy())).fits())
                        .as("by the newsroom's key alone all is well")
                        .isTrue();
                assertThat(verified(witnessed, asks).told())
                        .containsExactly("Too few of the policy's witnesses have signed the checkpoint");
            } finally {
                again.close();
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_witness_that_is_away_keeps_nobody_waiting_and_signs_when_it_is_back(@TempDir Path directory)
            throws Exception {
        var own = new SigningKeys("witness.example", new byte[SigningKeys.LENGTH]);
        var witness = new Witness(this::policy, own, directory, CLOCK);
        var gone = asked(witness);
        var port = gone.getAddress().getPort();
        gone.stop(0);
        try (var witnesses = new Witnesses(database, keys, asking(gone, own), CLOCK)) {
            happens(3);
            witnesses.ask();
            assertThat(witnesses.standings()).singleElement().satisfies(one -> {
                assertThat(one.trouble()).isEqualTo("It cannot be reached");
                assertThat(one.contradicts()).isFalse();
                assertThat(one.witness()).isEqualTo("localhost:" + port);
            });
            assertThat(witnesses.behindSince()).isPresent();
            assertThat(seal.checkpoint()).isPresent();
        }
        var back = asked(witness);
        try (var witnesses = new Witnesses(database, keys, asking(back, own), CLOCK)) {
            witnesses.ask();
            assertThat(witnesses.witnessed().map(SealingTest::sizeOf)).contains(3L);
        } finally {
            back.stop(0);
        }
    }

    private static long sizeOf(Note note) {
        return Checkpoint.of(note.text()).size();
    }

    private static Findings verified(Seal seal, Policy policy) throws IOException {
        return new PackVerifier(policy, null).verify(new ByteArrayInputStream(pack(seal)));
    }

    private static byte[] pack(Seal seal) throws IOException {
        var out = new ByteArrayOutputStream();
        seal.export(Seal.Wanted.everything(), out);
        return out.toByteArray();
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
