package stet.domain.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Redline.Kind;
import stet.domain.content.Redline.Piece;

/** One text of a {@link Redline} before and after: which of its tokens stayed, which are gone, and which are new. */
final class Strand {
    /** Fewer tokens in a row are common to any two texts, and were not moved. */
    private static final int SHORTEST_MOVE = 4;
    /** A whole text that is shorter was moved nevertheless, if it is at least so long: a crosshead is, and “Yes.” is not. */
    private static final int SHORTEST_WHOLE = 8;

    private static final int MOST_CANDIDATES = 32;
    private static final int GONE = -1;

    /**
     * A text as a redline sees it.
     *
     * @param words the items of a list with line ends between them
     */
    record Side(String words, List<Mark> marks) {
        static Side of(String words) {
            return new Side(words, List.of());
        }

        static Side of(@Nullable Block block) {
            if (block == null) {
                return of("");
            }
            var marks = new ArrayList<Mark>();
            var start = 0;
            for (var text : block.texts()) {
                for (var mark : text.marks()) {
                    marks.add(mark.at(start + mark.start(), start + mark.end()));
                }
                start += text.words().length() + 1;
            }
            return new Side(block.words(), marks);
        }
    }

    /** How a character looks. */
    private record Look(Set<Mark.Style> styles, Set<String> addresses) {
        static final Look PLAIN = new Look(Set.of(), Set.of());

        static Look of(List<Mark> marks) {
            var styles = EnumSet.noneOf(Mark.Style.class);
            var addresses = new LinkedHashSet<String>();
            for (var mark : marks) {
                styles.add(mark.style());
                if (mark.href() != null) {
                    addresses.add(mark.href());
                }
            }
            return marks.isEmpty() ? PLAIN : new Look(styles, addresses);
        }

        /** How each character looks; from one border of a mark to the next they all look alike. */
        static Look[] of(Side side) {
            var looks = new Look[side.words().length()];
            Arrays.fill(looks, PLAIN);
            var borders = new TreeSet<Integer>();
            for (var mark : side.marks()) {
                borders.add(mark.start());
                borders.add(mark.end());
            }
            var starting =
                    new ArrayDeque<>(side.marks().stream().sorted(Mark.ORDER).toList());
            var open = new ArrayList<Mark>();
            var from = 0;
            for (var border : borders) {
                Arrays.fill(looks, from, border, of(open));
                open.removeIf(mark -> mark.end() <= border);
                while (!starting.isEmpty() && starting.getFirst().start() == border) {
                    open.add(starting.removeFirst());
                }
                from = border;
            }
            return looks;
        }

        String since(Look before) {
            var said = new ArrayList<String>();
            for (var style : List.of(Mark.Style.BOLD, Mark.Style.ITALIC)) {
                var name = style == Mark.Style.BOLD ? "bold" : "italic";
                if (styles.contains(style) && !before.styles.contains(style)) {
                    said.add("now " + name);
                } else if (!styles.contains(style) && before.styles.contains(style)) {
                    said.add("no longer " + name);
                }
            }
            if (!addresses.equals(before.addresses)) {
                var now = String.join(" and ", addresses);
                var was = String.join(" and ", before.addresses);
                said.add(
                        was.isEmpty()
                                ? "now a link to " + now
                                : now.isEmpty()
                                        ? "no longer a link to " + was
                                        : "the link leads to %s now, and led to %s".formatted(now, was));
            }
            return String.join("; ", said);
        }

        /** Of words that are new or gone; of plain words there is nothing to say. */
        String said() {
            var said = new ArrayList<String>();
            if (styles.contains(Mark.Style.BOLD)) {
                said.add("bold");
            }
            if (styles.contains(Mark.Style.ITALIC)) {
                said.add("italic");
            }
            if (!addresses.isEmpty()) {
                said.add("a link to " + String.join(" and ", addresses));
            }
            return String.join("; ", said);
        }
    }

    private final Side was;
    private final Side now;
    private final Look[] looked;
    private final Look[] looks;
    private final Tokens old;
    private final Tokens young;
    /** For each token as it was where it stands in this text now, or {@link #GONE}. */
    private final int[] toNow;

    private final boolean[] kept;
    private final int[] movedAway;
    private final int[] movedHere;
    private final @Nullable Strand[] cameFrom;
    private final int[] cameFromToken;

    /** @param compared with the strands before it in the same redline */
    Strand(Side was, Side now, Matching.Looks compared) {
        this.was = was;
        this.now = now;
        looked = Look.of(was);
        looks = Look.of(now);
        var matching = Matching.toShow(was.words(), now.words(), compared);
        old = matching.was();
        young = matching.now();
        toNow = new int[old.size()];
        kept = new boolean[young.size()];
        for (var i = 0; i < old.size(); i++) {
            toNow[i] = matching.toNow(i);
        }
        slide();
        letGoOfStrays(Matching.hunks(toNow, young.size()));
        for (var to : toNow) {
            if (to != GONE) {
                kept[to] = true;
            }
        }
        movedAway = new int[old.size()];
        movedHere = new int[young.size()];
        cameFrom = new Strand[young.size()];
        cameFromToken = new int[young.size()];
    }

    /**
     * Where a sentence was put in or taken out and the next begins with the same word, either word can be called the new one, or the one
     * that is gone. It is the one with which a sentence begins.
     */
    private void slide() {
        for (var hunk : Matching.hunks(toNow, young.size())) {
            var isCut = hunk.now() == hunk.nowEnd();
            if (isCut == (hunk.was() == hunk.wasEnd())) {
                continue;
            }
            var tokens = isCut ? old : young;
            var from = isCut ? hunk.was() : hunk.now();
            var end = isCut ? hunk.wasEnd() : hunk.nowEnd();
            var steps = 0;
            while (!beginsSentence(tokens, from - steps) && mayStepBack(hunk, tokens, from, end, steps)) {
                steps++;
            }
            if (beginsSentence(tokens, from - steps)) {
                for (var step = 0; step < steps; step++) {
                    stepBack(hunk, isCut, step);
                }
            }
        }
    }

    private boolean mayStepBack(Matching.Hunk hunk, Tokens tokens, int from, int end, int steps) {
        var was = hunk.was() - steps - 1;
        var now = hunk.now() - steps - 1;
        return was >= 0
                && now >= 0
                && toNow[was] == now
                && tokens.get(from - steps - 1).equals(tokens.get(end - steps - 1));
    }

    /** The last token of the hunk stays instead of the one before its first. */
    private void stepBack(Matching.Hunk hunk, boolean isCut, int step) {
        var before = hunk.was() - step - 1;
        if (isCut) {
            toNow[hunk.wasEnd() - step - 1] = toNow[before];
            toNow[before] = GONE;
        } else {
            toNow[before] = hunk.nowEnd() - step - 1;
        }
    }

    private static boolean beginsSentence(Tokens tokens, int token) {
        if (token == 0 || tokens.isSpace(token)) {
            return token == 0;
        }
        var before = token - 1;
        while (before > 0 && tokens.isSpace(before)) {
            before--;
        }
        return before < token - 1 && ".!?…:\n".contains(tokens.get(before));
    }

    /**
     * A space, or a word or two, that stayed between longer stretches of other words is shown as changed with them: a sentence written anew
     * reads as one sentence out and one in, and not as a row of words with nothing in common but the small ones.
     */
    private void letGoOfStrays(List<Matching.Hunk> hunks) {
        for (var i = 0; i + 1 < hunks.size(); i++) {
            var before = hunks.get(i);
            var behind = hunks.get(i + 1);
            var said = said(old, before.wasEnd(), behind.was());
            var isSpace = said == 0 && old.start(behind.was()) - old.end(before.wasEnd() - 1) == 1;
            if (isSpace || (said > 0 && said < SHORTEST_MOVE && said < longer(before) && said < longer(behind))) {
                Arrays.fill(toNow, before.wasEnd(), behind.was(), GONE);
            }
        }
    }

    private int longer(Matching.Hunk hunk) {
        return Math.max(said(old, hunk.was(), hunk.wasEnd()), said(young, hunk.now(), hunk.nowEnd()));
    }

    private static int said(Tokens tokens, int from, int to) {
        var said = 0;
        for (var i = from; i < to; i++) {
            said += tokens.isSpace(i) ? 0 : 1;
        }
        return said;
    }

    // ---- What was moved

    private record At(Strand strand, int token) {}

    /** Finds what is gone from one text and stands in another, or in another place of the same. */
    static void findMoves(Collection<Strand> strands) {
        var gone = new HashMap<Run, List<At>>();
        var wholes = new HashMap<String, Strand>();
        for (var strand : strands) {
            strand.indexGone(gone, wholes);
        }
        if (gone.isEmpty() && wholes.isEmpty()) {
            return;
        }
        var moves = 0;
        for (var strand : strands) {
            moves = strand.findMoves(gone, wholes, moves);
        }
    }

    private void indexGone(Map<Run, List<At>> gone, Map<String, Strand> wholes) {
        if (now.words().isEmpty() && was.words().length() >= SHORTEST_WHOLE) {
            wholes.putIfAbsent(was.words(), this);
        }
        for (var i = 0; i < old.size(); i++) {
            var run = run(old, i, token -> toNow[token] == GONE);
            if (run != null) {
                var found = gone.computeIfAbsent(run, _ -> new ArrayList<>());
                if (found.size() < MOST_CANDIDATES) {
                    found.add(new At(this, i));
                }
            }
        }
    }

    /** The words of the shortest move that begin here; null where they are fewer or not all of them fit. */
    private static @Nullable Run run(Tokens tokens, int from, IntPredicate fits) {
        if (tokens.isSpace(from)) {
            return null;
        }
        var run = new ArrayList<String>(SHORTEST_MOVE);
        for (var i = from; i < tokens.size() && run.size() < SHORTEST_MOVE; i++) {
            if (!tokens.isSpace(i)) {
                if (!fits.test(i)) {
                    return null;
                }
                run.add(tokens.get(i));
            }
        }
        return run.size() == SHORTEST_MOVE ? Run.of(run, 0, SHORTEST_MOVE) : null;
    }

    private int findMoves(Map<Run, List<At>> gone, Map<String, Strand> wholes, int known) {
        var moves = known;
        var whole = was.words().isEmpty() ? wholes.get(now.words()) : null;
        if (whole != null && whole.isFree(0, whole.old.size()) && whole.old.size() == young.size()) {
            wholes.remove(now.words());
            move(whole, 0, 0, young.size(), ++moves);
            return moves;
        }
        for (var i = 0; i < young.size(); i++) {
            var run = run(young, i, token -> !kept[token] && movedHere[token] == 0);
            if (run == null) {
                continue;
            }
            At best = null;
            var length = 0;
            for (var from : gone.getOrDefault(run, List.of())) {
                var reach = reach(from, i);
                if (reach > length) {
                    length = reach;
                    best = from;
                }
            }
            if (best != null) {
                move(best.strand(), best.token(), i, length, ++moves);
                i += length - 1;
            }
        }
        return moves;
    }

    private boolean isFree(int from, int to) {
        for (var i = from; i < to; i++) {
            if (toNow[i] != GONE || movedAway[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many tokens in a row are the same from here on and have no other fate yet, up to the last that is no space. */
    private int reach(At from, int start) {
        var other = from.strand();
        var length = 0;
        var ends = 0;
        var said = 0;
        while (from.token() + length < other.old.size()
                && start + length < young.size()
                && other.toNow[from.token() + length] == GONE
                && other.movedAway[from.token() + length] == 0
                && !kept[start + length]
                && movedHere[start + length] == 0
                && other.old.get(from.token() + length).equals(young.get(start + length))) {
            length++;
            if (!young.isSpace(start + length - 1)) {
                ends = length;
                said++;
            }
        }
        return said < SHORTEST_MOVE ? 0 : ends;
    }

    private void move(Strand from, int fromToken, int toToken, int length, int number) {
        for (var i = 0; i < length; i++) {
            from.movedAway[fromToken + i] = number;
            movedHere[toToken + i] = number;
            cameFrom[toToken + i] = from;
            cameFromToken[toToken + i] = fromToken + i;
        }
    }

    // ---- As it is shown

    /** Its pieces, line by line: an item of a list is a line. */
    List<List<Piece>> lines() {
        var lines = new ArrayList<List<Piece>>();
        var line = new ArrayList<Piece>();
        for (var piece : pieces()) {
            var parts = piece.words().split("\n", -1);
            for (var i = 0; i < parts.length; i++) {
                if (i > 0) {
                    lines.add(line);
                    line = new ArrayList<>();
                }
                if (!parts[i].isEmpty()) {
                    line.add(new Piece(
                            piece.kind(), parts[i], piece.move(), piece.styles(), piece.addresses(), piece.note()));
                }
            }
        }
        lines.add(line);
        return lines;
    }

    private List<Piece> pieces() {
        var pieces = new Pieces();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && toNow[i] == GONE) {
                gone(pieces, i++);
            } else if (j < young.size() && !kept[j]) {
                arrived(pieces, j++);
            } else {
                pieces.kept(looked, old.start(i), looks, young.start(j), old.get(i));
                i++;
                j++;
            }
        }
        return pieces.done();
    }

    private void gone(Pieces pieces, int token) {
        var move = movedAway[token];
        pieces.gone(move == 0 ? Kind.REMOVED : Kind.MOVED_AWAY, move, looked, old.start(token), old.get(token));
    }

    private void arrived(Pieces pieces, int token) {
        var from = cameFrom[token];
        if (from == null) {
            pieces.added(looks, young.start(token), young.get(token));
        } else {
            pieces.moved(
                    movedHere[token],
                    from.looked,
                    from.old.start(cameFromToken[token]),
                    looks,
                    young.start(token),
                    young.get(token));
        }
    }

    /** Pieces as they come; what has one fate and one look is one. */
    private static final class Pieces {
        private final List<Piece> all = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();
        private Kind kind = Kind.KEPT;
        private int move;
        private Look look = Look.PLAIN;
        private String note = "";

        void kept(Look[] was, int from, Look[] now, int to, String token) {
            for (var i = 0; i < token.length(); i++) {
                var before = was[from + i];
                var after = now[to + i];
                var same = before.equals(after);
                add(same ? Kind.KEPT : Kind.RESTYLED, 0, after, same ? "" : after.since(before), token.charAt(i));
            }
        }

        void moved(int number, Look[] was, int from, Look[] now, int to, String token) {
            for (var i = 0; i < token.length(); i++) {
                var before = was[from + i];
                var after = now[to + i];
                add(Kind.MOVED_HERE, number, after, after.since(before), token.charAt(i));
            }
        }

        void gone(Kind fate, int number, Look[] was, int from, String token) {
            for (var i = 0; i < token.length(); i++) {
                var before = was[from + i];
                add(fate, number, before, fate == Kind.REMOVED ? before.said() : "", token.charAt(i));
            }
        }

        void added(Look[] now, int to, String token) {
            for (var i = 0; i < token.length(); i++) {
                var after = now[to + i];
                add(Kind.ADDED, 0, after, after.said(), token.charAt(i));
            }
        }

        private void add(Kind its, int number, Look looks, String said, char character) {
            if (its != kind || number != move || !looks.equals(look) || !said.equals(note)) {
                flush();
                kind = its;
                move = number;
                look = looks;
                note = said;
            }
            words.append(character);
        }

        private void flush() {
            if (!words.isEmpty()) {
                all.add(new Piece(
                        kind, words.toString(), move, List.copyOf(look.styles()), List.copyOf(look.addresses()), note));
                words.setLength(0);
            }
        }

        List<Piece> done() {
            flush();
            return List.copyOf(all);
        }
    }
}
