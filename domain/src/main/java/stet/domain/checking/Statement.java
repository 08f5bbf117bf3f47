package stet.domain.checking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * What a checker checks in one go: a sentence or a clause with the numbers, dates and names in it, or a quotation with its speaker.
 *
 * @param start first character within the passage, in UTF-16 units from 0
 * @param end one past the last
 * @param words what stands there
 * @param marks what in it must be checked or is worth it, each with its place in the passage; in order
 * @param speaker for a quotation who says it, as far as the passage tells; otherwise empty
 */
public record Statement(ClaimKind kind, int start, int end, String words, List<Checkable> marks, String speaker) {
    public Statement {
        marks = List.copyOf(marks);
    }

    /** What there is to check in it, as an editor would say it. */
    public String because() {
        if (kind == ClaimKind.QUOTE) {
            return speaker.isEmpty()
                    ? "A quotation: compare it with a recording, and say who speaks"
                    : "A quotation of %s: compare it with a recording".formatted(speaker);
        }
        return marks.size() == 1 ? marks.getFirst().because() : "Check what they say together: " + counted(marks);
    }

    /** What stands in it, counted as an editor would: two numbers, a date. */
    private static String counted(List<Checkable> marks) {
        var counts = new EnumMap<ClaimKind, Integer>(ClaimKind.class);
        marks.forEach(mark -> counts.merge(mark.kind(), 1, Integer::sum));
        var said = new ArrayList<String>();
        counts.forEach((kind, count) -> said.add(
                switch (kind) {
                    case NUMBER -> several(count, "a number", "numbers");
                    case DATE -> several(count, "a date", "dates");
                    case NAME -> several(count, "a name", "names");
                    case TITLE -> several(count, "a title", "titles");
                    case QUOTE -> several(count, "a quotation", "quotations");
                    case ATTRIBUTION -> "who says so";
                    case FACT, CHARACTERISATION -> several(count, "a strong word", "strong words");
                }));
        return String.join(", ", said);
    }

    private static String several(int count, String one, String more) {
        return count == 1 ? one : "%d %s".formatted(count, more);
    }
}
