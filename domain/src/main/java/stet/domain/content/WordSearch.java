package stet.domain.content;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.text.SearchIterator;
import com.ibm.icu.text.StringSearch;
import com.ibm.icu.util.ULocale;
import java.text.StringCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stet.domain.InvalidValue;

/**
 * Words that are looked for in all that readers read of an article. They are found however they were typed, with accents composed or not
 * and quotation marks straight or curly (see {@link Words#same}).
 *
 * @param words at most {@value #LONGEST} characters; within one paragraph or item, since none goes over a line's end
 */
public record WordSearch(String words, Set<Option> options) {
    public static final int LONGEST = 200;
    /** Where the same words stand more often than this, nobody looks at each. */
    public static final int MOST = 1_000;

    /** How words are looked for besides. */
    public enum Option {
        /** “Bill” is not “bill”. */
        MATCH_CASE,
        /** “art” is not found in “party”. */
        WHOLE_WORDS
    }

    /** Words that stand there.
     *
     * @param part the key of {@link Content#written()} in which they stand
     * @param start their first character within that part, in UTF-16 units from 0
     */
    public record Occurrence(String part, int start, String words) {
        /** What it is called by whoever chooses among several: {@code block/b1@17}. */
        public String id() {
            return part + "@" + start;
        }

        public int end() {
            return start + words.length();
        }
    }

    /** @throws InvalidValue if nothing is looked for, or too much */
    public WordSearch {
        // The longest is of what was typed, so that nobody has megabytes looked through to find that they are too much.
        if (words.length() > LONGEST) {
            throw new InvalidValue("What is looked for has at most %d characters".formatted(LONGEST));
        }
        words = Words.clean(Words.visible(words));
        if (words.isEmpty()) {
            throw new InvalidValue("Say which words to look for");
        }
        options = Set.copyOf(options);
    }

    /**
     * Wherever they stand, in the order of {@link Content#written()}, none overlapping another.
     *
     * @throws InvalidValue if that is at more than {@value #MOST} places
     */
    public List<Occurrence> in(Content content) {
        var found = new ArrayList<Occurrence>();
        content.written().forEach((part, text) -> {
            if (!text.isEmpty() && Content.isRead(part)) {
                addFrom(part, text, content, found);
            }
        });
        return List.copyOf(found);
    }

    private void addFrom(String part, String text, Content content, List<Occurrence> found) {
        for (var range : in(text, ULocale.forLocale(content.locale()))) {
            if (found.size() == MOST) {
                throw new InvalidValue(
                        "“%s” stands there more than %,d times; look for longer words".formatted(words, MOST));
            }
            found.add(new Occurrence(part, range.start(), text.substring(range.start(), range.end())));
        }
    }

    /** Where they stand in a text, none overlapping another. */
    List<Authorship.Range> in(String text, ULocale locale) {
        var found = new ArrayList<Authorship.Range>();
        // No language's own order: where a newsroom writes in Czech, “c” is looked for in “ch” as well.
        var collator = (RuleBasedCollator) Collator.getInstance(ULocale.ROOT);
        collator.setStrength(options.contains(Option.MATCH_CASE) ? Collator.TERTIARY : Collator.SECONDARY);
        collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
        var straight = Words.straight(text);
        var search = new StringSearch(Words.straight(words), new StringCharacterIterator(straight), collator, null);
        var boundaries = BreakIterator.getWordInstance(locale);
        boundaries.setText(straight);
        for (var at = search.first(); at != SearchIterator.DONE; at = search.next()) {
            var end = at + search.getMatchLength();
            if (options.contains(Option.WHOLE_WORDS)
                    && !(isBoundary(boundaries, straight, at) && isBoundary(boundaries, straight, end))) {
                continue;
            }
            found.add(new Authorship.Range(at, end));
        }
        return found;
    }

    /** To Unicode “Smith's” is one word; whoever looks for Smith wants it found. */
    private static boolean isBoundary(BreakIterator boundaries, String text, int at) {
        return boundaries.isBoundary(at)
                || (at < text.length() && text.charAt(at) == '\'')
                || (at > 0 && text.charAt(at - 1) == '\'');
    }
}
