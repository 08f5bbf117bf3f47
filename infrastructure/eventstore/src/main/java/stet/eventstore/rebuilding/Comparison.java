package stet.eventstore.rebuilding;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stet.eventstore.tables.TableSet;

/** Computes the digest of a set of tables, and where two sets differ. It reads every row, and stops early only if it is told to. */
final class Comparison {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

    private final Moment moment;
    private final BooleanSupplier stopped;

    /** @param stopped asked at every row; once it returns true, the computation ends with a {@link CancellationException} */
    Comparison(Moment moment, BooleanSupplier stopped) {
        this.moment = moment;
        this.stopped = stopped;
    }

    Digest digest(TableSet set) {
        var tables = new ArrayList<Digest.OfTable>();
        for (var table : tables(set).entrySet()) {
            var sum = new Sum();
            rows(table.getValue(), sum::add);
            tables.add(new Digest.OfTable(table.getKey(), sum.rows, sum.toString()));
        }
        return Digest.of(set.reader(), moment.position(set).place(), tables);
    }

    /** The tables in which two sets differ; empty if the sets are equal. */
    List<Difference> between(TableSet live, TableSet rebuilt) {
        var before = digest(live).tables();
        var after = digest(rebuilt).tables();
        var names = new TreeSet<String>();
        before.forEach(table -> names.add(table.table()));
        after.forEach(table -> names.add(table.table()));
        var differences = new ArrayList<Difference>();
        for (var name : names) {
            if (!find(before, name).equals(find(after, name))) {
                differences.add(difference(
                        name,
                        hashes(tables(live).get(name)),
                        hashes(tables(rebuilt).get(name))));
            }
        }
        return differences;
    }

    private static List<Digest.OfTable> find(List<Digest.OfTable> tables, String name) {
        return tables.stream().filter(table -> table.table().equals(name)).toList();
    }

    /** Counts the rows that only one of the two has, by the first eight bytes of their fingerprints, which are enough for counting. */
    private static Difference difference(String table, long[] live, long[] rebuilt) {
        var missing = 0L;
        var added = 0L;
        var l = 0;
        var r = 0;
        while (l < live.length || r < rebuilt.length) {
            if (r == rebuilt.length || (l < live.length && live[l] < rebuilt[r])) {
                missing++;
                l++;
            } else if (l == live.length || live[l] > rebuilt[r]) {
                added++;
                r++;
            } else {
                l++;
                r++;
            }
        }
        return new Difference(table, missing, added);
    }

    private long[] hashes(@Nullable String table) {
        if (table == null) {
            return new long[0];
        }
        var hashes = new Hashes();
        rows(table, row -> hashes.add(ByteBuffer.wrap(row).getLong()));
        return hashes.sorted();
    }

    private static final class Hashes {
        private long[] all = new long[1024];
        private int count;

        void add(long hash) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = hash;
        }

        long[] sorted() {
            var sorted = Arrays.copyOf(all, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private void rows(String table, Consumer<byte[]> fingerprint) {
        moment.rows(table, row -> {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("Stopped while reading " + table);
            }
            fingerprint.accept(row);
        });
    }

    /** The tables of a set by their names without its prefix, which are the same in every set. */
    private SortedMap<String, String> tables(TableSet set) {
        var tables = new TreeMap<String, String>();
        for (var table : moment.tables(set)) {
            tables.put(table.substring(set.prefix().length()).toLowerCase(Locale.ROOT), table);
        }
        return tables;
    }

    /** Adds fingerprints up, because a sum does not depend on the order of rows. */
    private static final class Sum {
        private BigInteger total = BigInteger.ZERO;
        private long rows;

        void add(byte[] fingerprint) {
            total = total.add(new BigInteger(1, fingerprint)).mod(MODULUS);
            rows++;
        }

        @Override
        public String toString() {
            return "%064x".formatted(total);
        }
    }
}
