package stet.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are signed, in the formats of C2SP. */
class NotesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00Z");
    private static final SigningKeys KEYS = keys("news.example/stet", 1);

    /** The example of signed-note. */
    @Test
    void a_note_of_others_is_verified() {
        var key = VerifierKey.of("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        var note = Note.of("""
                This is an example message.

                — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                """);
        assertThat(key.signed(note)).isTrue();
        assertThat(key.vkey()).isEqualTo("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        assertThatThrownBy(() -> key.signed(new Note("This is another message.\n", note.signatures())))
                .isInstanceOf(Jcs.Unfit.class);
    }

    /** RFC 8032, 7.1, test 1. */
    @Test
    void a_seed_gives_the_key_that_everybody_gets() {
        var seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var key = VerifierKey.Kind.ED25519.raw(SigningKeys.pair("Ed25519", seed).getPublic());
        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    /** As the first Stet that sealed made them: a line in a file must be the same key for ever, on every Java. */
    @Test
    void a_secret_gives_the_same_keys_for_ever() {
        assertThat(KEYS.verifiers().getFirst().id()).isEqualTo(-196901934);
        assertThat(KEYS.verifiers().getLast().id()).isEqualTo(-415314852);
    }

    @Test
    void a_checkpoint_is_signed_twice_and_read_back() {
        var checkpoint = new Checkpoint("news.example/stet", 3, Merkle.leaf(new byte[0]));
        var note = KEYS.sign(checkpoint, NOW);
        assertThat(note.whole())
                .startsWith(
                        "news.example/stet\n3\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n— news.example/stet ");
        assertThat(note.signatures()).hasSize(2);
        assertThat(note.signatures().getLast().bytes()).hasSize(8 + 2420);
        var again = Note.of(note.whole());
        assertThat(KEYS.verifiers()).allMatch(key -> key.signed(again));
        assertThat(Policy.read(Policy.of(KEYS.verifiers())).accepted(again).says(checkpoint))
                .isTrue();
    }

    @Test
    void the_log_s_own_signature_is_found_by_its_name_and_key_wherever_it_stands() {
        var note =
                KEYS.sign(new Checkpoint("news.example/stet", 0, Merkle.root((level, index) -> new byte[0], 0)), NOW);
        var others = keys("news.example/stet", 7).sign("news.example/stet\n0\n").signatures();
        var mixed = new Note(
                note.text(),
                List.of(
                        new Note.Signature("somebody", 1, new byte[] {1}),
                        others.getFirst(),
                        note.signatures().getLast(),
                        note.signatures().getFirst()));
        assertThat(Policy.read(Policy.of(KEYS.verifiers())).accepted(mixed).size())
                .isZero();
    }

    @Test
    void one_signature_that_fits_does_not_hide_one_that_does_not() {
        var note = KEYS.sign(new Checkpoint("news.example/stet", 1, new byte[32]), NOW);
        var policy = Policy.read(Policy.of(KEYS.verifiers()));
        for (var broken = 0; broken < 2; broken++) {
            var signature = note.signatures().get(broken);
            var bytes = signature.bytes().clone();
            bytes[bytes.length - 1] ^= 1;
            var changed = new Note(
                    note.text(),
                    List.of(
                            note.signatures().get(1 - broken),
                            new Note.Signature(signature.name(), signature.key(), bytes)));
            assertThatThrownBy(() -> policy.accepted(changed)).isInstanceOf(Jcs.Unfit.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "a\n",
                "a\n\n",
                "a\n\n— b\n",
                "a\n\n— b c\n",
                "a\n\n- b AAAAAAA=\n",
                "a\n\n— b AAAAAA==",
                "a\tb\n\n— b AAAAAAA=\n",
                "a\n\n— b+c AAAAAAA=\n",
                "a\n\n— b AAAA\n"
            })
    void what_is_no_note_is_refused(String text) {
        assertThatThrownBy(() -> Note.of(text)).isInstanceOf(Jcs.Unfit.class);
    }

    @Test
    void proofs_are_texts_that_are_read_back() {
        var leaves = List.of(Merkle.leaf(new byte[] {1}), Merkle.leaf(new byte[] {2}), Merkle.leaf(new byte[] {3}));
        var nodes = Merkle.over(leaves);
        var note = KEYS.sign(new Checkpoint("news.example/stet", 3, Merkle.root(nodes, 3)), NOW);
        var inclusion = new Proofs.Inclusion(1, Merkle.inclusion(nodes, 1, 3), note);
        assertThat(inclusion.text())
                .startsWith("c2sp.org/tlog-proof@v1\nindex 1\n")
                .contains("\n\nnews.example/stet\n3\n");
        assertThat(Proofs.Inclusion.of(inclusion.text()).shows(new byte[] {2})).isTrue();
        assertThat(Proofs.Inclusion.of(inclusion.text().replace("index", "extra AAAA\nindex"))
                        .shows(new byte[] {2}))
                .isTrue();
        assertThat(Proofs.Inclusion.of(inclusion.text()).shows(new byte[] {3})).isFalse();

        var consistency = new Proofs.Consistency(2, Merkle.consistency(nodes, 2, 3), note);
        assertThat(consistency.text()).startsWith("old 2\n");
        assertThat(Proofs.Consistency.of(consistency.text())
                        .shows(new Checkpoint("news.example/stet", 2, Merkle.root(nodes, 2))))
                .isTrue();
        assertThat(Proofs.Consistency.of(consistency.text())
                        .shows(new Checkpoint("news.example/other", 2, Merkle.root(nodes, 2))))
                .isFalse();
        // A proof from an empty tree has no lines.
        assertThat(Proofs.Consistency.of(new Proofs.Consistency(0, List.of(), note).text())
                        .path())
                .isEmpty();
    }

    @Test
    void tiles_have_the_addresses_that_the_format_gives_them() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("0/x001/x234/067");
        assertThat(new Tile(1, 0, 17).path()).isEqualTo("1/000.p/17");
        assertThat(Tile.of("0/x001/x234/067")).isEqualTo(new Tile(0, 1_234_067, 256));
        assertThat(Tile.of("2/000.p/1")).isEqualTo(new Tile(2, 0, 1));
        // The example of 70 000 records.
        assertThat(new Tile(0, 272, 256).isIn(70_000)).isTrue();
        assertThat(new Tile(0, 273, 112).isIn(70_000)).isTrue();
        assertThat(new Tile(0, 273, 113).isIn(70_000)).isFalse();
        assertThat(new Tile(1, 1, 17).isIn(70_000)).isTrue();
        assertThat(new Tile(2, 0, 1).isIn(70_000)).isTrue();
        assertThat(new Tile(2, 0, 2).isIn(70_000)).isFalse();
        for (var wrong :
                List.of("0/1", "0/x000/001", "00/001", "0/001.p/0", "0/001.p/256", "8/000", "0/001/002", "0/..")) {
            assertThatThrownBy(() -> Tile.of(wrong)).as(wrong).isInstanceOf(Jcs.Unfit.class);
        }
    }

    @Test
    void a_policy_asks_for_as_many_witnesses_as_it_says() {
        var first = cosigner("first", 2);
        var second = cosigner("second", 3);
        var third = cosigner("third", 4);
        var text = """
                # Ours
                log %s https://news.example/seal
                witness A %s
                \twitness B %s
                witness C %s
                group two 2 A B C
                quorum two
                """.formatted(KEYS.verifiers().getFirst().vkey(), first.vkey(), second.vkey(), third.vkey());
        var policy = Policy.read(text);
        var checkpoint = new Checkpoint("news.example/stet", 0, Merkle.root((level, index) -> new byte[0], 0));
        var note = KEYS.sign(checkpoint, NOW);
        assertThatThrownBy(() -> policy.accepted(note)).hasMessageContaining("witnesses");
        assertThatThrownBy(() -> policy.accepted(cosigned(note, "first", 2))).hasMessageContaining("witnesses");
        assertThat(policy.accepted(cosigned(cosigned(note, "third", 4), "first", 2))
                        .size())
                .isZero();
    }

    @Test
    void what_a_policy_asks_of_witnesses_is_asked_of_another_log_too() {
        var asks = Policy.read(
                """
                # Asked there
                witness A %s https://a.example/w/
                witness B %s
                group two all A B
                quorum two
                """.formatted(cosigner("first", 2).vkey(), cosigner("second", 3).vkey()));
        assertThat(asks.addresses()).containsOnlyKeys("https://a.example/w/");
        var policy = Policy.read(Policy.of(KEYS.verifiers(), asks));
        assertThat(policy.addresses()).isEmpty();
        var note =
                KEYS.sign(new Checkpoint("news.example/stet", 0, Merkle.root((level, index) -> new byte[0], 0)), NOW);
        assertThat(policy.isWitnessed(cosigned(note, "first", 2))).isFalse();
        assertThat(policy.accepted(cosigned(cosigned(note, "first", 2), "second", 3))
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quorum none\nquorum none",
                "quorum A",
                "log x\nquorum none",
                "log example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none",
                "witness none example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none",
                "group G any A\nquorum G",
                "something else\nquorum none"
            })
    void what_is_no_policy_is_refused(String text) {
        assertThatThrownBy(() -> Policy.read(text)).isInstanceOf(Jcs.Unfit.class);
    }

    private static VerifierKey cosigner(String name, int seed) {
        return keys(name, seed).verifiers().getLast();
    }

    /** A witness signs as a log does with ML-DSA-44, under its own name. */
    private static Note cosigned(Note note, String name, int seed) {
        var its = keys(name, seed).witness(note, NOW).getLast();
        return note.and(List.of(its));
    }

    static SigningKeys keys(String name, int seed) {
        var secret = new byte[SigningKeys.LENGTH];
        java.util.Arrays.fill(secret, (byte) seed);
        return new SigningKeys(name, secret);
    }
}
