package stet.domain.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import stet.domain.InvalidValue;

/**
 * Words and their formatting. Two texts with the same words say the same thing, however they look.
 *
 * @param words see {@link Words#clean}
 * @param marks in order; touching marks of one style are one
 */
public record Text(String words, List<Mark> marks) {
    public static final Text EMPTY = new Text("", List.of());

    /** @throws InvalidValue if the words are not clean or a mark reaches beyond them */
    public Text {
        if (!Words.clean(words).equals(words)) {
            throw new InvalidValue("A text has single spaces between its words and none at its ends");
        }
        marks = joined(marks);
        for (var mark : marks) {
            if (mark.end() > words.length()) {
                throw new InvalidValue("A mark reaches beyond the words");
            }
        }
    }

    /** Plain words, cleaned first. */
    public static Text of(String raw) {
        return new Text(Words.clean(raw), List.of());
    }

    /** The same text as it is taken from whoever writes it, see {@link Words#visible}; its formatting stays on its words. */
    Text visible() {
        marks.forEach(Mark::requireHost);
        if (marks.isEmpty()) {
            var visible = Words.visible(words);
            return visible.equals(words) ? this : new Text(visible, List.of());
        }
        var places = new int[words.length() + 1];
        var visible = Words.copyVisible(words, places);
        var moved = new ArrayList<Mark>();
        for (var mark : marks) {
            var from = Math.min(places[mark.start()], visible.length());
            var to = Math.min(places[mark.end()], visible.length());
            if (from < to) {
                var href = mark.href();
                moved.add(new Mark(mark.style(), from, to, href == null ? null : Words.visible(href)));
            }
        }
        return new Text(visible, moved);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Where its links lead, in their order. */
    public List<String> addresses() {
        return marks.stream().map(Mark::href).filter(Objects::nonNull).toList();
    }

    /**
     * The same text with other words from {@code start} to {@code end}; no words there cut it, along with a space that would be left
     * over. Formatting that reaches over the whole span stays on the new words.
     */
    public Text replaced(int start, int end, String raw) {
        var now = Words.clean(raw);
        var from = start;
        var to = end;
        if (now.isEmpty()) {
            var spaceBefore = from > 0 && words.charAt(from - 1) == ' ';
            var spaceAfter = to < words.length() && words.charAt(to) == ' ';
            var stopAfter = to < words.length() && ".,;:!?)]”’".indexOf(words.charAt(to)) >= 0;
            if (spaceAfter && (spaceBefore || from == 0)) {
                to++;
            } else if (spaceBefore && (stopAfter || to == words.length())) {
                from--;
            }
        }
        var shift = now.length() - (to - from);
        var moved = new ArrayList<Mark>();
        for (var mark : marks) {
            var newStart = mark.start() < to ? Math.min(mark.start(), from) : mark.start() + shift;
            if (mark.start() > from && mark.start() < to) {
                newStart = from + now.length();
            }
            var newEnd = mark.end() >= to ? mark.end() + shift : Math.min(mark.end(), from);
            if (newEnd > newStart) {
                moved.add(mark.at(newStart, newEnd));
            }
        }
        return new Text(words.substring(0, from) + now + words.substring(to), moved);
    }

    /** Some of it with its formatting; the range begins and ends with a word or a sign. */
    Text part(Authorship.Range range) {
        var its = new ArrayList<Mark>();
        for (var mark : marks) {
            var from = Math.max(mark.start(), range.start());
            var to = Math.min(mark.end(), range.end());
            if (from < to) {
                its.add(mark.at(from - range.start(), to - range.start()));
            }
        }
        return new Text(words.substring(range.start(), range.end()), its);
    }

    /**
     * The same text with another from {@code start} to {@code end}, which brings its own formatting.
     *
     * @param before what stands between it and what is before it, and {@code behind} likewise; they bring none
     */
    Text replaced(int start, int end, String before, Text with, String behind) {
        var now = before + with.words + behind;
        var moved = new ArrayList<Mark>();
        for (var mark : marks) {
            if (mark.start() < start) {
                moved.add(mark.at(mark.start(), Math.min(mark.end(), start)));
            }
            if (mark.end() > end) {
                var shift = now.length() - (end - start);
                moved.add(mark.at(Math.max(mark.start(), end) + shift, mark.end() + shift));
            }
        }
        var from = start + before.length();
        with.marks.forEach(mark -> moved.add(mark.at(from + mark.start(), from + mark.end())));
        return new Text(words.substring(0, start) + now + words.substring(end), moved);
    }

    private static List<Mark> joined(List<Mark> marks) {
        if (marks.isEmpty()) {
            return List.of();
        }
        var joined = new ArrayList<Mark>();
        for (var style : Mark.Style.values()) {
            Mark open = null;
            for (var mark : marks.stream()
                    .filter(m -> m.style() == style)
                    .sorted(Mark.ORDER)
                    .toList()) {
                if (open != null && open.sameStyleAs(mark) && mark.start() <= open.end()) {
                    open = open.at(open.start(), Math.max(open.end(), mark.end()));
                } else {
                    if (open != null) {
                        joined.add(open);
                    }
                    open = mark;
                }
            }
            if (open != null) {
                joined.add(open);
            }
        }
        joined.sort(Mark.ORDER);
        return List.copyOf(joined);
    }
}
