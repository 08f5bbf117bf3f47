package stet.workflow.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The newsroom's keys. Each thing is sealed with AES-256-GCM under a key of its own, and that key under the newsroom's last one
 * (envelope encryption): so what is sealed need not be read to come under another key of the newsroom's. What it is about is bound to
 * it, so nothing is opened in the place of another.
 */
public final class NewsroomKeys {
    /** In bytes: AES-256. */
    static final int LENGTH = 32;

    private static final String CIPHER = "AES/GCM/NoPadding";
    /** In bytes, as GCM is meant to be used. */
    private static final int NONCE = 12;
    /** In bits. */
    private static final int TAG = 128;
    /** In bytes: how long a text is tells no more than in which of these steps it lies. */
    private static final int STEP = 256;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SequencedMap<String, SecretKey> keys = new LinkedHashMap<>();

    /** @param keys of 32 bytes each; the last one is sealed with, the others open what was sealed before */
    NewsroomKeys(List<byte[]> keys) {
        keys.forEach(key -> this.keys.put(id(key), new SecretKeySpec(key, "AES")));
    }

    static byte[] draw() {
        var key = new byte[LENGTH];
        RANDOM.nextBytes(key);
        return key;
    }

    /** By which a key is known. It follows from the key, so that no two are taken for each other, and tells nothing of it. */
    private static String id(byte[] key) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("stet: the id of a key\n".getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256.digest(key)).substring(0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** The id of the key that is sealed with. */
    public String current() {
        return keys.lastEntry().getKey();
    }

    public Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    /** @param about what it is about; only under the same words is it opened again */
    public Sealed seal(String about, byte[] text) {
        var own = draw();
        var padded = Arrays.copyOf(text, (text.length / STEP + 1) * STEP);
        // The padding is a 1 and then zeros, so that the end of the text is found when it is opened.
        padded[text.length] = 1;
        return wrapped(about, own, encrypted(new SecretKeySpec(own, "AES"), "text of " + about, padded));
    }

    /** @throws NotOpened if its key is not among these, or somebody has changed it or put it in another's place */
    public byte[] open(String about, Sealed sealed) {
        var padded = decrypted(new SecretKeySpec(ownKey(about, sealed), "AES"), "text of " + about, sealed.text());
        var end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        return Arrays.copyOf(padded, end);
    }

    /**
     * The same, with its own key under the newsroom's last one.
     *
     * @throws NotOpened as {@link #open} does
     */
    public Sealed again(String about, Sealed sealed) {
        return wrapped(about, ownKey(about, sealed), sealed.text());
    }

    private Sealed wrapped(String about, byte[] own, byte[] text) {
        var last = keys.lastEntry();
        return new Sealed(last.getKey(), encrypted(last.getValue(), "key of " + about, own), text);
    }

    private byte[] ownKey(String about, Sealed sealed) {
        var key = keys.get(sealed.key());
        if (key == null) {
            throw new NotOpened(
                    "It lies under the key %s, and this Stet does not have that one".formatted(sealed.key()));
        }
        return decrypted(key, "key of " + about, sealed.ownKey());
    }

    private static byte[] encrypted(SecretKey key, String about, byte[] text) {
        try {
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, about);
            var all = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(text.length));
            cipher.doFinal(text, 0, text.length, all, NONCE);
            return all;
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private static byte[] decrypted(SecretKey key, String about, byte[] all) {
        try {
            if (all.length < NONCE) {
                throw new AEADBadTagException();
            }
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE), about)
                    .doFinal(all, NONCE, all.length - NONCE);
        } catch (AEADBadTagException changed) {
            throw new NotOpened("It is not as it was written: somebody has changed it, or put it in another's place");
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String about) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG, nonce));
        cipher.updateAAD(("stet 1: " + about).getBytes(UTF_8));
        return cipher;
    }
}
