package stet.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.content.Hash;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;

@Tag("database")
@ParameterizedClass
@EnumSource
class OriginalsTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");

    private final HikariDataSource database;
    private final Originals originals;

    OriginalsTest(Databases databases) {
        database = databases.fresh().open();
        Migrations.run(database, "interchange");
        originals = new Originals(JdbcClient.create(database));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_original_comes_back_byte_for_byte_under_the_hash_that_the_import_names() {
        var bytes = "\uFEFFHeadline\r\nBody".getBytes(StandardCharsets.UTF_8);

        var hash = originals.keep(bytes, "text/plain", MONDAY);

        assertThat(hash)
                .isEqualTo(Reading.read("\uFEFFHeadline\r\nBody").origin().bytes());
        assertThat(originals.find(hash)).hasValueSatisfying(original -> {
            assertThat(original.hash()).isEqualTo(hash);
            assertThat(original.bytes()).isEqualTo(bytes);
            assertThat(original.mediaType()).isEqualTo("text/plain");
            assertThat(original.firstKeptAt()).isEqualTo(MONDAY);
        });
    }

    @Test
    void the_same_bytes_are_kept_once_and_as_they_were_first_kept() {
        var first = originals.keep(new byte[] {1, 2, 3}, "text/plain", MONDAY);
        var again = originals.keep(new byte[] {1, 2, 3}, "text/html", TUESDAY);

        assertThat(again).isEqualTo(first);
        assertThat(originals.find(first)).hasValueSatisfying(original -> {
            assertThat(original.firstKeptAt()).isEqualTo(MONDAY);
            assertThat(original.mediaType()).isEqualTo("text/plain");
        });
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void a_large_file_is_kept_whole() {
        var bytes = new byte[5_000_000];
        bytes[4_999_999] = 7;

        var hash = originals.keep(bytes, "text/plain", MONDAY);

        assertThat(originals.find(hash))
                .hasValueSatisfying(original -> assertThat(original.bytes()).isEqualTo(bytes));
    }

    @Test
    void many_who_send_the_same_file_at_once_keep_it_once_and_whoever_was_beaten_finds_it()
            throws InterruptedException, ExecutionException {
        try (var senders = Executors.newFixedThreadPool(8)) {
            for (var round = 0; round < 20; round++) {
                var bytes = new byte[] {(byte) round};
                var sent = IntStream.range(0, 8)
                        .<Callable<Hash>>mapToObj(sender -> () -> keptAtLast(bytes))
                        .toList();
                for (var answer : senders.invokeAll(sent)) {
                    assertThat(answer.get()).isEqualTo(Hash.ofBytes(bytes));
                }
            }
        }
        assertThat(kept()).isEqualTo(20);
    }

    @Test
    void what_was_never_kept_is_not_found() {
        assertThat(originals.find(Hash.ofBytes(new byte[] {9}))).isEmpty();
    }

    private Hash keptAtLast(byte[] bytes) {
        try {
            return originals.keep(bytes, "text/plain", MONDAY);
        } catch (DuplicateKeyException beaten) {
            return originals.keep(bytes, "text/plain", MONDAY);
        }
    }

    private int kept() {
        return JdbcClient.create(database)
                .sql("SELECT COUNT(*) FROM interchange_original")
                .query(Integer.class)
                .single();
    }
}
