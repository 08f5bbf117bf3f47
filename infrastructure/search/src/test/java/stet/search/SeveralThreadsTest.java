package stet.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A search by several threads")
class SeveralThreadsTest {
    private static final int ENTRIES = 3 * SearchIndex.OF_ONE_THREAD;
    private static final List<String> WORDS =
            List.of("harbour", "ferry", "council", "budget", "rain", "strike", "school", "tram");

    private final Random random = new Random(5);

    @Test
    void finds_what_one_finds_in_the_same_order() {
        try (var index = SearchIndex.inMemory()) {
            var entries = new ArrayList<Entry>();
            for (var number = 0; number < ENTRIES; number++) {
                entries.add(entry(number));
            }
            index.write(entries);
            var asked = new ArrayList<Question>();
            for (var words :
                    List.of("harbour", "ferries council", "\"budget rain\"", "strike -tram", "schools tra*", "")) {
                asked.add(Question.of(words));
                asked.add(Question.of(words, new Filter.Not(new Filter.Has("desk", "d1"))));
                asked.add(new Question(words, false, List.of(), "changed", 40, 60));
            }
            assertThat(asked)
                    .allSatisfy(question -> assertThat(index.find(question))
                            .isEqualTo(index.findAlone(question))
                            .satisfies(found -> assertThat(found.total()).isPositive()));
        }
    }

    /** Three entries of each group, far from each other. */
    private Entry entry(int number) {
        var words = random.ints(4, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
        return new Entry(
                Integer.toString(number),
                Integer.toString(number % SearchIndex.OF_ONE_THREAD),
                "copy",
                "en",
                List.of(new Passage("headline", true, words)),
                Map.of("desk", Set.of("d" + number % 3)),
                Map.of("changed", (long) number),
                "{}");
    }
}
