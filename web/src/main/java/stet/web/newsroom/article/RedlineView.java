package stet.web.newsroom.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stet.domain.content.Redline;
import stet.domain.content.Redline.Fate;
import stet.domain.content.Redline.Kind;
import stet.domain.content.Redline.Shape;

/**
 * A redline as a page shows it: what stays as it was is folded away between what changed.
 *
 * @param parts in the order of the page
 * @param changes how many rows show a change; they are numbered from 1
 */
public record RedlineView(List<Part> parts, int changes) {
    /**
     * One row that changed, or all in a row that did not.
     *
     * @param folded whether these are folded away; the headline never is
     */
    public record Part(boolean folded, List<Shown> rows) {}

    /**
     * @param change its number among those that changed; 0 if it did not
     * @param says what became of it as a whole, in words; empty where only words in it changed
     */
    public record Shown(Redline.Row row, int change, String says) {
        /** What the place of a row is called as the id of an element. */
        public String anchor() {
            return (row.fate() == Fate.MOVED_AWAY ? "was-at-" : "at-")
                    + row.key().replace('/', '-');
        }
    }

    static RedlineView of(Redline redline) {
        var parts = new ArrayList<Part>();
        var same = new ArrayList<Shown>();
        var changes = 0;
        for (var row : redline.rows()) {
            if (row.changed()) {
                fold(parts, same);
                parts.add(new Part(false, List.of(new Shown(row, ++changes, says(row)))));
            } else if (row.shape() == Shape.HEADLINE) {
                parts.add(new Part(false, List.of(new Shown(row, 0, ""))));
            } else {
                same.add(new Shown(row, 0, ""));
            }
        }
        fold(parts, same);
        return new RedlineView(List.copyOf(parts), changes);
    }

    private static void fold(List<Part> parts, List<Shown> same) {
        if (!same.isEmpty()) {
            parts.add(new Part(true, List.copyOf(same)));
            same.clear();
        }
    }

    private static String says(Redline.Row row) {
        var shape = row.shape().title();
        return switch (row.fate()) {
            case ADDED -> "New " + shape;
            case REMOVED -> "This %s is gone".formatted(shape);
            case MOVED, MOVED_AWAY, STAYED -> "";
        };
    }

    /** The classes by which a piece is coloured and lined. */
    public static String look(Redline.Piece piece) {
        var look =
                new StringBuilder(piece.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        piece.styles().forEach(style -> look.append(" is-").append(style.name().toLowerCase(Locale.ROOT)));
        return look.toString();
    }

    /** The end of a move that is not this one, as an id without its sign. */
    public static String otherEnd(Redline.Piece piece) {
        return "move-%d-%s".formatted(piece.move(), piece.kind() == Kind.MOVED_HERE ? "from" : "to");
    }

    /** This end of a move. */
    public static String thisEnd(Redline.Piece piece) {
        return "move-%d-%s".formatted(piece.move(), piece.kind() == Kind.MOVED_HERE ? "to" : "from");
    }
}
