package stet.domain.checking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** What stands in a statement, counted as an editor would: two numbers, a date. */
final class Marks {
    private Marks() {}

    static String counted(List<Checkable> marks) {
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
