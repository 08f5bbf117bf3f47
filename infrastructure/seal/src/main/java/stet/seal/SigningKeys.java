package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.List;

/**
 * What a log signs with: a key for Ed25519, which everybody can verify today, and one for ML-DSA-44, which is meant to hold against
 * quantum computers. Both come out of one secret, so that a line in a file is a key.
 */
public final class SigningKeys {
    /** Of a secret, in bytes. */
    public static final int LENGTH = 32;

    private static final String ED25519 = "Ed25519";
    private static final String ML_DSA = "ML-DSA-44";

    private final String name;
    private final KeyPair ed25519;
    private final KeyPair mlDsa;

    /** @param secret {@link #LENGTH} random bytes */
    public SigningKeys(String name, byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("A secret has %d bytes".formatted(LENGTH));
        }
        this.name = name;
        ed25519 = pair(ED25519, seed(ED25519, secret));
        mlDsa = pair(ML_DSA, seed(ML_DSA, secret));
    }

    /** What the log of statements is signed with, out of the same secret: no policy takes one key under two names. */
    public static SigningKeys ofStatements(String name, byte[] secret) {
        return new SigningKeys(name, Merkle.sha256("stet: a secret for what is public\n".getBytes(UTF_8), secret));
    }

    /** A seed for each of the two, of which neither tells anything of the other. */
    private static byte[] seed(String algorithm, byte[] secret) {
        return Merkle.sha256("stet: a seed for %s\n".formatted(algorithm).getBytes(UTF_8), secret);
    }

    /** Either algorithm makes a key out of 32 random bytes, and nothing else; these here are given. */
    static KeyPair pair(String algorithm, byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals(ED25519)) {
                generator.initialize(255, new Given(seed));
            } else {
                generator.initialize(java.security.spec.NamedParameterSpec.ML_DSA_44, new Given(seed));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException("This Java has no " + algorithm, unknown);
        }
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient ByteBuffer seed;

        Given(byte[] seed) {
            this.seed = ByteBuffer.wrap(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            seed.get(bytes);
        }
    }

    /** What others verify by. */
    public List<VerifierKey> verifiers() {
        return List.of(verifier(VerifierKey.Kind.ED25519, ed25519), verifier(VerifierKey.Kind.ML_DSA_44, mlDsa));
    }

    /** What others verify by what is signed in witness of another's log. */
    public List<VerifierKey> witnesses() {
        return List.of(
                verifier(VerifierKey.Kind.ED25519_COSIGNATURE, ed25519), verifier(VerifierKey.Kind.ML_DSA_44, mlDsa));
    }

    private VerifierKey verifier(VerifierKey.Kind kind, KeyPair pair) {
        return new VerifierKey(name, kind, kind.raw(pair.getPublic()));
    }

    /** A checkpoint, signed with both. */
    public Note sign(Checkpoint checkpoint, Instant now) {
        var unsigned = new Note(checkpoint.text(), List.of());
        return new Note(checkpoint.text(), List.of(plain(unsigned), cosign(unsigned, now)));
    }

    /** Another text, signed by Ed25519 alone: ML-DSA-44 has a form for checkpoints only. */
    public Note sign(String text) {
        return new Note(text, List.of(plain(new Note(text, List.of()))));
    }

    private Note.Signature plain(Note note) {
        var key = verifiers().getFirst();
        return new Note.Signature(name, key.id(), signed(ED25519, ed25519, note.bytes()));
    }

    /** Signatures on another's checkpoint that say when, by both algorithms (C2SP tlog-cosignature). */
    public List<Note.Signature> witness(Note note, Instant now) {
        var key = witnesses().getFirst();
        return List.of(stamped(key, ED25519, ed25519, note, now), cosign(note, now));
    }

    private Note.Signature cosign(Note note, Instant now) {
        return stamped(verifiers().getLast(), ML_DSA, mlDsa, note, now);
    }

    private Note.Signature stamped(VerifierKey key, String algorithm, KeyPair pair, Note note, Instant now) {
        var timestamp = now.getEpochSecond();
        var signed = signed(algorithm, pair, VerifierKey.cosigned(key.kind(), name, timestamp, note));
        return new Note.Signature(
                name,
                key.id(),
                ByteBuffer.allocate(8 + signed.length)
                        .putLong(timestamp)
                        .put(signed)
                        .array());
    }

    private static byte[] signed(String algorithm, KeyPair pair, byte[] message) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("Nothing can be signed by " + algorithm, unusable);
        }
    }
}
