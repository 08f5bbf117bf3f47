package stet.domain.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tokens of a text still stand in its later version: the shortest edit, found as Myers described (An O(ND) Difference Algorithm
 * and Its Variations, 1986).
 */
final class Matching {
    /** As many edits are looked ahead before the best way so far is taken; two texts without anything in common stay cheap so. */
    private static final int FURTHEST = 500;

    /**
     * And so many places are looked at in all before no more than {@link #NEAR} edits are looked ahead: a text of which every second word
     * is another costs no more for each word than any other. What is then found is kept still, only less of it: words that were kept count
     * as written anew, which asks somebody too many to sign, and never somebody too few.
     */
    private static final int MOST_LOOKS = 2_000_000;

    private static final int NEAR = 50;

    private static final int REPLACED = -1;

    private final Tokens was;
    private final Tokens now;
    private final int[] toNow;

    /** Counts the places that were looked at in one comparison. */
    static final class Looks {
        private long looks;

        private int furthest() {
            return looks < MOST_LOOKS ? FURTHEST : NEAR;
        }

        long count() {
            return looks;
        }
    }

    private Matching(Tokens was, Tokens now, int[] toNow) {
        this.was = was;
        this.now = now;
        this.toNow = toNow;
    }

    /** Character by character: a mark that is typed otherwise is another mark. */
    static Matching of(String was, String now) {
        var before = Tokens.of(was);
        var after = Tokens.of(now);
        return new Matching(before, after, of(before.all(), after.all()));
    }

    /** By what is said: a mark that is typed otherwise is the same mark; see {@link Words#same}. */
    static Matching ofSaid(String was, String now) {
        var before = Tokens.ofSaid(was);
        var after = Tokens.ofSaid(now);
        return new Matching(before, after, of(before.all(), after.all()));
    }

    /** For each of these where it still stands in the others, or -1; what stands keeps its order. */
    static int[] of(List<String> was, List<String> now) {
        var toNow = new int[was.size()];
        Arrays.fill(toNow, REPLACED);
        match(was, now, toNow, new Looks());
        return toNow;
    }

    /** How many places are looked at for that. */
    static long looks(List<String> was, List<String> now) {
        var looks = new Looks();
        match(was, now, new int[was.size()], looks);
        return looks.count();
    }

    Tokens was() {
        return was;
    }

    Tokens now() {
        return now;
    }

    /** The token of the later text that this token of the earlier one became, or -1 if it is gone. */
    int toNow(int token) {
        return toNow[token];
    }

    boolean kept(int token) {
        return toNow[token] != REPLACED;
    }

    /** What is different, in order: maximal runs of tokens that are gone, each with the tokens that came instead. */
    List<Hunk> hunks() {
        return hunks(toNow, now.size());
    }

    /** The same of any such matching. */
    static List<Hunk> hunks(int[] toNow, int nowSize) {
        var hunks = new ArrayList<Hunk>();
        var i = 0;
        var j = 0;
        while (i < toNow.length || j < nowSize) {
            var fromWas = i;
            var fromNow = j;
            while (i < toNow.length && toNow[i] == REPLACED) {
                i++;
            }
            j = i < toNow.length ? toNow[i] : nowSize;
            if (i > fromWas || j > fromNow) {
                hunks.add(new Hunk(fromWas, i, fromNow, j));
            }
            while (i < toNow.length && j < nowSize && toNow[i] == j) {
                i++;
                j++;
            }
        }
        return hunks;
    }

    /** Tokens {@code was} to {@code wasEnd} became tokens {@code now} to {@code nowEnd}; either may be none. */
    record Hunk(int was, int wasEnd, int now, int nowEnd) {}

    private static void match(List<String> was, List<String> now, int[] toNow, Looks looks) {
        var prefix = 0;
        var shorter = Math.min(was.size(), now.size());
        while (prefix < shorter && was.get(prefix).equals(now.get(prefix))) {
            toNow[prefix] = prefix;
            prefix++;
        }
        var suffix = 0;
        while (suffix < shorter - prefix && was.get(was.size() - 1 - suffix).equals(now.get(now.size() - 1 - suffix))) {
            suffix++;
            toNow[was.size() - suffix] = now.size() - suffix;
        }
        if (prefix + suffix == shorter) {
            // Words only came in, or only went.
            return;
        }
        var names = new HashMap<String, Integer>();
        var a = named(was, prefix, was.size() - suffix, names);
        var b = named(now, prefix, now.size() - suffix, names);
        var x = 0;
        var y = 0;
        while (x < a.length && y < b.length) {
            var reached = search(a, b, x, y, prefix, toNow, looks);
            x = reached[0];
            y = reached[1];
        }
    }

    private static int[] named(List<String> tokens, int from, int to, Map<String, Integer> names) {
        var named = new int[to - from];
        for (var i = from; i < to; i++) {
            named[i - from] = names.computeIfAbsent(tokens.get(i), _ -> names.size());
        }
        return named;
    }

    /**
     * Matches from a point on, to the end of both texts or as far as {@link #FURTHEST} edits lead; says how far that was. Going on
     * from there, instead of giving the rest up, never calls words new that an author has kept.
     */
    private static int[] search(int[] a, int[] b, int fromA, int fromB, int shift, int[] toNow, Looks looks) {
        var n = a.length - fromA;
        var m = b.length - fromB;
        var most = Math.min(n + m, looks.furthest());
        var reach = new int[2 * most + 3];
        var middle = most + 1;
        var trace = new ArrayList<int[]>();
        var bestX = 0;
        var bestY = 0;
        var bestEdits = 0;
        for (var d = 0; d <= most; d++) {
            looks.looks += d + 1;
            trace.add(Arrays.copyOfRange(reach, middle - d - 1, middle + d + 2));
            for (var k = -d; k <= d; k += 2) {
                var down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
                var x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                var y = x - k;
                while (x < n && y < m && a[fromA + x] == b[fromB + y]) {
                    x++;
                    y++;
                }
                reach[middle + k] = x;
                if (x <= n && y <= m && x + y > bestX + bestY) {
                    bestX = x;
                    bestY = y;
                    bestEdits = d;
                }
            }
            if (bestX == n && bestY == m) {
                break;
            }
        }
        walkBack(trace, bestEdits, bestX, bestY, fromA + shift, fromB + shift, toNow);
        return new int[] {fromA + bestX, fromB + bestY};
    }

    private static void walkBack(List<int[]> trace, int edits, int toX, int toY, int shiftA, int shiftB, int[] toNow) {
        var x = toX;
        var y = toY;
        for (var d = edits; d >= 0; d--) {
            var reach = trace.get(d);
            var middle = d + 1;
            var k = x - y;
            var down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
            var before = down ? k + 1 : k - 1;
            var beforeX = d == 0 ? 0 : reach[middle + before];
            var beforeY = d == 0 ? 0 : beforeX - before;
            while (x > beforeX && y > beforeY) {
                x--;
                y--;
                toNow[shiftA + x] = shiftB + y;
            }
            x = beforeX;
            y = beforeY;
        }
    }
}
