package stet.web.life;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Articles of the greatest size that one may have, made of whatever is hard to read, to compare or to show. */
final class WorstTexts {
    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int BLOCKS = 10;
    private static final int LONGEST_BLOCK = 20_000;
    private static final int MANY_BLOCKS = 1_000;
    private static final int LONGEST_FIELD = 1_000;
    private static final int MOST_MARKS = 5_000;

    private WorstTexts() {}

    static Article of(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** By what is bad about them. */
    static SequencedMap<String, Article> all() {
        var all = new LinkedHashMap<String, Article>();
        filled(all, "combining marks", "en", n -> "A\u0301");
        filled(all, "towers of marks", "en", n -> "Z" + "\u0335\u0321\u0301".repeat(30) + " ");
        filled(all, "short quotations", "en", n -> "\u201ca\u201d ");
        filled(all, "quotations of one letter, spoken", "en", n -> "\u201cNo\u201d, she said. ");
        filled(all, "quotations that are never closed", "en", n -> "\u201ca ");
        filled(all, "quotations in one another", "en", n -> n % 2 == 0 ? "\u201ca " : "\u2018b ");
        filled(all, "straight quotation marks", "en", n -> "\"a\" '");
        filled(all, "dashes of speech", "fr", n -> "\u2014 a \u2014 ");
        filled(all, "guillemets in one another", "fr", n -> n % 2 == 0 ? "\u00ab\u00a0a " : "\u201cb ");
        filled(all, "one word", "en", n -> "buffalo ");
        filled(
                all,
                "names that are nearly the same",
                "en",
                n -> "Ann" + LETTERS[n % 26] + " Ber" + LETTERS[n / 26 % 26] + "g ");
        filled(all, "one name and no end", "en", n -> "Anna ");
        filled(all, "as many names as fit", "en", n -> "Aa" + letters(n) + " B" + letters(n) + ". ");
        filled(all, "one number", "en", n -> "1");
        filled(all, "numbers", "en", n -> n + " ");
        filled(all, "numbers with commas", "en", n -> "1,000");
        filled(all, "numbers with points", "de", n -> "1.000.000,5 ");
        filled(all, "numbers in words", "en", n -> "one hundred and twenty-one thousand ");
        filled(all, "numbers in one German word", "de", n -> "hundertzweiundzwanzigtausend");
        filled(all, "parts of hundred", "en", n -> n % 100 + " per cent of " + n + " people, ");
        filled(all, "sums", "en", n -> n + " men and " + (n + 1) + " women, ");
        filled(all, "ages", "en", n -> "Anna, " + n % 90 + ", and Bert, aged " + n % 90 + ", ");
        filled(all, "dates", "en", n -> "Monday " + (1 + n % 28) + " March " + (1900 + n % 150) + ", ");
        filled(all, "days that are relative", "en", n -> "on Friday, yesterday, last week ");
        filled(all, "dates in Spanish", "es", n -> (1 + n % 28) + " de marzo de 2020, ");
        filled(all, "German compounds", "de", n -> "Donaudampfschifffahrtsgesellschaftskapit\u00e4n");
        filled(all, "German words of three parts", "de", n -> "Hafenamtsleiter ");
        filled(all, "right to left, and back", "ar", n -> "\u0627\u0644 a \u202e");
        filled(all, "overrides of direction", "en", n -> "\u202ea\u2066b\u2069\u202c ");
        filled(all, "families", "en", n -> "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 ");
        filled(all, "letters without a space", "en", n -> "x");
        filled(all, "characters without a space", "zh", n -> "\u4e2d");
        filled(all, "Thai without a space", "th", n -> "\u0e01\u0e34\u0e19\u0e02\u0e49\u0e32\u0e27");
        filled(all, "sentences of one letter", "en", n -> "A. ");
        filled(all, "points", "en", n -> "a...");
        filled(all, "semicolons", "en", n -> "a; but, ");
        filled(all, "brackets", "en", n -> "[(");
        filled(all, "backslashes and stars", "en", n -> "\\*_a_*[");
        filled(all, "addresses", "en", n -> "https://a.example/" + n + " ");
        filled(all, "titles", "en", n -> "Dr Prof Sir ");
        filled(all, "as it was said", "en", n -> "he said she said according to them ");
        filled(all, "nearly one word", "en", n -> "Tolvi" + (char) ('a' + n % 26) + " ");
        filled(all, "words of two kinds", "en", n -> new Random(n).nextBoolean() ? "a " : "b ");
        filled(all, "words, none twice", "en", n -> letters(n) + " ");
        filled(all, "characters of markup", "en", n -> "<&>\"'");
        all.put("a thousand blocks", blocks("en", MANY_BLOCKS, 190, n -> "It rained on " + n + " days. "));
        all.put("a thousand blocks that are the same", blocks("en", MANY_BLOCKS, 190, n -> "It rained. "));
        all.put("lists of letters", listings());
        all.put("five thousand marks", marked());
        return all;
    }

    /**
     * @param blocks in order
     */
    record Article(String language, String line, List<Map<String, Object>> blocks) {
        /** The content as a program sends it, of which each block, and no passage else, is changed by this. */
        Map<String, Object> content(IntFunction<String> more) {
            var changed = new ArrayList<Map<String, Object>>();
            for (var i = 0; i < blocks.size(); i++) {
                var block = new LinkedHashMap<>(blocks.get(i));
                var added = more.apply(i);
                if (!added.isEmpty()) {
                    block.computeIfPresent(
                            "text", (_, text) -> text instanceof String words ? withIn(words, added) : text);
                }
                changed.add(block);
            }
            var content = new LinkedHashMap<String, Object>();
            content.put("headline", line);
            content.put("standfirst", line);
            content.put("byline", line);
            content.put("section", "City");
            content.put("language", language);
            content.put("subjects", List.of());
            content.put("blocks", changed);
            return content;
        }

        /** In place of as many characters, so that nothing becomes too long. */
        private static String withIn(String text, String added) {
            var at = text.length() / 3;
            while (at > 0 && Character.isSurrogate(text.charAt(at))) {
                at--;
            }
            var end = Math.min(text.length(), at + added.length());
            while (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            return text.substring(0, at) + added.substring(0, Math.min(added.length(), end - at)) + text.substring(end);
        }
    }

    private static void filled(Map<String, Article> all, String name, String language, IntFunction<String> piece) {
        all.put(name, blocks(language, BLOCKS, LONGEST_BLOCK, piece));
    }

    private static Article blocks(String language, int number, int length, IntFunction<String> piece) {
        var from = 0;
        var blocks = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < number; i++) {
            var text = new StringBuilder();
            while (text.length() + 200 < length) {
                text.append(piece.apply(from++));
            }
            if (text.isEmpty()) {
                text.append(piece.apply(from++));
            }
            blocks.add(Map.of("kind", "paragraph", "id", "b" + i, "text", text.toString()));
        }
        return new Article(language, line(piece), blocks);
    }

    private static String line(IntFunction<String> piece) {
        var line = new StringBuilder("Rain ");
        for (var n = 0; line.length() + piece.apply(n).length() <= LONGEST_FIELD; n++) {
            line.append(piece.apply(n));
        }
        return line.toString();
    }

    private static Article listings() {
        var blocks = IntStream.range(0, BLOCKS)
                .mapToObj(i -> Map.<String, Object>of(
                        "kind", "list", "id", "b" + i, "items", Collections.nCopies(LONGEST_BLOCK / 2, "a")))
                .toList();
        return new Article("en", "Rain", blocks);
    }

    private static Article marked() {
        var blocks = IntStream.range(0, BLOCKS)
                .mapToObj(i -> Map.<String, Object>of(
                        "kind",
                        "paragraph",
                        "id",
                        "b" + i,
                        "text",
                        Map.of(
                                "words",
                                "It rained. ".repeat(LONGEST_BLOCK / 4 / 11).strip(),
                                "marks",
                                IntStream.range(0, MOST_MARKS / BLOCKS)
                                        .mapToObj(n -> Map.of(
                                                "style",
                                                "LINK",
                                                "href",
                                                "https://a.example/" + n,
                                                "start",
                                                9 * n,
                                                "end",
                                                9 * n + 3))
                                        .toList())))
                .toList();
        return new Article("en", "Rain", blocks);
    }

    private static String letters(int number) {
        var letters = new StringBuilder();
        for (var rest = number; ; rest /= 26) {
            letters.append(LETTERS[rest % 26]);
            if (rest < 26) {
                return letters.toString();
            }
        }
    }
}
