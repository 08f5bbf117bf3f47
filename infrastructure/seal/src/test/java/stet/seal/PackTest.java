package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.trials.Trials;

/** A file that can be verified by whoever has it, and that tells when a byte of it is another. */
class PackTest {
    private static final String ORIGIN = "news.example/stet";
    private static final SigningKeys KEYS = NotesTest.keys(ORIGIN, 1);
    private static final Policy POLICY = Policy.read(Policy.of(KEYS.verifiers()));
    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00Z");

    /** Two articles of a day, by turns, with what was said in them. */
    private static final class Log {
        private final List<Evidence> events = new ArrayList<>();
        private final Frontier tree = new Frontier();
        private final Map<String, SealedRecord> lasts = new HashMap<>();

        Log(int size) {
            for (var n = 0; n < size; n++) {
                add("article-" + n % 2, "{\"n\":%d,\"words\":\"Zoë said “%d”\"}".formatted(n, n));
            }
        }

        void add(String stream, String payload) {
            add(stream, "article.comment-added", payload);
        }

        /** The event is stored with other words from now on, and another event says so. */
        void redacts(int event, String left) {
            var record = SealedRecord.of(events.get(event).record());
            blackens(event, left);
            add(
                    record.stream(),
                    "article.words-redacted",
                    "{\"redacted\":[{\"payload\":\"%s\",\"sequence\":%d}]}"
                            .formatted(SealedRecord.hash(salt(event + 2_000), Jcs.of(left)), record.seq()));
        }

        /** The same, and nothing says so. */
        void blackens(int event, String left) {
            var was = events.get(event);
            events.set(
                    event,
                    new Evidence(
                            was.record(),
                            left,
                            HexFormat.of().formatHex(salt(event + 2_000)),
                            was.meta(),
                            was.metaSalt()));
        }

        void add(String stream, String type, String payload) {
            var n = events.size();
            var salt = salt(n);
            var metaSalt = salt(n + 1_000);
            var meta = "{\"place\":%d}".formatted(n + 1);
            var last = lasts.get(stream);
            var record = new SealedRecord(
                    n,
                    stream,
                    last == null ? 0 : last.seq() + 1,
                    "event-" + n,
                    type,
                    NOW.plusSeconds(n),
                    "person-" + n % 3,
                    "WRITER",
                    SealedRecord.hash(salt, Jcs.of(payload)),
                    SealedRecord.hash(metaSalt, Jcs.of(meta)),
                    last == null ? SealedRecord.NONE_BEFORE : SealedRecord.prev(last.bytes()));
            lasts.put(stream, record);
            tree.add(Merkle.leaf(record.bytes()));
            events.add(new Evidence(
                    new String(record.bytes(), UTF_8),
                    payload,
                    HexFormat.of().formatHex(salt),
                    meta,
                    HexFormat.of().formatHex(metaSalt)));
        }

        private static byte[] salt(int n) {
            return Merkle.sha256(new byte[] {(byte) n, (byte) (n >> 8)});
        }

        Note checkpoint() {
            return KEYS.sign(new Checkpoint(ORIGIN, tree.size(), tree.root()), NOW);
        }

        byte[] pack(Scope scope, String of, SigningKeys keys) {
            return pack(scope, of, keys, events, checkpoint());
        }

        byte[] pack(Scope scope, String of, SigningKeys keys, List<Evidence> events, Note checkpoint) {
            var out = new ByteArrayOutputStream();
            var leaves = this.events.stream()
                    .map(event -> Merkle.leaf(event.record().getBytes(UTF_8)))
                    .toList();
            try (var pack = new Pack(scope, of, checkpoint, Policy.of(KEYS.verifiers()), keys, out)) {
                for (var event : events) {
                    var record = SealedRecord.of(event.record());
                    var wanted =
                            switch (scope) {
                                case LOG -> true;
                                case STREAM -> record.stream().equals(of);
                                case PERSON -> record.actor().equals(of);
                                case INTERVAL -> record.index() >= 3 && record.index() < 7;
                            };
                    if (wanted) {
                        pack.add(
                                event,
                                scope == Scope.LOG
                                        ? List.of()
                                        : Merkle.inclusion(
                                                Merkle.over(leaves),
                                                record.index(),
                                                Checkpoint.of(checkpoint.text()).size()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }

    private static Findings verified(byte[] pack) {
        return verified(pack, POLICY, null);
    }

    private static Findings verified(byte[] pack, @Nullable Policy policy, @Nullable Note published) {
        try {
            return new PackVerifier(policy, published).verify(new ByteArrayInputStream(pack));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String of(Scope scope) {
        return switch (scope) {
            case STREAM -> "article-1";
            case PERSON -> "person-2";
            default -> "";
        };
    }

    @ParameterizedTest
    @EnumSource
    void what_was_not_touched_fits_and_it_is_told_how_much_was_looked_at(Scope scope) {
        var findings = verified(new Log(11).pack(scope, of(scope), KEYS));
        assertThat(findings.told()).isEmpty();
        var all =
                switch (scope) {
                    case LOG -> 11L;
                    case STREAM -> 5L;
                    case PERSON -> 3L;
                    case INTERVAL -> 4L;
                };
        assertThat(findings.records()).isEqualTo(all);
        assertThat(findings.payloads()).isEqualTo(all);
        assertThat(findings.missing()).isZero();
    }

    /** Whoever changes a pack has no key to sign it anew; that alone tells of every byte. */
    @ParameterizedTest
    @EnumSource
    void a_change_of_any_byte_is_found(Scope scope) {
        var pack = new Log(9).pack(scope, of(scope), KEYS);
        Trials.of(600)
                .holds(choices -> new long[] {choices.between(0, pack.length - 1), choices.between(1, 255)}, change -> {
                    var changed = pack.clone();
                    changed[(int) change[0]] ^= (byte) change[1];
                    assertThat(verified(changed).fits()).isFalse();
                });
    }

    /** Whoever has the newsroom's key signs the pack anew, but cannot make the tree of a checkpoint that was published say another thing. */
    @Test
    void whoever_signs_anew_what_they_changed_is_found_out_and_the_place_is_named() {
        var log = new Log(9);
        Trials.of(400)
                .holds(
                        choices -> new long[] {choices.between(0, 8), choices.between(0, 4), choices.between(0, 999)},
                        change -> {
                            var at = (int) change[0];
                            var changed = new ArrayList<>(log.events);
                            var was = log.events.get(at);
                            var now =
                                    switch ((int) change[1]) {
                                        case 0 ->
                                            new Evidence(
                                                    flipped(was.record(), change[2]),
                                                    was.payload(),
                                                    was.salt(),
                                                    was.meta(),
                                                    was.metaSalt());
                                        case 1 ->
                                            new Evidence(
                                                    was.record(),
                                                    flipped(was.payload(), change[2]),
                                                    was.salt(),
                                                    was.meta(),
                                                    was.metaSalt());
                                        case 2 ->
                                            new Evidence(
                                                    was.record(),
                                                    was.payload(),
                                                    flipped(was.salt(), change[2]),
                                                    was.meta(),
                                                    was.metaSalt());
                                        case 3 ->
                                            new Evidence(
                                                    was.record(),
                                                    was.payload(),
                                                    was.salt(),
                                                    flipped(was.meta(), change[2]),
                                                    was.metaSalt());
                                        default ->
                                            new Evidence(
                                                    was.record(),
                                                    was.payload(),
                                                    was.salt(),
                                                    was.meta(),
                                                    flipped(was.metaSalt(), change[2]));
                                    };
                            changed.set(at, now);
                            var findings = verified(signedAnew(log, changed));
                            assertThat(findings.fits()).isFalse();
                            // A record that says it is of another history is found out by those that it left behind,
                            // and by the tree.
                            if (change[1] != 0) {
                                assertThat(findings.told().getFirst()).contains("record %d (".formatted(at));
                            }
                        });
    }

    @Test
    void whoever_takes_out_puts_in_or_turns_round_and_signs_anew_is_found_out() {
        var log = new Log(9);
        for (var at = 0; at < 9; at++) {
            var without = new ArrayList<>(log.events);
            without.remove(at);
            assertThat(verified(signedAnew(log, without)).told().getLast())
                    .contains("covers 9 records, and 8 are there");
            var twice = new ArrayList<>(log.events);
            twice.add(at, log.events.get(at));
            assertThat(verified(signedAnew(log, twice)).fits()).isFalse();
            if (at > 0) {
                var turned = new ArrayList<>(log.events);
                turned.set(at, log.events.get(at - 1));
                turned.set(at - 1, log.events.get(at));
                assertThat(verified(signedAnew(log, turned)).told().getFirst())
                        .contains("stands where record %d belongs".formatted(at - 1));
            }
        }
    }

    @Test
    void a_payload_that_is_not_there_is_missing_and_nothing_is_said_of_it() {
        var log = new Log(4);
        var was = log.events.get(2);
        var changed = new ArrayList<>(log.events);
        changed.set(2, new Evidence(was.record(), null, null, was.meta(), was.metaSalt()));
        var findings = verified(signedAnew(log, changed));
        assertThat(findings.payloads()).isEqualTo(3);
        assertThat(findings.missing()).isEqualTo(1);
        assertThat(findings.told())
                .containsExactly(
                        "The payload of record 2 (article.comment-added of article-0, event event-2) is missing");
    }

    @Test
    void a_history_made_anew_with_the_right_key_is_not_the_one_that_was_published() {
        var published = new Log(5).checkpoint();
        assertThat(verified(new Log(8).pack(Scope.LOG, "", KEYS), POLICY, published)
                        .told())
                .isEmpty();
        var other = new Log(4);
        other.add("article-0", "{\"words\":\"It was never said otherwise\"}");
        other.add("article-1", "{}");
        assertThat(verified(other.pack(Scope.LOG, "", KEYS), POLICY, published).told())
                .containsExactly("The first 5 records are not those of the checkpoint that was published");
        assertThat(verified(new Log(4).pack(Scope.LOG, "", KEYS), POLICY, published)
                        .told())
                .containsExactly("The checkpoint that was published covers 5 records, and so many are not there");
        assertThat(verified(new Log(8).pack(Scope.STREAM, "article-0", KEYS), POLICY, published)
                        .told())
                .singleElement()
                .asString()
                .contains("whole log only");
    }

    @Test
    void the_keys_of_somebody_else_are_not_taken() {
        var mine = NotesTest.keys(ORIGIN, 9);
        var pack = new Log(3).pack(Scope.LOG, "", mine);
        assertThat(verified(pack).told()).singleElement().asString().contains("No key of the policy's has signed");
        assertThat(verified(pack, Policy.read(Policy.of(mine.verifiers())), null)
                        .told())
                .singleElement()
                .asString()
                .contains("No key of the policy's has signed");
    }

    @Test
    void with_the_pack_s_own_keys_it_is_said_that_they_are() {
        var findings = verified(new Log(3).pack(Scope.LOG, "", KEYS), null, null);
        assertThat(findings.fits()).isTrue();
        assertThat(findings.remarks().getFirst()).contains("The keys came with the pack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}\n",
                "{\"format\":\"stet-pack/1\"}\n",
                "PK",
                "[[[[",
                "{\"format\":\"stet-pack/1\",\"scope\":\"ALL\"}\n"
            })
    void whatever_else_it_is_it_is_no_pack(String text) {
        assertThat(verified(text.getBytes(UTF_8)).fits()).isFalse();
    }

    @Test
    void a_record_is_shorter_than_two_bytes_can_say() {
        assertThatThrownBy(() -> new SealedRecord(
                                0, "s".repeat(65_600), 0, "e", "t", NOW, "", "", "", "", SealedRecord.NONE_BEFORE)
                        .bytes())
                .isInstanceOf(Jcs.Unfit.class);
        // The longest that the ledger's columns take, in characters that are six bytes each.
        var longest = "\u0001".repeat(64);
        assertThat(new SealedRecord(
                                Long.MAX_VALUE,
                                longest,
                                Long.MAX_VALUE,
                                longest,
                                "\u0001".repeat(100),
                                NOW,
                                "\u0001".repeat(200),
                                "\u0001".repeat(100),
                                "0".repeat(64),
                                "0".repeat(64),
                                SealedRecord.NONE_BEFORE)
                        .bytes())
                .hasSizeLessThan(SealedRecord.LONGEST);
    }

    private static byte[] signedAnew(Log log, List<Evidence> events) {
        var out = new ByteArrayOutputStream();
        try (var pack = new Pack(Scope.LOG, "", log.checkpoint(), Policy.of(KEYS.verifiers()), KEYS, out)) {
            for (var event : events) {
                pack.add(event, List.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** With one character another, where that changes what it says. */
    private static String flipped(@Nullable String said, long where) {
        var text = Objects.requireNonNull(said);
        var at = (int) (where % text.length());
        var c = text.charAt(at);
        return text.substring(0, at) + (c == 'x' ? 'y' : 'x') + text.substring(at + 1);
    }

    private static final String LEFT = "{\"n\":2,\"words\":\"███ said “2”\"}";

    @Test
    void what_words_were_taken_out_of_openly_fits_and_is_told_apart() {
        var log = new Log(9);
        log.redacts(2, LEFT);
        for (var scope : List.of(Scope.LOG, Scope.STREAM)) {
            var findings = verified(log.pack(scope, scope == Scope.LOG ? "" : "article-0", KEYS));
            assertThat(findings.told()).isEmpty();
            assertThat(findings.shredded()).isEqualTo(1);
            assertThat(findings.missing()).isZero();
            assertThat(findings.payloads()).isEqualTo(findings.records());
        }
        // Taken out of once more: what was told last counts.
        log.redacts(2, LEFT.replace("said", "████"));
        assertThat(verified(log.pack(Scope.LOG, "", KEYS)).told()).isEmpty();
        log.blackens(2, LEFT);
        assertThat(verified(log.pack(Scope.LOG, "", KEYS)).fits()).isFalse();
    }

    @Test
    void a_pack_of_other_records_brings_the_one_that_tells_of_it() throws IOException {
        var log = new Log(9);
        log.redacts(2, LEFT);
        assertThat(verified(log.pack(Scope.PERSON, "person-2", KEYS)).told())
                .first()
                .asString()
                .contains("is not the one that was sealed");
        var leaves = Merkle.over(log.events.stream()
                .map(event -> Merkle.leaf(event.record().getBytes(UTF_8)))
                .toList());
        var out = new ByteArrayOutputStream();
        try (var pack = new Pack(Scope.PERSON, "person-2", log.checkpoint(), Policy.of(KEYS.verifiers()), KEYS, out)) {
            for (var n = 2; n < 9; n += 3) {
                pack.add(log.events.get(n), Merkle.inclusion(leaves, n, 10));
            }
            pack.besides(log.events.get(9), Merkle.inclusion(leaves, 9, 10));
        }
        var findings = verified(out.toByteArray());
        assertThat(findings.told()).isEmpty();
        assertThat(findings.records()).isEqualTo(3);
        assertThat(findings.shredded()).isEqualTo(1);
    }

    /** Otherwise whoever has the newsroom's key could hide any change by calling it so. */
    @Test
    void what_nothing_sealed_tells_of_was_changed_whatever_it_is_called() {
        var log = new Log(9);
        log.blackens(2, LEFT);
        assertThat(verified(log.pack(Scope.LOG, "", KEYS)).told())
                .first()
                .asString()
                .startsWith("The payload of record 2")
                .contains("is not the one that was sealed");

        var ofAnother = new Log(9);
        ofAnother.redacts(2, LEFT);
        ofAnother.blackens(4, LEFT);
        assertThat(verified(ofAnother.pack(Scope.LOG, "", KEYS)).told())
                .first()
                .asString()
                .startsWith("The payload of record 4");

        // The event that tells of one is made to tell of another as well: then it is not what was sealed itself.
        var tells = ofAnother.events.get(9);
        ofAnother.events.set(
                9,
                new Evidence(
                        tells.record(),
                        Objects.requireNonNull(tells.payload())
                                .replace(
                                        "[",
                                        "[{\"sequence\":2,\"payload\":\"%s\"},"
                                                .formatted(SealedRecord.hash(Log.salt(2_004), Jcs.of(LEFT)))),
                        tells.salt(),
                        tells.meta(),
                        tells.metaSalt()));
        assertThat(verified(ofAnother.pack(Scope.LOG, "", KEYS)).told())
                .first()
                .asString()
                .contains("article.words-redacted")
                .contains("is not the one that was sealed");

        // Nothing is taken out of what comes later, or of another history.
        var early = new Log(2);
        early.add("article-0", "article.words-redacted", "{\"redacted\":[{\"payload\":\"00\",\"sequence\":7}]}");
        assertThat(verified(early.pack(Scope.LOG, "", KEYS)).told())
                .singleElement()
                .asString()
                .contains("was not there yet");
    }

    /** As of every byte that nothing was taken out of. */
    @Test
    void a_change_of_any_byte_of_what_is_left_is_found() {
        var log = new Log(9);
        log.redacts(2, LEFT);
        Trials.of(300).holds(choices -> new long[] {choices.between(0, 999)}, change -> {
            var changed = new ArrayList<>(log.events);
            var was = log.events.get(2);
            var other = flipped(was.payload(), change[0]);
            changed.set(2, new Evidence(was.record(), other, was.salt(), was.meta(), was.metaSalt()));
            assertThat(verified(log.pack(Scope.LOG, "", KEYS, changed, log.checkpoint()))
                            .fits())
                    .isEqualTo(String.valueOf(other).equals(was.payload()));
        });
    }

    /** Somebody kept the payload with its salt, or has a backup, and what a court had taken out is to be read again. */
    @Test
    void words_that_were_put_back_are_found_though_they_are_what_was_sealed() {
        var log = new Log(9);
        var was = log.events.get(2);
        log.redacts(2, LEFT);
        log.events.set(2, was);
        for (var scope : List.of(Scope.LOG, Scope.STREAM)) {
            assertThat(verified(log.pack(scope, scope == Scope.LOG ? "" : "article-0", KEYS))
                            .told())
                    .containsExactly(
                            "The payload of number 1 of article-0 has the words again that were taken out of it");
        }
        // Taken out of before it was sealed: then what is left is what was sealed.
        var soon = new Log(9);
        var record = SealedRecord.of(soon.events.get(2).record());
        soon.add(
                "article-0",
                "article.words-redacted",
                "{\"redacted\":[{\"payload\":\"%s\",\"sequence\":1}]}".formatted(record.payloadHash()));
        assertThat(verified(soon.pack(Scope.LOG, "", KEYS)).told()).isEmpty();
    }
}
