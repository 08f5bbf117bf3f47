package stet.search;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What an index held at one moment, as numbers: equal entries give equal ones, in whichever order they came.
 *
 * @param kinds by kind
 */
public record Fingerprint(SequencedMap<String, OfKind> kinds) {
    private static final BigInteger ROOM = BigInteger.ONE.shiftLeft(256);

    /** Adds entries up, and keeps of each so much of its digest that others are told apart. */
    static final class Adding {
        private BigInteger sum = BigInteger.ZERO;
        private long[] first = new long[16];
        private int count;

        void add(byte[] digest) {
            sum = sum.add(new BigInteger(1, digest)).mod(ROOM);
            if (count == first.length) {
                first = Arrays.copyOf(first, count * 2);
            }
            first[count++] = java.nio.ByteBuffer.wrap(digest).getLong();
        }

        OfKind done() {
            var entries = Arrays.copyOf(first, count);
            Arrays.sort(entries);
            var bytes = new byte[32];
            var all = sum.toByteArray();
            var from = Math.max(0, all.length - bytes.length);
            System.arraycopy(all, from, bytes, bytes.length - (all.length - from), all.length - from);
            return new OfKind(HexFormat.of().formatHex(bytes), entries);
        }
    }

    static Fingerprint of(Map<String, Adding> kinds) {
        var done = new TreeMap<String, OfKind>();
        kinds.forEach((kind, adding) -> done.put(kind, adding.done()));
        return new Fingerprint(done);
    }

    /** The entries of one kind. */
    public static final class OfKind {
        private final String digest;
        private final long[] entries;

        OfKind(String digest, long[] entries) {
            this.digest = digest;
            this.entries = entries;
        }

        /** The SHA-256 of each entry, added up to 256 bits; 64 hexadecimal digits. */
        public String digest() {
            return digest;
        }

        public long count() {
            return entries.length;
        }

        /** How many entries are here and not in the other. */
        public long more(OfKind other) {
            var more = 0L;
            var there = 0;
            for (var entry : entries) {
                while (there < other.entries.length && other.entries[there] < entry) {
                    there++;
                }
                if (there < other.entries.length && other.entries[there] == entry) {
                    there++;
                } else {
                    more++;
                }
            }
            return more;
        }

        static final OfKind NONE = new OfKind("0".repeat(64), new long[0]);
    }

    /** Those of a kind; none where there are none. */
    public OfKind of(String kind) {
        return kinds.getOrDefault(kind, OfKind.NONE);
    }
}
