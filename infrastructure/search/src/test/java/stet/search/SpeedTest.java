package stet.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a search takes among 100,000 articles. It is printed, and not held against anything: a build's machine has other work. */
@Tag("soak")
@DisplayName("A search among 100,000 articles")
class SpeedTest {
    private static final int ARTICLES = Integer.getInteger("stet.search.articles", 100_000);
    private static final int WORDS = 60_000;

    private final Random random = new Random(1);
    private final String[] vocabulary = new String[WORDS];

    @Test
    void takes(@TempDir Path folder) {
        for (var word = 0; word < WORDS; word++) {
            vocabulary[word] = word();
        }
        try (var index = SearchIndex.open(folder)) {
            var begun = System.nanoTime();
            for (var article = 0; article < ARTICLES; article++) {
                index.write(List.of(entry(article, "copy"), entry(article, "1")));
            }
            index.reached("1");
            index.commit();
            System.out.printf(
                    "%,d articles, each with an edition, indexed in %,d s%n",
                    ARTICLES, (System.nanoTime() - begun) / 1_000_000_000);
            measured(index, "one word, rare or frequent", () -> Question.of(spoken()));
            measured(index, "three words", () -> Question.of(spoken() + " " + spoken() + " " + spoken()));
            measured(
                    index,
                    "a phrase",
                    () -> Question.of(
                            "\"" + vocabulary[random.nextInt(50)] + " " + vocabulary[random.nextInt(50)] + "\""));
            measured(index, "while typing, two letters", () -> typed(spoken().substring(0, 2)));
            measured(
                    index,
                    "while typing, a word and three letters",
                    () -> typed(spoken() + " " + spoken().substring(0, 3)));
            measured(
                    index,
                    "the most frequent word, with filters",
                    () -> Question.of(
                            vocabulary[0],
                            new Filter.Not(new Filter.Has("desk", "d3")),
                            new Filter.Has("queue", Set.of("LIVE", "READY"))));
            headed(index, "in headlines, one word", this::spoken);
            headed(index, "in headlines, a word and three letters", () -> spoken() + " " + spoken().substring(0, 3));
            headed(index, "in headlines, the most frequent word", () -> vocabulary[0]);
            measured(index, "newest first", () -> new Question(spoken(), false, List.of(), "changed", 0, 20));
        }
    }

    private Question typed(String words) {
        return new Question(words, true, List.of(), null, 0, 8);
    }

    private void measured(SearchIndex index, String what, Supplier<Question> questions) {
        timed(what, () -> index.find(questions.get()).total());
    }

    private void headed(SearchIndex index, String what, Supplier<String> words) {
        var copies = List.<Filter>of(new Filter.Has("kind", "copy"));
        timed(
                what,
                () -> index.headed(new Headed(words.get(), true, copies, "changed", Headed.MOST))
                        .total());
    }

    private static void timed(String what, LongSupplier asks) {
        for (var warm = 0; warm < 300; warm++) {
            assertThat(asks.getAsLong()).isNotNegative();
        }
        var took = new long[1_000];
        for (var one = 0; one < took.length; one++) {
            var begun = System.nanoTime();
            var _ = asks.getAsLong();
            took[one] = System.nanoTime() - begun;
        }
        Arrays.sort(took);
        System.out.printf(
                "%-45s p50 %5.1f ms, p99 %5.1f ms, longest %5.1f ms%n",
                what, took[500] / 1e6, took[990] / 1e6, took[999] / 1e6);
    }

    private Entry entry(int article, String which) {
        var passages = new ArrayList<Passage>();
        passages.add(new Passage("headline", true, said(8)));
        for (var paragraph = 0; paragraph < 8; paragraph++) {
            passages.add(new Passage("block/b" + paragraph, false, said(20) + ". " + said(20) + "."));
        }
        return new Entry(
                article + "/" + which,
                Integer.toString(article),
                which,
                article % 4 == 0 ? "de" : "en",
                passages,
                Map.of(
                        "kind",
                        Set.of(which),
                        "desk",
                        Set.of("d" + article % 8),
                        "queue",
                        Set.of(article % 3 == 0 ? "LIVE" : "DRAFTING")),
                Map.of("changed", (long) random.nextInt()),
                "{}");
    }

    private String said(int words) {
        var said = new StringBuilder();
        for (var word = 0; word < words; word++) {
            said.append(word == 0 ? "" : " ").append(spoken());
        }
        return said.toString();
    }

    /** As in a language: the first word is said most, and most are said seldom. */
    private String spoken() {
        return vocabulary[(int) Math.min(WORDS - 1, Math.pow(WORDS, random.nextDouble()) - 1)];
    }

    private String word() {
        var word = new StringBuilder();
        for (var syllable = 1 + random.nextInt(4); syllable >= 0; syllable--) {
            word.append("bdfgklmnprst".charAt(random.nextInt(12))).append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }
}
