package stet.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import stet.domain.content.Mark;
import stet.domain.content.Text;

/**
 * A text as HTML: every character escaped, its marks as well-nested elements.
 *
 * <p>Marks may overlap in any way, elements may not. A link is always the outermost, so that it stays one link however its words are
 * styled; where links overlap, the one that begins last has the words, so that none is lost altogether.
 */
public final class Markup {
    private static final Comparator<Mark> INNERMOST = Comparator.comparingInt(Mark::start)
            .thenComparing(Comparator.comparingInt(Mark::end).reversed());

    private Markup() {}

    /**
     * Words that are set apart from those around them, by an element round even their links.
     *
     * @param start first character
     * @param end one past the last character; no two stretches of a text overlap
     * @param opening the tag before, as it is
     * @param closing the tag after, as it is
     */
    public record Stretch(int start, int end, String opening, String closing) {}

    static String html(Text text) {
        return html(text, List.of());
    }

    /** @param stretches in the order in which they stand in the text */
    public static String html(Text text, List<Stretch> stretches) {
        var words = text.words();
        var cuts = new TreeSet<>(List.of(0, words.length()));
        for (var mark : text.marks()) {
            cuts.add(start(words, mark));
            cuts.add(end(words, mark));
        }
        stretches.forEach(stretch -> cuts.addAll(List.of(stretch.start(), stretch.end())));
        var html = new StringBuilder(words.length() + 64);
        var open = new ArrayList<Mark>();
        var from = 0;
        for (var to : cuts.tailSet(0, false)) {
            for (var stretch : stretches) {
                if (stretch.start() == from) {
                    change(open, List.of(), html);
                    html.append(stretch.opening());
                }
            }
            change(open, marksOver(text, from, to), html);
            html.append(escaped(words.substring(from, to)));
            for (var stretch : stretches) {
                if (stretch.end() == to) {
                    change(open, List.of(), html);
                    html.append(stretch.closing());
                }
            }
            from = to;
        }
        change(open, List.of(), html);
        return html.toString();
    }

    /** The marks over a stretch that none of them begins or ends within, outermost first. */
    private static List<Mark> marksOver(Text text, int from, int to) {
        var over = text.marks().stream()
                .filter(mark -> start(text.words(), mark) <= from && to <= end(text.words(), mark))
                .toList();
        var link = over.stream().filter(mark -> mark.style() == Mark.Style.LINK).max(INNERMOST);
        var styles =
                over.stream().filter(mark -> mark.style() != Mark.Style.LINK).sorted(Comparator.comparing(Mark::style));
        return Stream.concat(link.stream(), styles).toList();
    }

    private static void change(List<Mark> open, List<Mark> wanted, StringBuilder html) {
        var same = 0;
        while (same < open.size() && same < wanted.size() && open.get(same).equals(wanted.get(same))) {
            same++;
        }
        while (open.size() > same) {
            html.append(closing(open.removeLast()));
        }
        for (var mark : wanted.subList(same, wanted.size())) {
            html.append(opening(mark));
            open.add(mark);
        }
    }

    private static String opening(Mark mark) {
        return switch (mark.style()) {
            case BOLD -> "<strong>";
            case ITALIC -> "<em>";
            case LINK -> {
                var href = mark.href() == null ? "" : mark.href();
                yield "<a href=\"%s\" rel=\"external noopener\">".formatted(escaped(href));
            }
        };
    }

    private static String closing(Mark mark) {
        return switch (mark.style()) {
            case BOLD -> "</strong>";
            case ITALIC -> "</em>";
            case LINK -> "</a>";
        };
    }

    /** A mark that cuts a character in two takes the whole of it. */
    private static int start(String words, Mark mark) {
        return insideCharacter(words, mark.start()) ? mark.start() - 1 : mark.start();
    }

    private static int end(String words, Mark mark) {
        return insideCharacter(words, mark.end()) ? mark.end() + 1 : mark.end();
    }

    private static boolean insideCharacter(String words, int at) {
        return at > 0 && at < words.length() && Character.isSurrogatePair(words.charAt(at - 1), words.charAt(at));
    }

    private static String escaped(String plain) {
        return HtmlUtils.htmlEscape(plain, "UTF-8");
    }
}
