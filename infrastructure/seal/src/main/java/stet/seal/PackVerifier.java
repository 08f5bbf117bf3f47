package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Verifies a {@link Pack} with nothing but the file: no database, no network, and no Stet that it came from. */
public final class PackVerifier {
    /** In bytes: the longest event that Stet keeps, with every character written out, and what belongs to it. */
    private static final int LONGEST_LINE = 32 * 1024 * 1024;

    private final @Nullable Policy trusted;
    private final @Nullable Note published;
    private final Findings findings = new Findings();

    /**
     * @param trusted whose keys are taken; null for those that the pack itself brings, which prove no more than that it is of one piece
     * @param published a checkpoint that was known before, out of which the log must have grown; null if there is none
     */
    public PackVerifier(@Nullable Policy trusted, @Nullable Note published) {
        this.trusted = trusted;
        this.published = published;
    }

    /** Verifies all of it. Whatever is in it, this comes to an end and tells. */
    public Findings verify(InputStream pack) throws IOException {
        try {
            verify(new Lines(new BufferedInputStream(pack)));
        } catch (Jcs.Unfit unfit) {
            findings.problem(String.valueOf(unfit.getMessage()));
        }
        return findings;
    }

    private void verify(Lines lines) throws IOException {
        var first = lines.next();
        var head = first == null ? null : Pack.read(first);
        if (head == null || !text(head, "format").equals(Pack.FORMAT)) {
            throw new Jcs.Unfit("It is no pack of Stet's");
        }
        var scope = Arrays.stream(Scope.values())
                .filter(each -> each.name().equals(text(head, "scope")))
                .findFirst()
                .orElseThrow(() -> new Jcs.Unfit("Nobody knows what the pack is about"));
        if (trusted == null) {
            findings.remark("The keys came with the pack, so it is of one piece, and whose it is was not verified."
                    + " Have the policy from the newsroom itself, and give it with --policy.");
        }
        var policy = trusted == null ? Policy.read(text(head, "policy")) : trusted;
        var note = Note.of(text(head, "checkpoint"));
        var checkpoint = policy.accepted(note);
        // Whoever has kept it is their own witness.
        var before = published == null ? null : policy.signed(published);
        if (before != null && !before.origin().equals(checkpoint.origin())) {
            throw new Jcs.Unfit("The checkpoint that was published is of another log, '%s'".formatted(before.origin()));
        }

        var chain = new Chain(findings, scope);
        byte[] grown = before != null && before.size() == 0 ? chain.tree().root() : null;
        var line = lines.next();
        for (; line != null; line = lines.next()) {
            var json = Pack.read(line);
            if (json.has("signed")) {
                break;
            }
            if (json.path("besides").asBoolean(false)) {
                besides(json, chain, checkpoint);
                continue;
            }
            one(json, scope, text(head, "of"), chain, checkpoint);
            if (before != null && chain.tree().size() == before.size()) {
                grown = chain.tree().root();
            }
        }
        chain.end();
        tree(scope, chain, checkpoint);
        if (before != null) {
            since(before, scope, grown);
        }
        signature(line, lines, policy, checkpoint.origin());
    }

    private void one(JsonNode json, Scope scope, String of, Chain chain, Checkpoint checkpoint) {
        var evidence = evidence(json);
        var record = chain.next(evidence, "Line %d".formatted(chain.tree().size() + 2));
        if (record == null) {
            return;
        }
        if ((scope == Scope.STREAM && !record.stream().equals(of))
                || (scope == Scope.PERSON && !record.actor().equals(of))) {
            findings.problem("Record %d is not about what the pack is about".formatted(record.index()));
        }
        if (scope != Scope.LOG) {
            isIn(checkpoint, record, evidence, json);
        }
    }

    /** A record that only says what was taken out of others which are here. */
    private void besides(JsonNode json, Chain chain, Checkpoint checkpoint) {
        var evidence = evidence(json);
        var record = chain.besides(evidence, "A line beside the others");
        if (record != null) {
            isIn(checkpoint, record, evidence, json);
        }
    }

    private static Evidence evidence(JsonNode json) {
        return new Evidence(
                text(json, "record"),
                maybe(json, "payload"),
                maybe(json, "salt"),
                maybe(json, "meta"),
                maybe(json, "metaSalt"));
    }

    private void isIn(Checkpoint checkpoint, SealedRecord record, Evidence evidence, JsonNode json) {
        var path = new ArrayList<byte[]>();
        json.path("proof").valueStream().limit(64).forEach(hash -> path.add(Note.base64(hash.asString())));
        if (!Merkle.includes(
                checkpoint.root(),
                checkpoint.size(),
                record.index(),
                Merkle.leaf(evidence.record().getBytes(UTF_8)),
                path)) {
            findings.problem("Record %d is not in the tree of the checkpoint in this form".formatted(record.index()));
        }
    }

    private void tree(Scope scope, Chain chain, Checkpoint checkpoint) {
        var tree = chain.tree();
        if (scope == Scope.LOG) {
            if (tree.size() != checkpoint.size()) {
                findings.problem(
                        "The checkpoint covers %d records, and %d are there".formatted(checkpoint.size(), tree.size()));
            } else if (!Arrays.equals(tree.root(), checkpoint.root())) {
                findings.problem("The records together are not those of the checkpoint of %d".formatted(tree.size()));
            }
        } else {
            findings.remark(
                    "The checkpoint covers %,d records; that these here are all that there are of their kind is the newsroom's word, which it has signed."
                            .formatted(checkpoint.size()));
        }
    }

    private void since(Checkpoint before, Scope scope, byte @Nullable [] grown) {
        if (scope != Scope.LOG) {
            findings.problem(
                    "Whether the log grew out of the checkpoint that was published can be seen in a pack of the whole log only");
        } else if (grown == null) {
            findings.problem("The checkpoint that was published covers %d records, and so many are not there"
                    .formatted(before.size()));
        } else if (!Arrays.equals(grown, before.root())) {
            findings.problem(
                    "The first %d records are not those of the checkpoint that was published".formatted(before.size()));
        }
    }

    private void signature(byte @Nullable [] line, Lines lines, Policy policy, String origin) throws IOException {
        if (line == null) {
            throw new Jcs.Unfit("The pack has no end, so it is not whole");
        }
        var note = Note.of(text(Pack.read(line), "signed"));
        policy.signedByLog(note, origin);
        var claimed = Pack.end(origin, findings.records(), findings.payloads(), lines.before());
        if (!note.text().equals(claimed)) {
            findings.problem("What is there (%d records, %d payloads) is not what was signed, or it was changed since"
                    .formatted(findings.records(), findings.payloads()));
        }
        if (lines.next() != null) {
            findings.problem("Something stands behind the end of the pack");
        }
    }

    private static String text(JsonNode json, String name) {
        var text = maybe(json, name);
        if (text == null) {
            throw new Jcs.Unfit("A line of the pack lacks its '%s'".formatted(name));
        }
        return text;
    }

    private static @Nullable String maybe(JsonNode json, String name) {
        var value = json.path(name);
        return value.isString() ? value.asString() : null;
    }

    /** The lines of a file, with the hash of all those before the one that was read last. */
    private static final class Lines {
        private final InputStream in;
        private final MessageDigest sha256 = Merkle.sha256();
        private byte @Nullable [] last;

        Lines(InputStream in) {
            this.in = in;
        }

        byte @Nullable [] next() throws IOException {
            if (last != null) {
                sha256.update(last);
                sha256.update((byte) '\n');
                last = null;
            }
            var line = new ByteArrayOutputStream();
            int c;
            while ((c = in.read()) >= 0 && c != '\n') {
                if (line.size() == LONGEST_LINE) {
                    throw new Jcs.Unfit("A line of the pack is longer than any that Stet writes");
                }
                line.write(c);
            }
            if (c < 0) {
                if (line.size() > 0) {
                    throw new Jcs.Unfit("The pack was broken off in the middle of a line");
                }
                return null;
            }
            last = line.toByteArray();
            return last;
        }

        byte[] before() {
            return sha256.digest();
        }
    }
}
