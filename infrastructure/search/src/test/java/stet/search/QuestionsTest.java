package stet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stet.search.Filter.Between;
import stet.search.Filter.Either;
import stet.search.Filter.Has;
import stet.search.Filter.Not;

@DisplayName("What may be asked")
class QuestionsTest {
    private final SearchIndex index = SearchIndex.inMemory();

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void every_word_must_be_there() {
        put("ferry", "The ferry sails at night.");
        put("night", "It was a quiet night.");

        assertThat(found("night ferry")).containsExactly("ferry");
    }

    @Test
    void words_may_stand_in_different_passages() {
        index.write(List.of(entry(
                "1",
                Map.of(),
                List.of(
                        new Passage("headline", true, "Harbour closed"),
                        new Passage("b1", false, "The ferry is late.")))));

        assertThat(found("ferry harbour")).containsExactly("1");
        assertThat(found("“closed the”")).isEmpty();
    }

    @Test
    void the_very_word_comes_before_its_other_forms() {
        put("forms", "Houses and houses stood there, and more houses.");
        put("exact", "There was one house among so many other things that were told of on that long evening.");

        assertThat(found("house")).containsExactly("exact", "forms");
    }

    @Test
    void where_the_words_stand_as_they_were_typed_comes_first() {
        put("phrase", "Of all that was said on that long evening, little was of the night bus to Tolvik.");
        index.write(List.of(entry(
                "apart",
                Map.of(),
                List.of(
                        new Passage("headline", true, "Bus night: the bus, the night"),
                        new Passage("b1", false, "Buses and nights.")))));

        assertThat(found("night bus")).containsExactly("phrase", "apart");
    }

    @Test
    void words_in_their_order_may_be_forms_of_words() {
        put("forms", "The vice-presidents spoke.");

        assertThat(found("vice-president")).containsExactly("forms");
    }

    @Test
    void a_heading_counts_for_more_than_a_text() {
        put("text", "The bridge, the bridge, and nothing but the bridge.");
        index.write(List.of(entry(
                "heading",
                Map.of(),
                List.of(
                        new Passage("headline", true, "A bridge for the old town"),
                        new Passage("b1", false, "It will cost a lot.")))));

        assertThat(found("bridge")).containsExactly("heading", "text");
    }

    @Test
    void words_in_quotation_marks_stand_together() {
        put("together", "The night bus never came.");
        put("apart", "The bus came at night.");

        assertThat(found("\"night bus\"")).containsExactly("together");
        assertThat(found("„night bus“")).containsExactly("together");
        assertThat(found("« night bus »")).containsExactly("together");
        assertThat(found("\"night bus")).as("not closed").containsExactly("together");
    }

    @Test
    void what_has_a_minus_before_it_must_not_be_there() {
        put("ferry", "The ferry sails.");
        put("late", "The ferry sails late.");

        assertThat(found("ferry -late")).containsExactly("ferry");
        assertThat(found("-late")).containsExactly("ferry");
        assertThat(found("ferry -\"sails late\"")).containsExactly("ferry");
        assertThat(found("ferry - late")).as("a dash").containsExactly("late");
    }

    @Test
    void the_last_word_may_go_on_while_it_is_typed() {
        put("ferry", "The ferry sails.");

        assertThat(typing("the fer")).containsExactly("ferry");
        assertThat(typing("fer sails")).isEmpty();
        assertThat(typing("the fer ")).isEmpty();
        assertThat(found("fer")).isEmpty();
        assertThat(found("fer*")).containsExactly("ferry");
        assertThat(typing("the f")).as("one letter is no beginning").isEmpty();
    }

    @Test
    void of_words_that_are_joined_each_is_found_and_all_together() {
        put("1", "See CITY_budget-2026 and city/roads.");

        for (var words :
                List.of("budget", "city_budget", "CITY-BUDGET", "budgets", "city/roads", "budget-2026", "_budget_")) {
            assertThat(found(words)).as(words).containsExactly("1");
        }
        assertThat(found("budget_city")).isEmpty();
        assertThat(typing("city_bud")).containsExactly("1");
    }

    @Test
    void filters_let_through_what_is_marked_so() {
        index.write(List.of(
                entry("1", Map.of("desk", Set.of("city"), "given", Set.of("ann", "bob")), List.of(text("x"))),
                entry("2", Map.of("desk", Set.of("sport")), List.of(text("x")))));

        assertThat(found("x", new Has("desk", "city"))).containsExactly("1");
        assertThat(found("x", new Has("given", Set.of("bob", "eve")))).containsExactly("1");
        assertThat(found("x", new Not(new Has("desk", "city")))).containsExactly("2");
        assertThat(found("x", new Either(List.of(new Has("desk", "sport"), new Has("given", "ann")))))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(found("x", new Either(List.of()))).isEmpty();
        assertThat(found("x", new Has("desk", Set.of()))).isEmpty();
        assertThat(found("", new Has("desk", "city"))).as("no words").containsExactly("1");
        assertThat(found("x", new Between("changed", 1, 2))).isEmpty();
        assertThat(found("x", new Between("changed", 0, 0))).hasSize(2);
    }

    @Test
    void entries_of_one_group_are_one_hit_and_the_best_of_them_is_shown() {
        index.write(List.of(
                in("story", "story/copy", "The ferry is mentioned in passing, among many other things of that day."),
                in("story", "story/1", "Ferry, ferry."),
                in("other", "other/copy", "A ferry.")));

        var found = index.find(Question.of("ferry"));

        assertThat(found.total()).isEqualTo(2);
        assertThat(found.hits()).extracting(Found.Hit::group).containsExactlyInAnyOrder("story", "other");
        assertThat(found.hits()).extracting(Found.Hit::id).contains("story/1");
    }

    @Test
    void where_words_are_looked_for_in_headings_a_text_that_has_them_is_not_found() {
        index.write(List.of(
                heading("heading", 1, new Passage("headline", true, "A bridge"), text("It is long.")),
                heading(
                        "both",
                        2,
                        new Passage("headline", true, "Bridges"),
                        new Passage("slugline", true, "long-bridges")),
                heading("text", 3, new Passage("headline", true, "Long"), text("The bridge."))));

        assertThat(headed("bridge", 10).groups()).containsExactly("both", "heading");
        assertThat(headed("long bridge", 10).groups()).containsExactly("both");
        assertThat(headed("bri", 10).groups()).containsExactly("both", "heading");
        assertThat(headed("“a bridge”", 10).groups()).containsExactly("heading");
        assertThat(headed("-bridge", 10).groups()).containsExactly("text");
        assertThat(headed("?", 10).groups()).isEmpty();
        assertThat(index.headed(new Headed("bridge", true, List.of(new Has("desk", "city")), "changed", 10))
                        .groups())
                .isEmpty();
    }

    @Test
    void of_more_groups_than_are_told_those_with_the_largest_number_are_and_how_many_there_are() {
        index.write(IntStream.range(0, 50)
                .mapToObj(n -> heading("n" + n, n, new Passage("headline", true, "A bridge")))
                .toList());

        var answer = headed("bridge", 3);

        assertThat(answer.groups()).containsExactly("n49", "n48", "n47");
        assertThat(answer.total()).isEqualTo(50);
        assertThat(answer.whole()).isTrue();
        assertThatThrownBy(() -> headed("bridge", 2_001)).hasMessage("Up to 2,000 groups are told");
        assertThatThrownBy(() -> headed("x".repeat(501), 1)).hasMessage("A search has at most 500 characters");
        assertThatThrownBy(() -> headed("a ".repeat(33), 1)).hasMessage("A search has at most 32 words");
    }

    private Headed.Answer headed(String words, int most) {
        return index.headed(new Headed(words, true, List.of(), "changed", most));
    }

    private static Entry heading(String group, long changed, Passage... passages) {
        return new Entry(
                group + "/copy",
                group,
                "copy",
                "en",
                List.of(passages),
                Map.of(),
                Map.of("changed", changed),
                "source");
    }

    @Test
    void pages_follow_one_another_and_nothing_is_on_two() {
        IntStream.range(0, 45).forEach(n -> put("n" + n, "ferry ".repeat(n + 1)));

        var all = IntStream.of(0, 20, 40)
                .boxed()
                .flatMap(from -> index.find(new Question("ferry", false, List.of(), null, from, 20)).hits().stream())
                .map(Found.Hit::id)
                .toList();

        assertThat(all).hasSize(45).doesNotHaveDuplicates();
        assertThat(index.find(new Question("ferry", false, List.of(), null, 60, 20))
                        .hits())
                .isEmpty();
        assertThat(index.find(Question.of("ferry")).total()).isEqualTo(45);
    }

    @Test
    void the_largest_number_comes_first_where_that_is_asked() {
        for (var n : List.of(2L, 3L, 1L)) {
            index.write(List.of(new Entry(
                    "n" + n, "n" + n, "text", "en", List.of(text("ferry")), Map.of(), Map.of("changed", n), "")));
        }

        assertThat(index.find(new Question("ferry", false, List.of(), "changed", 0, 20))
                        .hits())
                .extracting(Found.Hit::id)
                .containsExactly("n3", "n2", "n1");
    }

    @Test
    void what_is_found_is_shown_in_its_sentence() {
        put("1", "Nothing here. Mr. Falk said the “night ferries” won’t run <b>again</b>. Nor here.");

        var sentences = index.find(Question.of("ferry falk")).hits().getFirst().sentences();

        assertThat(sentences).hasSize(1);
        assertThat(sentences.getFirst().pieces())
                .containsExactly(
                        new Found.Piece("Mr. ", false),
                        new Found.Piece("Falk", true),
                        new Found.Piece(" said the “night ", false),
                        new Found.Piece("ferries", true),
                        new Found.Piece("” won’t run <b>again</b>.", false));
    }

    @Test
    void a_sentence_without_an_end_is_cut_round_what_is_found() {
        put("1", "word ".repeat(2_000) + "ferry " + "word ".repeat(2_000));

        var pieces = index.find(Question.of("ferry"))
                .hits()
                .getFirst()
                .sentences()
                .getFirst()
                .pieces();

        assertThat(pieces).contains(new Found.Piece("ferry", true));
        assertThat(pieces.stream().mapToInt(piece -> piece.words().length()).sum())
                .isLessThan(340);
    }

    @Test
    void of_however_many_long_texts_fit_only_so_much_is_read_to_show_where() {
        var far = "of it ".repeat(10_000) + "The ferry sails.";
        IntStream.range(0, 20)
                .forEach(n -> index.write(List.of(entry(
                        "n" + n,
                        Map.of(),
                        List.of(new Passage("headline", true, "A ferry"), new Passage("b1", false, far))))));
        put("short", "The ferry is late.");

        var hits = index.find(new Question("ferry", false, List.of(), null, 0, 100))
                .hits();

        assertThat(hits).hasSize(21);
        assertThat(hits.stream()
                        .flatMap(hit -> hit.sentences().stream())
                        .filter(it -> it.passage().equals("headline")))
                .hasSize(20);
        // Each is as long as a fifth of what may be read in all.
        assertThat(hits.getFirst().sentences()).hasSize(2);
        assertThat(hits.stream().filter(hit -> hit.sentences().size() > 1).count())
                .isLessThan(5);
        assertThat(hits.stream().filter(hit -> hit.id().equals("short")))
                .allSatisfy(hit -> assertThat(hit.sentences()).hasSize(1));
    }

    @Test
    void what_nobody_would_ask_is_answered_too() {
        put("1", "The ferry sails.");
        for (var words : List.of(
                "…!?—",
                "-",
                "--",
                "\"",
                "\"\"",
                "-\"\"",
                "*",
                "**",
                "***** ***",
                "-*",
                "' ’",
                "\u0000",
                "\ud800",
                "a*b*c*",
                "AND OR NOT",
                "title:ferry",
                "(((((",
                "\\",
                "/.*/",
                "~1",
                "^2",
                "ferry^9999999",
                "\u202e\u200f",
                "🛳",
                "-🛳")) {
            assertThat(catchThrowable(() -> index.find(Question.of(words))))
                    .as(words)
                    .isNull();
        }
    }

    @Test
    void nobody_asks_for_more_than_a_bounded_search() {
        assertThatThrownBy(() -> Question.of("x".repeat(501))).hasMessage("A search has at most 500 characters");
        assertThatThrownBy(() -> index.find(Question.of("a* ".repeat(150))))
                .hasMessage("A search has at most 32 words");
        assertThatThrownBy(() -> index.find(Question.of("a-".repeat(200)))).hasMessage("A search has at most 32 words");
        assertThatThrownBy(() -> new Question("x", false, List.of(), null, 990, 20))
                .hasMessage("A search shows the first 1,000 hits");
    }

    @Test
    void a_word_without_an_end_is_kept_and_found_by_how_it_begins() {
        var endless = "ﷺ".repeat(20_000) + " " + "x".repeat(100_000);

        put("1", endless);

        assertThat(found("x".repeat(64))).containsExactly("1");
    }

    @Test
    void what_is_written_again_takes_the_place_of_what_was_there() {
        put("1", "The ferry sails.");
        put("1", "The bus stops.");

        assertThat(found("ferry")).isEmpty();
        assertThat(found("bus")).containsExactly("1");
        assertThat(index.source("1")).contains("source of 1");
        assertThat(index.source("2")).isEmpty();
    }

    @Test
    void an_index_after_many_changes_is_as_one_made_afresh() {
        var random = new Random(20_261_129);
        var words = List.of("ferry", "night", "bus", "Straße", "l’école", "1,000", "“quoted”", "été", "東京");
        var now = new java.util.TreeMap<String, Entry>();
        for (var change = 0; change < 2_000; change++) {
            var id = "e" + random.nextInt(50);
            var text = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(_ -> words.get(random.nextInt(words.size())))
                    .collect(Collectors.joining(" "));
            var entry = new Entry(
                    id,
                    "g" + random.nextInt(20),
                    random.nextBoolean() ? "copy" : "edition",
                    random.nextBoolean() ? "de" : "fr",
                    List.of(text(text)),
                    Map.of("desk", Set.of("d" + random.nextInt(3))),
                    Map.of("changed", (long) change),
                    text);
            now.put(id, entry);
            index.write(List.of(entry));
            if (random.nextInt(100) == 0) {
                index.reached("p" + change);
                index.commit();
            }
        }
        try (var afresh = SearchIndex.inMemory()) {
            afresh.write(now.values());

            assertThat(digests(index)).isEqualTo(digests(afresh));
            for (var word : words) {
                assertThat(ids(index, word)).isEqualTo(ids(afresh, word));
            }
            afresh.write(List.of(entry("e0", Map.of(), List.of(text("another")))));
            assertThat(digests(afresh)).isNotEqualTo(digests(index));
        }
    }

    @Test
    void a_search_looks_at_one_shelf_alone() {
        put("now", "the ferry");
        index.write(List.of(past("then", "now", "ferry then", 1), past("other", "now", "ferry now", 2)));

        assertThat(found("ferry")).containsExactly("now");
        assertThat(found("-harbour")).containsExactly("now");
        assertThat(found("")).containsExactly("now");
        assertThat(index.find(onThePast("ferry")).hits())
                .extracting(Found.Hit::id)
                .containsExactlyInAnyOrder("then", "other");
        assertThat(index.find(onThePast("“the ferry”")).total()).isZero();
        assertThat(index.find(onThePast("-harbour")).total()).isEqualTo(2);
    }

    @Test
    void what_belongs_to_an_entry_is_let_through_as_that_is_marked_now() {
        index.write(List.of(
                entry("open", Map.of("desk", Set.of("city")), List.of(text("ferry"))),
                entry("closed", Map.of("desk", Set.of("probes")), List.of(text("ferry")))));
        index.write(
                List.of(past("a", "open", "ferry", 1), past("b", "closed", "ferry", 1), past("c", "gone", "ferry", 1)));
        var city = new Filter.OwnedBy(List.of(new Filter.Has("desk", "city")));

        assertThat(index.find(onThePast("ferry", city)).hits())
                .extracting(Found.Hit::id)
                .containsExactly("a");
        assertThat(index.find(onThePast("ferry", new Filter.OwnedBy(List.of()))).total())
                .as("of any owner that is there")
                .isEqualTo(2);
        assertThat(index.find(onThePast("ferry", new Filter.OwnedBy(List.of(new Filter.Either(List.of())))))
                        .total())
                .isZero();

        index.write(List.of(entry("open", Map.of("desk", Set.of("probes")), List.of(text("ferry")))));
        assertThat(index.find(onThePast("ferry", city)).total()).isZero();
    }

    @Test
    void the_numbers_of_all_that_fits_in_a_hits_group_are_told() {
        put("now", "the ferry");
        index.write(List.of(
                inGroup("one", "g", "ferry", 1),
                inGroup("two", "g", "a ferry", 2),
                inGroup("three", "g", "a boat", 3),
                inGroup("four", "h", "ferry", 4)));

        var hits = index.find(onThePast("ferry")).hits();

        assertThat(hits).hasSize(2).allSatisfy(hit -> {
            assertThat(hit.owner()).isEqualTo("now");
            if (hit.group().equals("g")) {
                assertThat(hit.told()).containsExactlyInAnyOrder(List.of(1L, 10L), List.of(2L, 20L));
            } else {
                assertThat(hit.told()).containsExactly(List.of(4L, 40L));
            }
        });
    }

    private static Question onThePast(String words, Filter... filters) {
        return new Question("past", words, false, List.of(filters), null, List.of("from", "until"), 0, 20);
    }

    private static Entry past(String id, String owner, String words, long from) {
        return past(id, owner, id, words, from);
    }

    private static Entry inGroup(String id, String group, String words, long from) {
        return past(id, "now", group, words, from);
    }

    private static Entry past(String id, String owner, String group, String words, long from) {
        return new Entry(
                "past",
                id,
                owner,
                group,
                "passage",
                "en",
                List.of(text(words)),
                Map.of(),
                Map.of("from", from, "until", from * 10),
                "");
    }

    private static Map<String, String> digests(SearchIndex of) {
        return of.fingerprint().kinds().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, kind -> kind.getValue().digest()));
    }

    private static Set<String> ids(SearchIndex of, String word) {
        return of.find(new Question(word, false, List.of(), null, 0, 100)).hits().stream()
                .map(Found.Hit::group)
                .collect(Collectors.toSet());
    }

    private List<String> found(String words, Filter... filters) {
        return index.find(Question.of(words, filters)).hits().stream()
                .map(Found.Hit::id)
                .toList();
    }

    private List<String> typing(String words) {
        return index.find(new Question(words, true, List.of(), null, 0, 20)).hits().stream()
                .map(Found.Hit::id)
                .toList();
    }

    private void put(String id, String text) {
        index.write(List.of(entry(id, Map.of(), List.of(text(text)))));
    }

    private static Passage text(String words) {
        return new Passage("b1", false, words);
    }

    private static Entry in(String group, String id, String text) {
        return new Entry(id, group, "text", "en", List.of(text(text)), Map.of(), Map.of(), "");
    }

    private static Entry entry(String id, Map<String, Set<String>> marks, List<Passage> passages) {
        return new Entry(id, id, "text", "en", passages, marks, Map.of("changed", 0L), "source of " + id);
    }
}
