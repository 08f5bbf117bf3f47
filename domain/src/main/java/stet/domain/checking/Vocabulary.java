package stet.domain.checking;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The words of numbers and dates in one language. Names of months, days and numbers are CLDR's, those that CLDR has none of are listed.
 *
 * @param glued whether numbers are written as one word with what they count (dreitägig), so that a word must be taken apart
 */
record Vocabulary(Map<String, VocabularyEntry> words, List<Phrase> afterNumbers, boolean glued) {
    /** For a language of which only figures are known. */
    private static final Vocabulary FIGURES = new Vocabulary(Map.of(), List.of(), false);

    private static final VocabularyEntry NUMBER = new VocabularyEntry(Set.of(Sense.NUMBER), List.of());
    private static final int LONGEST_PART = 12;

    static Vocabulary of(Locale language) {
        return switch (language.getLanguage()) {
            case "en" -> English.WORDS;
            case "de" -> German.WORDS;
            case "fr" -> French.WORDS;
            case "es" -> Spanish.WORDS;
            default -> FIGURES;
        };
    }

    @Nullable
    VocabularyEntry entry(String word) {
        var entry = words.get(word);
        if (entry == null && glued && word.length() > 4 && begins(word)) {
            return isGlued(word) ? NUMBER : null;
        }
        return entry;
    }

    private boolean begins(String word) {
        if (word.startsWith("ein")) {
            return true;
        }
        for (var length = 3; length <= Math.min(LONGEST_PART, word.length()); length++) {
            if (isPart(word.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word is a row of numbers, with what they count behind them. Each letter is looked at a dozen times at most. */
    private boolean isGlued(String word) {
        var reached = new boolean[word.length() + 1];
        var counted = new boolean[word.length() + 1];
        reached[0] = true;
        for (var at = 0; at < word.length(); at++) {
            if (!reached[at]) {
                continue;
            }
            for (var length = 2; length <= LONGEST_PART && at + length <= word.length(); length++) {
                var part = word.substring(at, at + length);
                var number = isPart(part);
                var link = at > 0
                        && (part.equals("und") || part.equals("ein") || part.equals("halb") || part.equals("einhalb"));
                if (number || link || (at == 0 && part.equals("ein"))) {
                    reached[at + length] = true;
                    counted[at + length] |= counted[at] || number;
                }
            }
            if (at > 0 && counted[at] && German.COUNTED.stream().anyMatch(word.substring(at)::startsWith)) {
                return true;
            }
        }
        return counted[word.length()];
    }

    private boolean isPart(String word) {
        var entry = words.get(word);
        return entry != null && entry.senses().contains(Sense.NUMBER);
    }

    /** Gathers the words of a language. */
    static final class Builder {
        private final ULocale language;
        private final Map<String, EnumSet<Sense>> senses = new HashMap<>();
        private final Map<String, List<Phrase>> phrases = new HashMap<>();
        private final List<Phrase> afterNumbers = new ArrayList<>();
        private final Map<Sense, List<Phrase>> bySense = new EnumMap<>(Sense.class);
        private boolean glued;

        Builder(String language) {
            this.language = new ULocale(language);
        }

        /** @param words with spaces between them */
        Builder are(Sense sense, String words) {
            for (var word : words.trim().split("\\s+", -1)) {
                add(Pieces.fold(word), sense);
            }
            return this;
        }

        private void add(String word, Sense sense) {
            senses.computeIfAbsent(word, any -> EnumSet.noneOf(Sense.class)).add(sense);
        }

        Builder areNot(Sense sense, String words) {
            for (var word : words.trim().split("\\s+", -1)) {
                var known = senses.get(Pieces.fold(word));
                if (known != null) {
                    known.remove(sense);
                }
            }
            return this;
        }

        Builder glued() {
            glued = true;
            return this;
        }

        /** The numbers up to a hundred and the great ones, in every form that CLDR writes out and that these rules are named by. */
        Builder numbers(Predicate<String> rules) {
            var format = new RuleBasedNumberFormat(language, RuleBasedNumberFormat.SPELLOUT);
            for (var rule : format.getRuleSetNames()) {
                if (!rules.test(rule)) {
                    continue;
                }
                var ordinal = rule.contains("ordinal");
                words(format.format(1, rule)).forEach(word -> add(word, ordinal ? Sense.FIRST : Sense.ONE));
                words(format.format(0, rule)).forEach(word -> add(word, Sense.NUMBER));
                for (var number = 2; number <= 100; number++) {
                    numbers(format.format(number, rule));
                }
                for (var number = 200; number <= 900; number += 100) {
                    numbers(format.format(number, rule));
                }
                for (var great = 1_000L; great <= 1_000_000_000_000_000L; great *= 1_000) {
                    numbers(format.format(great, rule));
                    numbers(format.format(2 * great, rule));
                }
            }
            return this;
        }

        private void numbers(String written) {
            for (var word : words(written)) {
                var known = senses.getOrDefault(word, EnumSet.noneOf(Sense.class));
                if (!known.contains(Sense.ONE) && !known.contains(Sense.FIRST) && !known.contains(Sense.AND)) {
                    add(word, Sense.NUMBER);
                }
            }
        }

        private static List<String> words(String written) {
            return java.util.Arrays.stream(written.split("[\\s\u00AD,-]+", -1))
                    .filter(word -> !word.isEmpty())
                    .map(Pieces::fold)
                    .toList();
        }

        /** The names of months and days of the week. */
        Builder calendar() {
            var symbols = DateFormatSymbols.getInstance(language);
            for (var context : List.of(DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE)) {
                are(Sense.MONTH, symbols.getMonths(context, DateFormatSymbols.WIDE));
                are(Sense.SHORT_MONTH, symbols.getMonths(context, DateFormatSymbols.ABBREVIATED));
                are(Sense.WEEKDAY, symbols.getWeekdays(context, DateFormatSymbols.WIDE));
                are(Sense.SHORT_WEEKDAY, symbols.getWeekdays(context, DateFormatSymbols.ABBREVIATED));
            }
            return this;
        }

        private void are(Sense sense, String... names) {
            for (var name : names) {
                var word = Pieces.fold(name).replace(".", "");
                if (!word.isEmpty()
                        && !senses.getOrDefault(word, EnumSet.noneOf(Sense.class))
                                .contains(Sense.MONTH)) {
                    add(word, sense);
                }
            }
        }

        /** @param patterns one a line, see {@link Phrase#of} */
        Builder phrases(@Nullable ClaimKind kind, String because, String patterns) {
            for (var pattern : patterns.split("\n", -1)) {
                if (!pattern.isBlank()) {
                    phrase(Phrase.of(pattern, kind, because));
                }
            }
            return this;
        }

        private void phrase(Phrase phrase) {
            var first = phrase.parts().getFirst();
            if (first.number()) {
                afterNumbers.add(phrase);
            }
            first.words()
                    .forEach(word -> phrases.computeIfAbsent(word, any -> new ArrayList<>())
                            .add(phrase));
            first.senses()
                    .forEach(sense -> bySense.computeIfAbsent(sense, any -> new ArrayList<>())
                            .add(phrase));
        }

        Vocabulary done() {
            senses.forEach((word, known) -> known.forEach(sense -> bySense.getOrDefault(sense, List.of())
                    .forEach(phrase -> phrases.computeIfAbsent(word, any -> new ArrayList<>())
                            .add(phrase))));
            var words = new LinkedHashMap<String, VocabularyEntry>();
            var all = new HashSet<>(senses.keySet());
            all.addAll(phrases.keySet());
            for (var word : all) {
                var known = senses.getOrDefault(word, EnumSet.noneOf(Sense.class));
                words.put(
                        word,
                        new VocabularyEntry(
                                Collections.unmodifiableSet(known),
                                List.copyOf(phrases.getOrDefault(word, List.of()))));
            }
            // Neither these nor the senses are copied into a Map or a Set of the JDK's own, which take twice as long to
            // say no:
            // every word of every article is looked for here.
            return new Vocabulary(Collections.unmodifiableMap(words), List.copyOf(afterNumbers), glued);
        }
    }
}
