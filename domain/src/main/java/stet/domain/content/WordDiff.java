package stet.domain.content;

import java.util.ArrayList;
import java.util.List;

/** What was struck out of a text and what was written in, word by word: the redline. */
public final class WordDiff {
    private WordDiff() {}

    /** What became of a piece of the text. */
    public enum Kind {
        KEPT,
        REMOVED,
        ADDED
    }

    /** Words with one fate. */
    public record Piece(Kind kind, String words) {}

    /**
     * What was looked at by several comparisons that are shown together. Where texts of thousands of words were written anew, the first are
     * compared most closely, and all of them cost no more than one text that is as long.
     */
    public static final class Together {
        private final Matching.Looks looks = new Matching.Looks();

        /** See {@link WordDiff#between(String, String)}. */
        public List<Piece> between(String was, String now) {
            return WordDiff.between(was, now, looks);
        }
    }

    /**
     * The text cut into runs of letters and digits (with their combining marks), runs of white space, and any other character by
     * itself; joined, they are the text again.
     */
    public static List<String> tokens(String words) {
        return Tokens.of(words).all();
    }

    /**
     * The shortest way from the one text to the other, in reading order. Pieces of one kind never follow one another, and what was
     * removed comes before what was added in its place. A single space between two changes is shown as changed with them: a sentence
     * written anew reads as one sentence out and one in, not as a row of words with nothing in common but the spaces.
     */
    public static List<Piece> between(String was, String now) {
        return between(was, now, new Matching.Looks());
    }

    private static List<Piece> between(String was, String now, Matching.Looks looks) {
        var matching = Matching.toShow(was, now, looks);
        var pieces = new ArrayList<Piece>();
        var removed = new StringBuilder();
        var added = new StringBuilder();
        var kept = 0;
        for (var hunk : matching.hunks()) {
            var between = matching.was().words(kept, hunk.was());
            var changing = removed.length() + added.length() > 0;
            if (changing && between.equals(" ")) {
                removed.append(between);
                added.append(between);
            } else {
                flush(pieces, removed, added);
                add(pieces, Kind.KEPT, between);
            }
            removed.append(matching.was().words(hunk.was(), hunk.wasEnd()));
            added.append(matching.now().words(hunk.now(), hunk.nowEnd()));
            kept = hunk.wasEnd();
        }
        flush(pieces, removed, added);
        add(pieces, Kind.KEPT, matching.was().words(kept, matching.was().size()));
        return List.copyOf(pieces);
    }

    private static void flush(List<Piece> pieces, StringBuilder removed, StringBuilder added) {
        add(pieces, Kind.REMOVED, removed.toString());
        add(pieces, Kind.ADDED, added.toString());
        removed.setLength(0);
        added.setLength(0);
    }

    private static void add(List<Piece> pieces, Kind kind, String words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(kind, words));
        }
    }
}
