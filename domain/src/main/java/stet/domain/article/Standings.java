package stet.domain.article;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where names stand in a text as whole words. All names are searched for in one pass over the text, so the time is proportional to its
 * length, however many names there are.
 */
final class Standings {
    private final Step root = new Step();
    private long steps;

    Standings(Collection<String> names) {
        for (var name : names) {
            var step = root;
            for (var piece : pieces(name)) {
                step = step.next.computeIfAbsent(piece.words, _ -> new Step());
            }
            step.name = name;
        }
    }

    /** A name so far; {@code name} where it ends here. */
    private static final class Step {
        final Map<String, Step> next = new HashMap<>();

        @Nullable
        String name;
    }

    private record Piece(int start, String words, boolean word) {}

    record Standing(String name, int start) {}

    /** Every place where one of the names stands, in order; no name overlaps itself. */
    List<Standing> in(String text) {
        if (root.next.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Standing>();
        var ends = new HashMap<String, Integer>();
        var pieces = pieces(text);
        for (var first = 0; first < pieces.size(); first++) {
            var step = root;
            for (var i = first; i < pieces.size(); i++) {
                steps++;
                step = step.next.get(pieces.get(i).words);
                if (step == null) {
                    break;
                }
                var name = step.name;
                var start = pieces.get(first).start;
                if (name != null && endsWith(pieces, i) && ends.getOrDefault(name, 0) <= start) {
                    ends.put(name, start + name.length());
                    found.add(new Standing(name, start));
                }
            }
        }
        return found;
    }

    private static boolean endsWith(List<Piece> pieces, int last) {
        return pieces.get(last).word || last + 1 == pieces.size() || !pieces.get(last + 1).word;
    }

    /** How often a piece of a text was compared. */
    long steps() {
        return steps;
    }

    /** Letters and figures that stand together, and each other sign by itself. */
    private static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        for (var at = 0; at < text.length(); ) {
            var end = at + 1;
            var word = Character.isLetterOrDigit(text.charAt(at));
            while (word && end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            pieces.add(new Piece(at, text.substring(at, end), word));
            at = end;
        }
        return pieces;
    }
}
