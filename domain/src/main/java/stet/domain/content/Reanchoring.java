package stet.domain.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the words of a claim are after their passage has been rewritten (rule 6).
 *
 * <p>Two witnesses are asked. The first is the new text: words that stand in it exactly once are the claim's, wherever they went. Only
 * where that leaves a doubt is the second asked, the difference between the texts: it tells apart standings that look the same, and
 * finds what the words were turned into. A verdict lives on only where neither could be wrong; a doubt costs one more look by a
 * checker, a mistake would cost a correction.
 */
public final class Reanchoring {
    /** How many words in the place of each word are still what became of it, rather than a passage written anew. */
    private static final int MOST_FOR_EACH = 4;

    private final String was;
    private final String now;
    private @Nullable Matching matching;

    /** From one text to another, for all spans in it: what is different between them is found once. */
    public Reanchoring(String was, String now) {
        this.was = was;
        this.now = now;
    }

    /** What became of a span. */
    public sealed interface Outcome {
        /** The words stand; a verdict on them does, too. */
        record Stands(Anchor now) implements Outcome {}

        /** The words were changed, or it is not certain that these are the same ones: to be checked again. */
        record Changed(Anchor now) implements Outcome {}

        /** Nothing came in its place. */
        record Gone() implements Outcome {}
    }

    /**
     * Follows a span into the text that its passage has become. The span counts as standing only as whole words: 20 does not stand in
     * 120, in 20s or in 20,000.
     *
     * @param anchor must stand in the text as it was
     * @throws IllegalArgumentException if it does not
     */
    public static Outcome follow(Anchor anchor, String was, String now) {
        return new Reanchoring(was, now).follow(anchor);
    }

    /** See {@link #follow(Anchor, String, String)}. */
    public Outcome follow(Anchor anchor) {
        if (!anchor.standsIn(was)) {
            throw new IllegalArgumentException("A span can only be followed from where it stands");
        }
        if (was.equals(now)) {
            return new Outcome.Stands(anchor);
        }
        // A span that was set inside a longer word on purpose is looked for as it was set.
        var whole = isWhole(was, anchor.start(), anchor.end());
        var standings = standings(anchor.words(), now, whole);
        var asOften = standings.size() == standings(anchor.words(), was, whole).size();
        if (asOften && standings.size() == 1) {
            return new Outcome.Stands(anchor.movedTo(standings.getFirst()));
        }
        var span = new Span(anchor, matching());
        if (standings.isEmpty()) {
            return span.typedOtherwise(now)
                    .filter(found -> !whole || isWhole(now, found.start(), found.end()))
                    .<Outcome>map(Outcome.Stands::new)
                    .or(() -> span.region(now).map(Outcome.Changed::new))
                    .orElseGet(Outcome.Gone::new);
        }
        var untouched = span.untouched().filter(standings::contains);
        if (untouched.isPresent() && asOften) {
            return new Outcome.Stands(anchor.movedTo(untouched.get()));
        }
        var near = untouched.orElseGet(span::about);
        var nearest = standings.getFirst();
        for (var standing : standings) {
            if (Math.abs(standing - near) < Math.abs(nearest - near)) {
                nearest = standing;
            }
        }
        return new Outcome.Changed(anchor.movedTo(nearest));
    }

    private Matching matching() {
        var known = matching;
        if (known == null) {
            known = Matching.ofSaid(was, now);
            matching = known;
        }
        return known;
    }

    /** Whether a span is cut out of the middle of a longer word or number only if it was before: 20 of 120 is not 20. */
    public static boolean isAsWhole(Anchor was, String before, Anchor now, String after) {
        return !isWhole(before, was.start(), was.end()) || isWhole(after, now.start(), now.end());
    }

    private static List<Integer> standings(String words, String text, boolean whole) {
        var standings = new ArrayList<Integer>();
        for (var at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            if (!whole || isWhole(text, at, at + words.length())) {
                standings.add(at);
            }
        }
        return standings;
    }

    private static boolean isWhole(String text, int start, int end) {
        return !joined(text, start) && !joined(text, end);
    }

    /** Whether a cut here would go through a word or a number. */
    private static boolean joined(String text, int cut) {
        if (cut == 0 || cut == text.length()) {
            return false;
        }
        var before = text.codePointBefore(cut);
        var after = text.codePointAt(cut);
        if (Tokens.inWord(before) && Tokens.inWord(after)) {
            return true;
        }
        return (Character.isDigit(before) && separates(after) && digitAt(text, cut + 1))
                || (separates(before) && Character.isDigit(after) && cut > 1 && digitAt(text, cut - 2));
    }

    private static boolean digitAt(String text, int at) {
        return at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static boolean separates(int character) {
        return switch (character) {
            case '.', ',', '\u00A0', '\u2009', '\u202F' -> true;
            default -> false;
        };
    }

    /** The tokens that an anchor lies on, and what the difference says of them. */
    private static final class Span {
        private final Anchor anchor;
        private final Matching matching;
        private final int first;
        private final int last;

        Span(Anchor anchor, Matching matching) {
            this.anchor = anchor;
            this.matching = matching;
            var was = matching.was();
            var token = 0;
            while (was.end(token) <= anchor.start()) {
                token++;
            }
            first = token;
            while (was.end(token) < anchor.end()) {
                token++;
            }
            last = token;
        }

        /** Where the span starts now, if each of its tokens is kept and nothing came between them. */
        Optional<Integer> untouched() {
            for (var token = first; token <= last; token++) {
                if (!matching.kept(token) || matching.toNow(token) - matching.toNow(first) != token - first) {
                    return Optional.empty();
                }
            }
            var within = anchor.start() - matching.was().start(first);
            return Optional.of(matching.now().start(matching.toNow(first)) + within);
        }

        /** The same words in another way to type them, if each stands where it did. */
        Optional<Anchor> typedOtherwise(String text) {
            if (anchor.start() != matching.was().start(first)
                    || anchor.end() != matching.was().end(last)
                    || untouched().isEmpty()) {
                return Optional.empty();
            }
            var start = matching.now().start(matching.toNow(first));
            var end = matching.now().end(matching.toNow(last));
            return Optional.of(new Anchor(anchor.place(), start, text.substring(start, end)));
        }

        /** Roughly where the span is now. */
        int about() {
            for (var token = first; token < matching.was().size(); token++) {
                if (matching.kept(token)) {
                    return matching.now().start(matching.toNow(token));
                }
            }
            return Integer.MAX_VALUE;
        }

        /**
         * What the span was turned into: all that stands from its first token to its last; where the token at an end is gone, from
         * what came in its place. Where not one of its words is left, what came in their place; nothing if nothing did.
         */
        Optional<Anchor> region(String text) {
            var from = matching.kept(first) ? matching.toNow(first) : afterKeptBefore(first);
            var to = matching.kept(last) ? matching.toNow(last) : beforeKeptAfter(last);
            if (IntStream.rangeClosed(first, last).noneMatch(this::isWordLeft)) {
                var words = IntStream.rangeClosed(from, to)
                        .filter(matching.now()::isWord)
                        .toArray();
                if (words.length == 0) {
                    return Optional.empty();
                }
                if (words.length > MOST_FOR_EACH * wordsOf(first, last)) {
                    // A passage was written anew: of its words those that stand about where these stood are shown in
                    // their place.
                    var here = wordsOf(firstReplaced(), first - 1);
                    var all = wordsOf(firstReplaced(), lastReplaced());
                    var begin = Math.min(words.length - 1, here * words.length / Math.max(1, all));
                    var end = Math.min(words.length - 1, begin + Math.max(1, wordsOf(first, last)) - 1);
                    from = words[begin];
                    to = words[end];
                }
            }
            var start = matching.now().start(from);
            var end = matching.now().end(to);
            while (joined(text, start)) {
                start--;
            }
            while (joined(text, end)) {
                end++;
            }
            while (Tokens.inSpace(text.codePointAt(start))) {
                start++;
            }
            while (Tokens.inSpace(text.codePointBefore(end))) {
                end--;
            }
            return Optional.of(new Anchor(anchor.place(), start, text.substring(start, end)));
        }

        private int wordsOf(int from, int to) {
            return (int) IntStream.rangeClosed(from, to)
                    .filter(matching.was()::isWord)
                    .count();
        }

        private int firstReplaced() {
            var token = first;
            while (token > 0 && !matching.kept(token - 1)) {
                token--;
            }
            return token;
        }

        private int lastReplaced() {
            var token = last;
            while (token + 1 < matching.was().size() && !matching.kept(token + 1)) {
                token++;
            }
            return token;
        }

        private boolean isWordLeft(int token) {
            return matching.kept(token) && matching.was().isWord(token);
        }

        private int afterKeptBefore(int token) {
            var before = token - 1;
            while (before >= 0 && !matching.kept(before)) {
                before--;
            }
            return before < 0 ? 0 : matching.toNow(before) + 1;
        }

        private int beforeKeptAfter(int token) {
            var after = token + 1;
            while (after < matching.was().size() && !matching.kept(after)) {
                after++;
            }
            return (after < matching.was().size()
                            ? matching.toNow(after)
                            : matching.now().size())
                    - 1;
        }
    }
}
