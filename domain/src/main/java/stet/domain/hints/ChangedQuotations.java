package stet.domain.hints;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Anchor;
import stet.domain.content.Place;

/**
 * A quotation that once said something a little different. Signs and capitals do not count, nor does what was only begun or cut at an
 * end: then every word that stands there was said.
 */
final class ChangedQuotations {
    private static final int FEWEST_WORDS = 4;
    private static final int MOST_WORDS = 400;
    private static final int FEW = 5;
    private static final int GRAM = 2;
    private static final int MOST_EARLIER = 2_000;
    private static final int MOST_EARLIER_CHARACTERS = 1_000_000;
    private static final int MOST_FOR_A_GRAM = 20;

    private ChangedQuotations() {}

    /** @param words as they are compared, in small letters and without signs */
    private record Said(@Nullable Anchor anchor, String text, List<String> words) {
        String joined() {
            return String.join(" ", words);
        }
    }

    static List<Hint> in(List<ParsedPassage> passages, Map<Place, List<String>> earlier) {
        if (earlier.isEmpty()) {
            return List.of();
        }
        var now = now(passages);
        var standing = new HashSet<String>();
        now.forEach(said -> standing.add(said.joined()));
        var byGram = new HashMap<List<String>, List<Integer>>();
        for (var i = 0; i < now.size(); i++) {
            for (var gram : grams(now.get(i))) {
                var here = byGram.computeIfAbsent(gram, _ -> new ArrayList<>());
                if (here.size() < MOST_FOR_A_GRAM) {
                    here.add(i);
                }
            }
        }
        var changed = new LinkedHashMap<Integer, Said>();
        for (var before : before(passages, earlier).values()) {
            if (!standing.contains(before.joined())) {
                var match = match(before, now, byGram);
                if (match >= 0) {
                    changed.putIfAbsent(match, before);
                }
            }
        }
        return changed.entrySet().stream()
                .map(entry -> hint(now.get(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static List<Said> now(List<ParsedPassage> passages) {
        var now = new ArrayList<Said>();
        for (var passage : passages) {
            for (var text : quoted(passage.words(), passage.part() == ParsedPassage.Part.QUOTATION)) {
                var words = words(text.text());
                if (words.size() >= FEWEST_WORDS && words.size() <= MOST_WORDS) {
                    now.add(new Said(
                            passage.anchor(
                                    text.start(), text.start() + text.text().length()),
                            text.text(),
                            words));
                }
            }
        }
        return now;
    }

    private record Span(int start, String text) {}

    /** What is quoted, from word to word; a passage that is a quotation is one from end to end. */
    private static List<Span> quoted(String words, boolean whole) {
        if (whole) {
            return List.of(new Span(0, words));
        }
        var spans = new ArrayList<Span>();
        for (var quoted : Quoted.in(words)) {
            var start = quoted.start();
            var end = quoted.end();
            while (start < end && Character.isWhitespace(words.charAt(start))) {
                start++;
            }
            while (end > start && (Character.isWhitespace(words.charAt(end - 1)) || words.charAt(end - 1) == ',')) {
                end--;
            }
            if (quoted.closed() && start < end) {
                spans.add(new Span(start, words.substring(start, end)));
            }
        }
        return spans;
    }

    /** By their words, oldest first. */
    private static Map<String, Said> before(List<ParsedPassage> passages, Map<Place, List<String>> earlier) {
        var whole = new HashSet<Place>();
        passages.stream()
                .filter(passage -> passage.part() == ParsedPassage.Part.QUOTATION)
                .forEach(passage -> whole.add(passage.place()));
        var before = new LinkedHashMap<String, Said>();
        var characters = 0;
        for (var entry : earlier.entrySet()) {
            for (var text : entry.getValue()) {
                characters += text.length();
                if (characters > MOST_EARLIER_CHARACTERS || before.size() > MOST_EARLIER) {
                    return before;
                }
                for (var span : quoted(text, whole.contains(entry.getKey()))) {
                    var words = words(span.text());
                    if (words.size() >= FEWEST_WORDS && words.size() <= MOST_WORDS) {
                        var said = new Said(null, span.text(), words);
                        before.putIfAbsent(said.joined(), said);
                    }
                }
            }
        }
        return before;
    }

    private static List<String> words(String text) {
        return Token.in(text).stream()
                .filter(token -> token.type() != Token.Type.SIGN)
                .map(token -> Names.folded(token.text().toLowerCase(Locale.ROOT).replace('’', '\'')))
                .toList();
    }

    private static Set<List<String>> grams(Said said) {
        var grams = new HashSet<List<String>>();
        for (var i = 0; i + GRAM <= said.words().size(); i++) {
            grams.add(said.words().subList(i, i + GRAM));
        }
        return grams;
    }

    /** The quotation that it has become, or -1. */
    private static int match(Said before, List<Said> now, Map<List<String>, List<Integer>> byGram) {
        var shared = new HashMap<Integer, Integer>();
        for (var gram : grams(before)) {
            byGram.getOrDefault(gram, List.of()).forEach(i -> shared.merge(i, 1, Integer::sum));
        }
        var best = shared.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(-1);
        return best >= 0 && changed(before, now.get(best)) ? best : -1;
    }

    private static boolean changed(Said before, Said now) {
        if (now.joined().contains(before.joined()) || before.joined().contains(now.joined())) {
            return false;
        }
        var few = Math.min(
                FEW, Math.max(1, Math.max(now.words().size(), before.words().size()) / 4));
        return Distance.within(before.words(), now.words(), few) <= few;
    }

    private static Hint hint(Said now, Said before) {
        return new Hint(
                Hint.Kind.QUOTATION_CHANGED,
                java.util.Objects.requireNonNull(now.anchor()),
                "In an earlier revision it was “%s”.".formatted(Say.shortened(before.text())),
                "The quotation was “%s” in an earlier revision and is “%s” now. Which words were said?"
                        .formatted(Say.shortened(before.text()), Say.shortened(now.text())),
                List.of());
    }
}
