package stet.domain.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the words stood, in a content as it was, that are others in the next, or gone, or between which others came: what was wrong where a
 * correction put something right. Words that were only moved, also across blocks, are none of them.
 */
public final class Amendment {
    private final Alignment alignment;

    private Amendment(Alignment alignment) {
        this.alignment = alignment;
    }

    public static Amendment of(Content was, Content now) {
        return new Amendment(new Alignment(was, now, List.of()));
    }

    /**
     * A stretch of a part of {@link Content#written()} as it was.
     *
     * @param start its first character, in UTF-16 units from 0
     * @param end one past its last; the same where nothing was taken out and words only came in there
     */
    public record Stretch(String part, int start, int end) {}

    /**
     * What was amended in a piece, in the order of the page as it was. Where its words came from elsewhere, it is what was amended of these.
     *
     * @param piece a key of {@link Content#printed()}, as it was or as it is now
     * @return none where the piece stood nowhere, where nothing but its place is another, and where it has no words that are signed
     */
    public List<Stretch> of(String piece) {
        var found = new LinkedHashSet<Stretch>();
        alignment.was().forEach((key, part) -> {
            if (belongs(key, piece)) {
                addGone(found, part, 0, part.size());
            }
        });
        alignment.now().forEach((key, part) -> {
            if (belongs(key, piece)) {
                addCameIn(found, part);
            }
        });
        alignment.writtenBefore().forEach((key, address) -> {
            if (Passage.isLink(key)
                    && belongs(key, piece)
                    && !address.equals(alignment.writtenAfter().get(key))) {
                found.add(new Stretch(key, 0, address.length()));
            }
        });
        return List.copyOf(found);
    }

    private static boolean belongs(String part, String piece) {
        return part.equals(piece) || part.startsWith(piece + "#");
    }

    /** The runs of tokens among these that stand nowhere any more. */
    private static boolean addGone(SequencedSet<Stretch> found, AlignedPart part, int from, int to) {
        var any = false;
        for (var i = from; i < to; i++) {
            if (!part.has(i)) {
                var first = i;
                while (i + 1 < part.size() && !part.has(i + 1)) {
                    i++;
                }
                // The same run, whole, by whichever way it is come upon.
                while (first > 0 && !part.has(first - 1)) {
                    first--;
                }
                found.add(new Stretch(part.key, part.start(first), part.end(i)));
                any = true;
            }
        }
        return any;
    }

    private static void addCameIn(SequencedSet<Stretch> found, AlignedPart part) {
        for (var i = 0; i <= part.size(); i++) {
            var before = i == 0 ? null : from(part, i - 1);
            if (i < part.size() && !part.has(i)) {
                while (i < part.size() && !part.has(i)) {
                    i++;
                }
                addBetween(found, before, i == part.size() ? null : from(part, i), true);
            } else if (before != null && i < part.size()) {
                addBetween(found, before, from(part, i), false);
            }
        }
    }

    private static Alignment.@Nullable At from(AlignedPart part, int index) {
        var other = part.other[index];
        return other == null ? null : new Alignment.At(other, part.at[index]);
    }

    /** What stood between two words that stand beside one another now, or beside what came in between them. */
    private static void addBetween(
            SequencedSet<Stretch> found, Alignment.@Nullable At before, Alignment.@Nullable At behind, boolean cameIn) {
        if (before != null) {
            var part = before.part();
            var end = behind != null && behind.part() == part ? behind.index() : goneBehind(before);
            if (!addGone(found, part, before.index() + 1, end) && cameIn) {
                found.add(new Stretch(part.key, part.end(before.index()), part.end(before.index())));
            }
        } else if (behind != null) {
            var part = behind.part();
            if (!addGone(found, part, goneBefore(behind), behind.index()) && cameIn) {
                found.add(new Stretch(part.key, part.start(behind.index()), part.start(behind.index())));
            }
        }
    }

    private static int goneBefore(Alignment.At at) {
        var start = at.index();
        while (start > 0 && !at.part().has(start - 1)) {
            start--;
        }
        return start;
    }

    private static int goneBehind(Alignment.At at) {
        var end = at.index() + 1;
        while (end < at.part().size() && !at.part().has(end)) {
            end++;
        }
        return end;
    }
}
