package stet.domain.hints;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Place;

/** Finds words that do not fit with others. In doubt it finds nothing, since people stop looking at hints that are often wrong. */
public final class Hints {
    /** No more of one kind are listed: an article with more has a problem that a list of them does not solve. */
    private static final int MOST_OF_A_KIND = 30;

    private Hints() {}

    /**
     * What does not fit in this content, in reading order.
     *
     * @param earlier what stood at each place before, oldest first; a place that was always as it is now may be left out
     * @param written when the words were written: it says which day "yesterday" is, and the year of a date without one
     */
    public static List<Hint> in(Content content, Map<Place, List<String>> earlier, LocalDate written) {
        var passages = ParsedPassage.of(content);
        var found = new ArrayList<Hint>();
        found.addAll(most(Spellings.in(passages)));
        found.addAll(most(Weekdays.in(passages, written)));
        found.addAll(most(HeadlineNumbers.in(passages, written.getYear())));
        found.addAll(most(Sums.in(passages)));
        found.addAll(most(Percentages.in(passages)));
        found.addAll(most(Ages.in(passages, written.getYear())));
        found.addAll(most(RelativeDates.in(passages, written)));
        found.addAll(most(Introductions.in(passages)));
        found.addAll(most(ChangedQuotations.in(passages, earlier)));
        var order = new HashMap<Place, Integer>();
        passages.forEach(passage -> order.put(passage.place(), order.size()));
        found.sort(Comparator.comparingInt(
                        (Hint hint) -> order.getOrDefault(hint.anchor().place(), 0))
                .thenComparingInt(hint -> hint.anchor().start())
                .thenComparing(Hint::kind));
        return List.copyOf(found);
    }

    /** The sentence that these words stand in. */
    public static Anchor sentence(Content content, Anchor anchor) {
        var words = content.words(anchor.place());
        var starts = ParsedPassage.sentences(words, Token.in(words));
        var from = starts.stream().filter(start -> start <= anchor.start()).reduce(0, Math::max);
        var to = starts.stream()
                .filter(start -> start >= anchor.end())
                .findFirst()
                .orElse(words.length());
        return new Anchor(anchor.place(), from, words.substring(from, to).strip());
    }

    private static List<Hint> most(List<Hint> found) {
        return found.subList(0, Math.min(found.size(), MOST_OF_A_KIND));
    }
}
