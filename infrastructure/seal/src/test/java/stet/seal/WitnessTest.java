package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness signs what grew out of what it signed before, and nothing else (C2SP tlog-witness). */
class WitnessTest {
    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00Z");
    private static final String ORIGIN = "news.example/stet";
    private static final SigningKeys LOG = NotesTest.keys(ORIGIN, 1);
    private static final SigningKeys OWN = NotesTest.keys("witness.example/w1", 5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Witness witness() {
        var logs = Policy.read(Policy.of(LOG.verifiers()));
        return new Witness(() -> logs, OWN, directory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** A tree of so many leaves, of which those from one on are others than everybody else's. */
    private static Merkle.Nodes tree(int size, int othersFrom) {
        var leaves = new ArrayList<byte[]>();
        for (var n = 0; n < size; n++) {
            leaves.add(Merkle.leaf((n + (n >= othersFrom ? " of another" : "")).getBytes(UTF_8)));
        }
        return Merkle.over(leaves);
    }

    private static Note checkpoint(int size, int othersFrom) {
        return LOG.sign(new Checkpoint(ORIGIN, size, Merkle.root(tree(size, othersFrom), size)), NOW);
    }

    private static String body(int older, int size, int othersFrom) {
        return new Proofs.Consistency(
                        older,
                        older > size ? List.of() : Merkle.consistency(tree(size, othersFrom), older, size),
                        checkpoint(size, othersFrom))
                .text();
    }

    private static String body(int older, int size) {
        return body(older, size, Integer.MAX_VALUE);
    }

    @Test
    void what_grew_is_signed_with_both_keys_and_remembered() throws Exception {
        var answer = witness().add(body(0, 5));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var signatures = answer.body().lines().map(Note.Signature::of).toList();
        assertThat(OWN.witnesses())
                .allMatch(key -> key.signed(new Note(checkpoint(5, 9).text(), signatures)));
        assertThat(Policy.read("""
                                log %s
                                witness A %s
                                witness B %s
                                group both all A B
                                quorum both
                                """.formatted(
                                        LOG.verifiers().getFirst().vkey(),
                                        OWN.witnesses().getFirst().vkey(),
                                        OWN.witnesses().getLast().vkey()))
                        .accepted(checkpoint(5, 9).and(signatures))
                        .size())
                .isEqualTo(5);
        // Another that is begun where this one was knows what it knew.
        assertThat(witness().add(body(5, 8)).status()).isEqualTo(200);
        assertThat(witness().add(body(8, 8)).status()).as("the same once more").isEqualTo(200);
        var last = witness().last(Witness.hash(ORIGIN)).orElseThrow();
        assertThat(Checkpoint.of(last.text()).size()).isEqualTo(8);
        assertThat(last.signatures()).hasSize(4);
        assertThat(witness().last(Witness.hash("news.example/other"))).isEmpty();
        assertThat(witness().last("../" + Witness.hash(ORIGIN))).isEmpty();
    }

    /** Also from a program that knows what the witness has seen, and says so. */
    @Test
    void a_rollback_a_split_view_and_a_fork_are_not_signed() throws Exception {
        var witness = witness();
        assertThat(witness.add(body(0, 8)).status()).isEqualTo(200);

        var rollback = witness.add(body(0, 5));
        assertThat(rollback).isEqualTo(new Witness.Answer(409, "text/x.tlog.size", "8\n"));
        assertThat(witness.add(body(8, 5)).status()).isEqualTo(400);
        assertThat(witness.add(body(8, 8, 6)).status()).as("split view").isEqualTo(422);
        assertThat(witness.add(body(8, 11, 6)).status()).as("fork").isEqualTo(422);
        assertThat(witness.add(new Proofs.Consistency(8, List.of(), checkpoint(11, 99)).text())
                        .status())
                .as("without a proof")
                .isEqualTo(422);

        assertThat(Checkpoint.of(
                                witness.last(Witness.hash(ORIGIN)).orElseThrow().text())
                        .size())
                .as("none of these took the place of what it had signed")
                .isEqualTo(8);
        assertThat(witness.add(body(8, 11)).status()).isEqualTo(200);
    }

    @Test
    void what_is_no_checkpoint_of_a_log_that_it_knows_is_not_signed() throws Exception {
        var witness = witness();
        for (var wrong :
                List.of("", "old 0\n", "old 01\n\n" + checkpoint(1, 9).whole(), "old x\n\na\n1\n\n— b AAAAAAA=\n")) {
            assertThat(witness.add(wrong).status()).as(wrong).isEqualTo(400);
        }
        var other = NotesTest.keys("news.example/other", 1)
                .sign(new Checkpoint("news.example/other", 1, new byte[32]), NOW);
        assertThat(witness.add(new Proofs.Consistency(0, List.of(), other).text())
                        .status())
                .isEqualTo(404);
        var forged =
                NotesTest.keys(ORIGIN, 2).sign(Checkpoint.of(checkpoint(1, 9).text()), NOW);
        assertThat(witness.add(new Proofs.Consistency(0, List.of(), forged).text())
                        .status())
                .as("by a key that it does not know")
                .isEqualTo(403);
        var broken = new Note(checkpoint(2, 9).text(), checkpoint(1, 9).signatures());
        assertThat(witness.add(new Proofs.Consistency(0, List.of(), broken).text())
                        .status())
                .as("by a signature of something else")
                .isEqualTo(403);
        var notEmpty = LOG.sign(new Checkpoint(ORIGIN, 0, new byte[32]), NOW);
        assertThat(witness.add(new Proofs.Consistency(0, List.of(), notEmpty).text())
                        .status())
                .as("a root of nothing")
                .isEqualTo(422);
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void what_it_has_seen_is_its_owners_alone_and_nothing_is_signed_where_it_cannot_be_read() throws Exception {
        assertThat(witness().add(body(0, 3)).status()).isEqualTo(200);
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            Files.writeString(file, "something else");
        });
        assertThatThrownBy(() -> witness().add(body(0, 4))).isInstanceOf(Jcs.Unfit.class);
    }
}
