package stet.web.newsroom.article;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;
import stet.domain.content.Redline;
import stet.domain.content.Redline.Fate;
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

        public List<Line> lines() {
            return row.lines().stream().map(Line::of).toList();
        }
    }

    /**
     * A line may have thousands of pieces; a template that was asked for each took most of the time of a page.
     *
     * @param look the classes of its element
     * @param html its words as safe HTML; what is coloured and lined in them is said in words, too
     */
    public record Line(String look, String html) {
        private static Line of(Redline.Line line) {
            return new Line(
                    line.of() == Redline.Line.Of.SPEAKER ? "line speaker" : "line",
                    line.pieces().stream().map(RedlineView::html).collect(joining()));
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

    private static String html(Redline.Piece piece) {
        var words =
                switch (piece.kind()) {
                    case KEPT ->
                        "<span class=\"%s\">%s</span>"
                                .formatted(look(piece), HtmlUtils.htmlEscape(piece.words(), "UTF-8"));
                    case ADDED -> changed("ins", "added", "", piece);
                    case REMOVED -> changed("del", "removed", "", piece);
                    case MOVED_HERE ->
                        changed("ins", "moved here", end("to", piece), piece)
                                + otherEnd(end("from", piece), "⇤", "Where it stood");
                    case MOVED_AWAY ->
                        changed("del", "moved away", end("from", piece), piece)
                                + otherEnd(end("to", piece), "⇥", "Where it stands now");
                    case RESTYLED -> changed("span", "formatted otherwise", "", piece);
                };
        return piece.note().isEmpty()
                ? words
                : words + "<small class=\"how\">(%s)</small>".formatted(HtmlUtils.htmlEscape(piece.note(), "UTF-8"));
    }

    /** @param id of the element; empty where nothing leads to it */
    private static String changed(String element, String how, String id, Redline.Piece piece) {
        return "<%s class=\"%s\"%s><span class=\"aside\">[%s: </span>%s<span class=\"aside\">]</span></%s>"
                .formatted(
                        element,
                        look(piece),
                        id.isEmpty() ? "" : " id=\"%s\"".formatted(id),
                        how,
                        HtmlUtils.htmlEscape(piece.words(), "UTF-8"),
                        element);
    }

    private static String otherEnd(String id, String sign, String spoken) {
        return "<a class=\"other-end\" href=\"#%s\"><span aria-hidden=\"true\">%s</span><span class=\"aside\">%s</span></a>"
                .formatted(id, sign, spoken);
    }

    /** The id of one end of a move. */
    private static String end(String which, Redline.Piece piece) {
        return "move-%d-%s".formatted(piece.move(), which);
    }

    /** The classes by which a piece is coloured and lined. */
    private static String look(Redline.Piece piece) {
        var look =
                new StringBuilder(piece.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        piece.styles().forEach(style -> look.append(" is-").append(style.name().toLowerCase(Locale.ROOT)));
        return look.toString();
    }
}
