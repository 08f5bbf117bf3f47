package stet.domain.checking;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that stand behind one another.
 *
 * @param parts at most {@value #LONGEST}, so that looking for it at every word takes a time that grows with the text alone
 * @param kind what is found, or null for words that look like something to check and are not
 */
record Phrase(List<Part> parts, @Nullable ClaimKind kind, String because) {
    private static final int LONGEST = 8;

    Phrase {
        if (parts.size() > LONGEST || parts.isEmpty() || parts.getFirst().optional()) {
            throw new IllegalArgumentException(
                    "A phrase has 1 to " + LONGEST + " parts, and the first is always there");
        }
    }

    /**
     * One word of it.
     *
     * @param words any of these
     * @param senses or any word with one of these
     * @param number or any number
     * @param year or a year in figures
     */
    record Part(Set<String> words, Set<Sense> senses, boolean number, boolean year, boolean optional) {}

    /**
     * @param pattern parts with a space between them: alternatives between bars, of which {@code <unit>} is any word of that sense,
     *     {@code <n>} any number and {@code <year>} a year; a question mark behind what may be missing
     */
    static Phrase of(String pattern, @Nullable ClaimKind kind, String because) {
        var parts = new ArrayList<Part>();
        for (var part : pattern.trim().split(" +", -1)) {
            var optional = part.length() > 1 && part.endsWith("?");
            var words = new java.util.HashSet<String>();
            var senses = EnumSet.noneOf(Sense.class);
            var number = false;
            var year = false;
            for (var word : (optional ? part.substring(0, part.length() - 1) : part).split("\\|", -1)) {
                switch (word) {
                    case "<n>" -> number = true;
                    case "<year>" -> year = true;
                    default -> {
                        if (word.startsWith("<")) {
                            senses.add(Sense.valueOf(
                                    word.substring(1, word.length() - 1).toUpperCase(java.util.Locale.ROOT)));
                        } else {
                            words.add(Pieces.fold(word));
                        }
                    }
                }
            }
            parts.add(new Part(Set.copyOf(words), senses, number, year, optional));
        }
        return new Phrase(List.copyOf(parts), kind, because);
    }
}
