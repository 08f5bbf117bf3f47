package stet.domain.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
     * And so many places are looked at in all before no more than {@link #NEAR} edits are looked ahead, some two thousand words that were
     * written anew: a text of which every second word is another costs no more for each word than any other. What is then found is kept still, only less of it: words that were kept count
     * as written anew, which asks somebody too many to sign, and never somebody too few.
     */
    private static final int MOST_LOOKS = 1_000_000;

    private static final int NEAR = 30;

    private static final int REPLACED = -1;

    private final Tokens was;
    private final Tokens now;
    private final int[] toNow;

    /** Counts the places that were looked at in one comparison, or in the comparisons of all parts of one text. */
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
        return ofSaid(was, now, new Looks());
    }

    /** @param looks of this comparison and of those before it that belong to it */
    static Matching ofSaid(String was, String now, Looks looks) {
        var before = Tokens.ofSaid(was);
        var after = Tokens.ofSaid(now);
        return new Matching(before, after, of(before.all(), after.all(), looks));
    }

    /** For each of these where it still stands in the others, or -1; what stands keeps its order. */
    static int[] of(List<String> was, List<String> now) {
        return of(was, now, new Looks());
    }

    /**
     * As {@link #of(String, String)}, for a reader: of long texts that share no words the spaces between these are no words that were kept,
     * and nobody has to look for them.
     *
     * @param looks of this comparison and of those before it that are shown with it
     */
    static Matching toShow(String was, String now, Looks looks) {
        var before = Tokens.of(was);
        var after = Tokens.of(now);
        if (Math.min(before.size(), after.size()) > FURTHEST && shareNothing(before.all(), after.all())) {
            var gone = new int[before.size()];
            Arrays.fill(gone, REPLACED);
            return new Matching(before, after, gone);
        }
        return new Matching(before, after, of(before.all(), after.all(), looks));
    }

    private static boolean shareNothing(List<String> was, List<String> now) {
        var said = new HashSet<>(was);
        said.remove(" ");
        return now.stream().noneMatch(said::contains);
    }

    /** How many places are looked at for that. */
    static long looks(List<String> was, List<String> now) {
        var looks = new Looks();
        of(was, now, looks);
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

    /** @param looks of this comparison and of those before it that belong to it */
    static int[] of(List<String> was, List<String> now, Looks looks) {
        var toNow = new int[was.size()];
        Arrays.fill(toNow, REPLACED);
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
            return toNow;
        }
        var found = new Search(was, now, prefix, suffix, looks).search();
        for (var i = 0; i < found.length; i++) {
            toNow[prefix + i] = found[i] == REPLACED ? REPLACED : prefix + found[i];
        }
        return toNow;
    }

    /** From where the texts first differ to where they differ last. */
    private static final class Search {
        /** Behind the end of either text, so that nobody has to ask where it ends: these are equal to nothing. */
        private static final int BEHIND_WAS = -1;

        private static final int BEHIND_NOW = -2;

        /** The tokens of both, each by a number that stands for what it says. */
        private final int[] was;

        private final int[] now;
        private final int wasSize;
        private final int nowSize;
        private final Looks looks;
        private final int[] toNow;
        /** For each number of edits how far each of that many more ways leads than there are edits; it is written over by every search. */
        private int[] rows = new int[64];
        /** Where what a token says first stands in the later text, from where this search begins, and which search saw it. */
        private final int[] first;

        private final int[] seen;
        private int searches;

        private Search(List<String> was, List<String> now, int prefix, int suffix, Looks looks) {
            wasSize = was.size() - prefix - suffix;
            nowSize = now.size() - prefix - suffix;
            this.looks = looks;
            toNow = new int[wasSize];
            Arrays.fill(toNow, REPLACED);
            var names = new HashMap<String, Integer>();
            this.was = named(was, prefix, wasSize, names, BEHIND_WAS);
            this.now = named(now, prefix, nowSize, names, BEHIND_NOW);
            first = new int[names.size()];
            seen = new int[names.size()];
        }

        private int[] named(List<String> tokens, int from, int size, Map<String, Integer> names, int behind) {
            // Each edit leads by one token at most behind the end.
            var named = new int[size + Math.min(FURTHEST, wasSize + nowSize) + 1];
            for (var i = 0; i < size; i++) {
                named[i] = names.computeIfAbsent(tokens.get(from + i), _ -> names.size());
            }
            Arrays.fill(named, size, named.length, behind);
            return named;
        }

        /** For each token of the earlier text where it still stands in the later. */
        int[] search() {
            var x = 0;
            var y = 0;
            while (x < wasSize && y < nowSize) {
                var most = Math.min(wasSize - x + nowSize - y, looks.furthest());
                var meeting = meeting(x, y, most);
                var reached = meeting > most ? nothingKept(x, y, most) : search(x, y, most, meeting);
                x = reached.x();
                y = reached.y();
            }
            return toNow;
        }

        private record Reached(int x, int y) {}

        /** How many edits lead to the first token that stands in both, in whatever order they are made; more than the most if none does. */
        private int meeting(int fromWas, int fromNow, int most) {
            searches++;
            for (var y = Math.min(nowSize - fromNow - 1, most); y >= 0; y--) {
                first[now[fromNow + y]] = y;
                seen[now[fromNow + y]] = searches;
            }
            var meeting = most + 1;
            for (var x = 0; x < Math.min(wasSize - fromWas, meeting); x++) {
                var token = was[fromWas + x];
                if (seen[token] == searches) {
                    meeting = Math.min(meeting, x + first[token]);
                }
            }
            return meeting;
        }

        /** What so many edits lead to where all is other: the first of the ways that lead as far, which is the one that takes what is new first. */
        private Reached nothingKept(int fromWas, int fromNow, int most) {
            looks.looks += (most + 1L) * (most + 2) / 2;
            var y = Math.min(most, nowSize - fromNow);
            return new Reached(fromWas + most - y, fromNow + y);
        }

        /**
         * Matches from a point on, to the end of both texts or as far as so many edits lead; says how far that was. Going on
         * from there, instead of giving the rest up, never calls words new that an author has kept.
         *
         * @param meeting fewer edits come to no token that stands in both, so all that they could lead to is known
         */
        private Reached search(int fromWas, int fromNow, int most, int meeting) {
            var was = this.was;
            var now = this.now;
            var n = wasSize - fromWas;
            var m = nowSize - fromNow;
            var bestEdits = Math.max(meeting - 1, 0);
            var best = bestEdits;
            var bestY = Math.min(best, m);
            var bestX = best - bestY;
            if (meeting > 0) {
                looks.looks += meeting * (meeting + 1L) / 2;
                var before = row(meeting - 1);
                for (var way = 0; way < meeting; way++) {
                    rows[before + way] = way;
                }
            }
            for (var edits = meeting; edits <= most; edits++) {
                looks.looks += edits + 1;
                var row = row(edits);
                var before = row - edits;
                var rows = this.rows;
                for (var way = 0; way <= edits; way++) {
                    // A way is by how many tokens more are gone than new; it comes from one with one less gone, or one
                    // less new.
                    var gone = way == 0 ? -1 : rows[before + way - 1] + 1;
                    var x = way == edits ? Math.max(gone, 0) : Math.max(gone, rows[before + way]);
                    var y = x + edits - 2 * way;
                    while (was[fromWas + x] == now[fromNow + y]) {
                        x++;
                        y++;
                    }
                    rows[row + way] = x;
                    if (x + y > best && x <= n && y <= m) {
                        best = x + y;
                        bestX = x;
                        bestY = y;
                        bestEdits = edits;
                    }
                }
                if (bestX == n && bestY == m) {
                    break;
                }
            }
            walkBack(bestEdits, meeting, bestX, bestY, fromWas, fromNow);
            return new Reached(fromWas + bestX, fromNow + bestY);
        }

        /** Where the row of so many edits begins; there is room for it. */
        private int row(int edits) {
            var row = edits * (edits + 1) / 2;
            if (row + edits >= rows.length) {
                rows = Arrays.copyOf(rows, Math.max(2 * rows.length, row + edits + 1));
            }
            return row;
        }

        private void walkBack(int edits, int meeting, int toX, int toY, int fromWas, int fromNow) {
            var x = toX;
            var y = toY;
            for (var d = edits; d >= meeting; d--) {
                var before = row(d) - d;
                var way = (x - y + d) / 2;
                var isNew = way == 0 || (way != d && rows[before + way - 1] < rows[before + way]);
                var beforeX = d == 0 ? 0 : isNew ? rows[before + way] : rows[before + way - 1];
                var beforeY = d == 0 ? 0 : beforeX - (x - y) + (isNew ? -1 : 1);
                while (x > beforeX && y > beforeY) {
                    x--;
                    y--;
                    toNow[fromWas + x] = fromNow + y;
                }
                x = beforeX;
                y = beforeY;
            }
        }
    }
}
