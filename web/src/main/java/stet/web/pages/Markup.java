package stet.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
    /** Of two links on just the same words, the one that a text has first is within. */
    private static final Comparator<Mark> INNERMOST = Comparator.comparingInt(Mark::start)
            .thenComparing(Comparator.comparingInt(Mark::end).reversed())
            .thenComparing(Markup::address, Comparator.reverseOrder());

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
        var over = new Over(text);
        var open = new ArrayList<Mark>();
        var begun = 0;
        var ended = 0;
        var from = 0;
        for (var to : cuts.tailSet(0, false)) {
            for (; begun < stretches.size() && stretches.get(begun).start() == from; begun++) {
                change(open, List.of(), html);
                html.append(stretches.get(begun).opening());
            }
            change(open, over.at(from), html);
            html.append(escaped(words.substring(from, to)));
            for (; ended < stretches.size() && stretches.get(ended).end() == to; ended++) {
                change(open, List.of(), html);
                html.append(stretches.get(ended).closing());
            }
            from = to;
        }
        change(open, List.of(), html);
        return html.toString();
    }

    /** The marks over each stretch of a text in turn. None is compared with all others, of which there may be thousands. */
    private static final class Over {
        private final String words;
        private final Iterator<Mark> coming;
        private @Nullable Mark next;
        private final TreeSet<Mark> links = new TreeSet<>(INNERMOST);
        private final EnumMap<Mark.Style, Mark> styles = new EnumMap<>(Mark.Style.class);

        Over(Text text) {
            words = text.words();
            coming = text.marks().iterator();
            next = coming.hasNext() ? coming.next() : null;
        }

        /**
         * @param from where a stretch begins within which no mark begins or ends, behind the last that was asked for
         * @return those over it, outermost first
         */
        List<Mark> at(int from) {
            for (; next != null && start(words, next) <= from; next = coming.hasNext() ? coming.next() : null) {
                if (next.style() == Mark.Style.LINK) {
                    links.add(next);
                } else {
                    styles.put(next.style(), next);
                }
            }
            while (!links.isEmpty() && end(words, links.last()) <= from) {
                links.pollLast();
            }
            styles.values().removeIf(mark -> end(words, mark) <= from);
            var over = new ArrayList<Mark>(3);
            if (!links.isEmpty()) {
                over.add(links.last());
            }
            over.addAll(styles.values());
            return over;
        }
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
            case LINK -> "<a href=\"%s\" rel=\"external noopener\">".formatted(escaped(address(mark)));
        };
    }

    private static String address(Mark mark) {
        var address = mark.href();
        return address == null ? "" : address;
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
