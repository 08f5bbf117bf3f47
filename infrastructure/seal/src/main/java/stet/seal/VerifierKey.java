package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A public key by which signatures on notes are verified, written as a C2SP vkey.
 *
 * @param name of whoever signs with it; a log's is its origin
 * @param key its bytes as the kind writes them
 */
@SuppressWarnings("ArrayRecordComponent")
public record VerifierKey(String name, Kind kind, byte[] key) {

    /** How something is signed, with the byte that stands for it in signed-note. */
    public enum Kind {
        /** The note's text by Ed25519. */
        ED25519(0x01, "Ed25519", 32, "302a300506032b6570032100"),
        /** A checkpoint and an instant by Ed25519 (tlog-cosignature). */
        ED25519_COSIGNATURE(0x04, "Ed25519", 32, "302a300506032b6570032100"),
        /** A checkpoint and an instant by ML-DSA-44 (tlog-cosignature). */
        ML_DSA_44(0x06, "ML-DSA-44", 1312, "30820532300b06096086480165030403110382052100");

        private final int number;
        private final String algorithm;
        private final int length;
        /** What stands before the bytes of a key where Java reads it (SubjectPublicKeyInfo). */
        private final String head;

        Kind(int number, String algorithm, int length, String head) {
            this.number = number;
            this.algorithm = algorithm;
            this.length = length;
            this.head = head;
        }

        public String algorithm() {
            return algorithm;
        }

        /** The bytes of a key of this kind, out of how Java writes it. */
        byte[] raw(PublicKey key) {
            var encoded = key.getEncoded();
            var head = head();
            if (encoded.length != head.length + length || !Arrays.equals(head, Arrays.copyOf(encoded, head.length))) {
                throw new IllegalStateException("This Java writes keys of %s in another way".formatted(algorithm));
            }
            return Arrays.copyOfRange(encoded, head.length, encoded.length);
        }

        private byte[] head() {
            return HexFormat.of().parseHex(head);
        }

        PublicKey read(byte[] raw) throws GeneralSecurityException {
            var head = head();
            return KeyFactory.getInstance(algorithm)
                    .generatePublic(new X509EncodedKeySpec(ByteBuffer.allocate(head.length + length)
                            .put(head)
                            .put(raw)
                            .array()));
        }
    }

    public VerifierKey {
        if (!Note.isName(name) || key.length != kind.length) {
            throw new Jcs.Unfit("It is no key that signatures are verified by");
        }
    }

    /** The four bytes by which a signature says which key it was made with. */
    public int id() {
        return ByteBuffer.wrap(Merkle.sha256((name + "\n").getBytes(UTF_8), new byte[] {(byte) kind.number}, key))
                .getInt();
    }

    /** As it is handed to whoever is to verify. */
    public String vkey() {
        return "%s+%08x+%s"
                .formatted(
                        name,
                        id(),
                        Base64.getEncoder()
                                .encodeToString(ByteBuffer.allocate(1 + key.length)
                                        .put((byte) kind.number)
                                        .put(key)
                                        .array()));
    }

    /** @throws Jcs.Unfit if it is no vkey of a kind that is known here */
    public static VerifierKey of(String vkey) {
        var parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new Jcs.Unfit("It is no key: '%s'".formatted(shortened(vkey)));
        }
        var bytes = Note.base64(parts[2]);
        for (var kind : Kind.values()) {
            if (bytes.length == 1 + kind.length && bytes[0] == kind.number) {
                var key = new VerifierKey(parts[0], kind, Arrays.copyOfRange(bytes, 1, bytes.length));
                if ("%08x".formatted(key.id()).equals(parts[1])) {
                    return key;
                }
            }
        }
        throw new Jcs.Unfit("It is no key of a kind that is known here: '%s'".formatted(shortened(vkey)));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** Whether they are the same key, whatever it is called. */
    boolean isDuplicateOf(VerifierKey other) {
        return kind.algorithm.equals(other.kind.algorithm) && Arrays.equals(key, other.key);
    }

    boolean made(Note.Signature signature) {
        return signature.name().equals(name) && signature.key() == id();
    }

    /**
     * Whether a note is signed with this key.
     *
     * @throws Jcs.Unfit if a signature that says it is of this key does not verify: such a note is worth nothing
     */
    public boolean signed(Note note) {
        List<Note.Signature> its = note.signatures().stream().filter(this::made).toList();
        for (var signature : its) {
            if (!verifies(note, signature)) {
                throw new Jcs.Unfit("The signature of %s does not fit what it stands under".formatted(name));
            }
        }
        return !its.isEmpty();
    }

    private boolean verifies(Note note, Note.Signature signature) {
        try {
            var verifier = Signature.getInstance(kind.algorithm);
            verifier.initVerify(kind.read(key));
            var bytes = signature.bytes();
            if (kind == Kind.ED25519) {
                verifier.update(note.bytes());
            } else {
                if (bytes.length <= 8) {
                    return false;
                }
                var timestamp = ByteBuffer.wrap(bytes).getLong();
                verifier.update(cosigned(kind, name, timestamp, note));
                bytes = Arrays.copyOfRange(bytes, 8, bytes.length);
            }
            return verifier.verify(bytes);
        } catch (GeneralSecurityException broken) {
            return false;
        }
    }

    /**
     * What a cosigner signs of a checkpoint.
     *
     * @param timestamp in seconds since 1970
     */
    static byte[] cosigned(Kind kind, String cosigner, long timestamp, Note note) {
        if (kind == Kind.ED25519_COSIGNATURE) {
            return "cosignature/v1\ntime %s\n%s"
                    .formatted(Long.toUnsignedString(timestamp), note.text())
                    .getBytes(UTF_8);
        }
        var checkpoint = Checkpoint.of(note.text());
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write("subtree/v1\n\0".getBytes(UTF_8));
            named(cosigner, out);
            out.writeLong(timestamp);
            named(checkpoint.origin(), out);
            out.writeLong(0);
            out.writeLong(checkpoint.size());
            out.write(checkpoint.root());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private static void named(String name, DataOutputStream out) throws IOException {
        var bytes = name.getBytes(UTF_8);
        if (bytes.length > 255) {
            throw new Jcs.Unfit("A name is longer than 255 bytes");
        }
        out.writeByte(bytes.length);
        out.write(bytes);
    }
}
