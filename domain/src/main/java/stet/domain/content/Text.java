package stet.domain.content;

import java.util.ArrayList;
import java.util.List;
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

    public boolean isEmpty() {
        return words.isEmpty();
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
