package stet.web.newsroom.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stet.domain.content.WordDiff;
import stet.domain.content.WordDiff.Kind;
import stet.domain.content.Words;
import stet.history.Entry;

/**
 * What changed in words, as much of it as one page shows, by the sequence of what changed it: whoever reads what happened wants to know
 * which words, and of a story that was written anew follows the revision into the text. What is shown first has the room.
 */
public final class ShownChanges {
    private static final Shown NOTHING = new Shown(List.of(), false);
    /** Of all the page, in UTF-16 units and in pieces: some fifty paragraphs that were written anew. */
    private static final int ROOM = 150_000;

    private static final int MOST_PIECES = 4_000;
    /** Of one event. One more is for whoever opens the revision. */
    private static final int MOST_PLACES = 100;

    private static final int LONGEST_PIECE = 2_000;
    private static final int PIECES_OF_A_PLACE = 400;
    /** What was kept is shown by how it begins and ends, however long it is. */
    private static final int KEPT = 120;

    private final Map<Long, Shown> shown = new HashMap<>();
    private int room = ROOM;
    private int pieces = MOST_PIECES;

    /**
     * @param redlines the places that are shown, in their order
     * @param more whether there is more at these places, or at others
     */
    public record Shown(List<Entry.Redline> redlines, boolean more) {}

    private ShownChanges() {}

    static ShownChanges of(List<Entry> entries) {
        var all = new ShownChanges();
        entries.forEach(entry -> all.show(entry.sequence(), entry.redlines()));
        return all;
    }

    /** Of these by the sequences of what changed them, in this order. */
    static ShownChanges of(Map<Long, List<Entry.Redline>> changes) {
        var all = new ShownChanges();
        changes.forEach(all::show);
        return all;
    }

    public Shown by(long sequence) {
        return shown.getOrDefault(sequence, NOTHING);
    }

    private void show(long sequence, List<Entry.Redline> redlines) {
        var places = new ArrayList<Entry.Redline>();
        var more = false;
        for (var redline : redlines) {
            if (places.size() == MOST_PLACES || room <= 0 || pieces <= 0) {
                more = true;
                break;
            }
            var its = shortly(redline.pieces());
            more |= !its.equals(redline.pieces());
            places.add(new Entry.Redline(redline.place(), its));
        }
        shown.put(sequence, new Shown(places, more));
    }

    private List<WordDiff.Piece> shortly(List<WordDiff.Piece> all) {
        var some = new ArrayList<WordDiff.Piece>();
        for (var piece : all) {
            if (some.size() == PIECES_OF_A_PLACE || room <= 0 || pieces <= 0) {
                break;
            }
            var its = piece.kind() == Kind.KEPT
                    ? piece
                    : new WordDiff.Piece(piece.kind(), Words.shortened(piece.words(), LONGEST_PIECE));
            room -= piece.kind() == Kind.KEPT
                    ? Math.min(KEPT, piece.words().length())
                    : its.words().length();
            pieces--;
            some.add(its);
        }
        return some;
    }
}
