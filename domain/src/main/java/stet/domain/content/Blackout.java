package stet.domain.content;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import stet.domain.InvalidValue;
import stet.domain.content.Authorship.Range;

/**
 * Words that are blacked out wherever somebody wrote them (rule 48): at the borders of words, accents composed or not, quotation marks
 * straight or curly, and in capitals or not unless it is said that this matters. What is put in their place is as long as they were, and
 * has its spaces and signs where they had them; so whatever points into a text still points to the same place, and whoever wrote a word
 * still wrote it.
 *
 * @param words at most {@value #MOST} different ones, such as the forms in which a name was written
 */
public record Blackout(List<WordSearch> words) {
    /** What stands in the place of a letter, a digit, or half of one. */
    public static final char BLACK = '\u2588';

    public static final int MOST = 20;

    /** @throws InvalidValue if nothing is to be blacked out, or too much */
    public Blackout {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new InvalidValue("Say which words to take out");
        }
        if (words.size() > MOST) {
            throw new InvalidValue("At most %d words or names are taken out at a time".formatted(MOST));
        }
    }

    /** @param asWritten whether “Bill” is to be taken out, and “bill” to stay */
    public static Blackout of(List<String> words, boolean asWritten) {
        var options = asWritten
                ? Set.of(WordSearch.Option.WHOLE_WORDS, WordSearch.Option.MATCH_CASE)
                : Set.of(WordSearch.Option.WHOLE_WORDS);
        return new Blackout(words.stream()
                .map(each -> new WordSearch(each, options))
                .peek(each -> {
                    if (!each.words().codePoints().anyMatch(Tokens::inWord)) {
                        throw new InvalidValue("“%s” has no letter or digit in it".formatted(each.words()));
                    }
                })
                .toList());
    }

    /** How many letters are black in a content, wherever they stand in it. */
    public static int black(Content content) {
        var said = Stream.of(
                content.written().values().stream(),
                content.subjects().stream(),
                Stream.of(content.slugline(), content.section()));
        return (int) said.flatMap(texts -> texts)
                .flatMapToInt(String::chars)
                .filter(each -> each == BLACK)
                .count();
    }

    /** Where they stand in a text, in order; ranges may touch and none overlaps another. */
    public List<Range> in(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<Range>();
        words.forEach(each -> all.addAll(each.in(text, ULocale.ROOT)));
        all.sort(Comparator.comparingInt(Range::start).thenComparingInt(Range::end));
        var found = new ArrayList<Range>();
        for (var range : all) {
            if (!found.isEmpty() && range.start() < found.getLast().end()) {
                var before = found.removeLast();
                found.add(new Range(before.start(), Math.max(before.end(), range.end())));
            } else {
                found.add(range);
            }
        }
        return found;
    }

    /**
     * A text with these ranges blacked out, as long as before.
     *
     * @throws IndexOutOfBoundsException if a range reaches beyond it
     */
    public static String out(String text, List<Range> ranges) {
        var black = new StringBuilder(text);
        for (var range : ranges) {
            for (var at = range.start(); at < range.end(); ) {
                var character = text.codePointAt(at);
                var length = Math.min(Character.charCount(character), range.end() - at);
                if (Tokens.inWord(character)) {
                    for (var half = 0; half < length; half++) {
                        black.setCharAt(at + half, BLACK);
                    }
                }
                at += length;
            }
        }
        return black.toString();
    }
}
