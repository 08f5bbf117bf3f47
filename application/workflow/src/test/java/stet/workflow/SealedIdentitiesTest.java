package stet.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.KeysNotUsable;
import stet.workflow.sealing.NotOpened;
import stet.workflow.sealing.ShreddedList;

/** Nobody has an identity by having the database, and whoever has the key has each of them. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SealedIdentitiesTest {
    private static final ArticleId QUAY = new ArticleId("quay");
    private static final PersonId CHIDI = new PersonId("chidi");
    private static final Request.Identity TORVALD = new Request.Identity("Torvald at the customs shed", "Ring twice");

    private final HikariDataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    SealedIdentitiesTest(Databases databases) {
        database = databases.fresh().open();
        Migrations.run(database, "workflow");
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private KeyFile file() {
        return file("keys");
    }

    private KeyFile file(String node) {
        return new KeyFile(directory.resolve(node).resolve("newsroom.keys"));
    }

    private SealedIdentities open() {
        return SealedIdentities.open(jdbc, transaction, file(), Set.of(), true);
    }

    @Test
    void an_identity_is_read_as_it_was_kept_and_stands_in_no_row() {
        open().keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        assertThat(open().read(QUAY, new SourceId("s1"))).contains(TORVALD);
        assertThat(open().read(new ArticleId("pier"), new SourceId("s1"))).isEmpty();
        assertThat(plain()).isEmpty();
        assertThat(sealed()).noneMatch(bytes -> new String(bytes, UTF_8).contains("Torvald"));
    }

    @Test
    void a_row_that_is_put_in_anothers_place_is_not_taken_for_it() {
        var identities = open();
        identities.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        jdbc.sql("UPDATE workflow_confidential_source SET source_id = 's2'").update();
        assertThatThrownBy(() -> identities.read(QUAY, new SourceId("s2"))).isInstanceOf(NotOpened.class);
        // And nobody is kept from starting.
        assertThat(open().has(QUAY, new SourceId("s2"))).isTrue();
    }

    @Test
    void what_was_plain_is_sealed_at_the_start_however_much_there_is() {
        for (var n = 0; n < 250; n++) {
            plain("s" + n, TORVALD);
        }
        var identities = open();
        assertThat(plain()).isEmpty();
        assertThat(identities.read(QUAY, new SourceId("s0"))).contains(TORVALD);
        assertThat(identities.read(QUAY, new SourceId("s249"))).contains(TORVALD);
    }

    @Test
    void what_an_earlier_version_writes_beside_this_one_is_sealed_when_it_is_read() {
        var identities = open();
        plain("s1", TORVALD);
        assertThat(identities.read(QUAY, new SourceId("s1"))).contains(TORVALD);
        assertThat(plain()).isEmpty();
    }

    @Test
    void tables_of_a_version_that_sealed_nothing_need_no_key() {
        jdbc.sql("DROP TABLE workflow_key").update();
        assertThat(SealedIdentities.keysOf(jdbc)).isEmpty();
    }

    @Test
    void a_key_that_was_made_and_not_used_is_used_by_the_next_start() {
        // Killed between the two.
        var made = file().make();
        assertThat(SealedIdentities.keysOf(jdbc)).isEmpty();
        open();
        assertThat(SealedIdentities.keysOf(jdbc)).containsExactly(made.current());
    }

    @Test
    void without_the_key_file_nothing_starts_and_no_other_key_is_made() throws IOException {
        open().keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        Files.delete(file().path());
        assertThatThrownBy(this::open)
                .isInstanceOf(KeysNotUsable.class)
                .hasMessageContaining("There is no key file at " + file().path());
        assertThat(file().path()).doesNotExist();
    }

    @Test
    void with_another_key_nothing_starts() throws IOException {
        var key = open();
        key.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        var used = SealedIdentities.keysOf(jdbc);
        Files.delete(file().path());
        var other = file().make();
        assertThatThrownBy(this::open)
                .isInstanceOf(KeysNotUsable.class)
                .hasMessageContaining("has another key")
                .hasMessageContaining(used.iterator().next())
                .hasMessageNotContaining(other.current());
        assertThat(SealedIdentities.keysOf(jdbc)).isEqualTo(used);
    }

    @Test
    void a_second_node_with_a_key_of_its_own_does_not_start_even_before_anything_is_sealed() {
        SealedIdentities.open(jdbc, transaction, file("one"), Set.of(), true);
        assertThatThrownBy(() -> SealedIdentities.open(jdbc, transaction, file("two"), Set.of(), true))
                .isInstanceOf(KeysNotUsable.class)
                .hasMessageContaining("There is no key file");
        file("two").make();
        assertThatThrownBy(() -> SealedIdentities.open(jdbc, transaction, file("two"), Set.of(), true))
                .isInstanceOf(KeysNotUsable.class)
                .hasMessageContaining("has another key");
    }

    @Test
    void a_file_that_is_taken_elsewhere_without_its_keys_opens_there_while_nothing_lies_under_them() {
        SealedIdentities.open(jdbc, transaction, file("here"), Set.of(), false);
        var there = SealedIdentities.open(jdbc, transaction, file("there"), Set.of(), false);
        there.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        assertThatThrownBy(() -> SealedIdentities.open(jdbc, transaction, file("here"), Set.of(), false))
                .isInstanceOf(KeysNotUsable.class)
                .hasMessageContaining("has another key");
        assertThat(SealedIdentities.open(jdbc, transaction, file("there"), Set.of(), false)
                        .read(QUAY, new SourceId("s1")))
                .contains(TORVALD);
    }

    @Test
    void a_key_that_is_lost_for_good_is_given_up_and_what_lies_under_it_with_it() throws IOException {
        open().keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        var lost = SealedIdentities.keysOf(jdbc);
        Files.delete(file().path());
        var identities = SealedIdentities.open(jdbc, transaction, file(), lost, true);
        assertThatThrownBy(() -> identities.read(QUAY, new SourceId("s1")))
                .isInstanceOf(NotOpened.class)
                .hasMessageContaining(lost.iterator().next());
        identities.keep(QUAY, new SourceId("s2"), TORVALD, CHIDI);
        assertThat(identities.read(QUAY, new SourceId("s2"))).contains(TORVALD);
    }

    @Test
    void under_a_new_key_everything_is_sealed_again_and_the_old_one_can_go() throws IOException {
        var before = open();
        for (var n = 0; n < 250; n++) {
            before.keep(QUAY, new SourceId("s" + n), TORVALD, CHIDI);
        }
        var old = SealedIdentities.keysOf(jdbc);
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        Files.writeString(file().path(), Files.readString(file().path()) + key + "\n");
        open();
        assertThat(SealedIdentities.keysOf(jdbc)).hasSize(1).doesNotContainAnyElementsOf(old);

        Files.writeString(file().path(), key + "\n");
        assertThat(open().read(QUAY, new SourceId("s249"))).contains(TORVALD);
        assertThatThrownBy(() -> before.read(QUAY, new SourceId("s1")))
                .as("a node that has not the new key says so")
                .isInstanceOf(NotOpened.class);
    }

    @Test
    void what_is_shredded_is_gone_with_its_key() {
        var identities = open();
        identities.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        identities.shred(QUAY, new SourceId("s1"));
        assertThat(identities.read(QUAY, new SourceId("s1"))).isEmpty();
        assertThat(sealed()).isEmpty();
    }

    @Test
    void what_was_shredded_since_a_backup_is_shredded_again_when_that_is_restored() throws IOException {
        var identities = open();
        identities.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        identities.keep(QUAY, new SourceId("s2"), TORVALD, CHIDI);
        jdbc.sql("CREATE TABLE backup AS SELECT * FROM workflow_confidential_source")
                .update();
        transaction.executeWithoutResult(_ -> identities.shred(QUAY, new SourceId("s1")));
        assertThat(Files.getPosixFilePermissions(new ShreddedList(file()).path()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        restored();
        assertThat(identities.read(QUAY, new SourceId("s1"))).contains(TORVALD);
        var next = open();
        assertThat(next.read(QUAY, new SourceId("s1"))).isEmpty();
        assertThat(next.read(QUAY, new SourceId("s2"))).contains(TORVALD);
    }

    @Test
    void what_came_to_nothing_is_not_noted_as_shredded_and_what_another_node_shredded_is() throws IOException {
        var identities = open();
        identities.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        transaction.executeWithoutResult(status -> {
            identities.shred(QUAY, new SourceId("s1"));
            status.setRollbackOnly();
        });
        assertThat(new ShreddedList(file()).read()).isEmpty();
        assertThat(open().read(QUAY, new SourceId("s1"))).contains(TORVALD);

        identities.shred(QUAY, new SourceId("s1"));
        Files.delete(new ShreddedList(file()).path());
        open();
        assertThat(new ShreddedList(file()).read()).containsExactly("quay s1");
    }

    @Test
    void a_line_that_was_cut_short_shreds_nothing() throws IOException {
        var identities = open();
        identities.keep(QUAY, new SourceId("s1"), TORVALD, CHIDI);
        identities.keep(QUAY, new SourceId("s12"), TORVALD, CHIDI);
        Files.writeString(new ShreddedList(file()).path(), "quay s1");
        assertThat(open().read(QUAY, new SourceId("s1"))).contains(TORVALD);

        identities.shred(QUAY, new SourceId("s12"));
        assertThat(new ShreddedList(file()).read()).contains("quay s12");
        assertThat(open().read(QUAY, new SourceId("s1"))).contains(TORVALD);
    }

    /** As a restore puts it. */
    private void restored() {
        jdbc.sql("DELETE FROM workflow_shredded").update();
        jdbc.sql("DELETE FROM workflow_confidential_source").update();
        jdbc.sql("INSERT INTO workflow_confidential_source SELECT * FROM backup")
                .update();
    }

    /** As versions before the third of these tables wrote it. */
    private void plain(String source, Request.Identity identity) {
        jdbc.sql("""
                        INSERT INTO workflow_confidential_source (source_id, article_id, locator, note, consulted_by)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(source, QUAY.value(), identity.locator(), identity.note(), CHIDI.value())
                .update();
    }

    private List<String> plain() {
        return jdbc.sql(
                        "SELECT COALESCE(locator, note) FROM workflow_confidential_source WHERE COALESCE(locator, note) IS NOT NULL")
                .query(String.class)
                .list();
    }

    private List<byte[]> sealed() {
        return jdbc.sql("SELECT sealed FROM workflow_confidential_source")
                .query((row, _) -> row.getBytes(1))
                .list();
    }
}
