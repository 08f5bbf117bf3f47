package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.content.ContentsToTry.article;
import static stet.domain.content.ContentsToTry.paragraph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;

/** In which revision each word was first written, measured against histories of which that is known. */
@Tag("random")
class OriginsTest {
    private static final String FERRY = "The last ferry left Tolvik at ten past nine.";
    private static final String MAYOR = "The mayor said that nobody had asked her about it.";

    @Test
    void a_word_that_stays_keeps_its_revision_and_a_new_one_has_its_own() {
        assertThat(after(article(paragraph("b1", FERRY)), article(paragraph("b1", FERRY.replace("nine", "ten")))))
                .containsExactly("1:The last ferry left Tolvik at ten past ", "2:ten", "1:.");
    }

    @Test
    void it_keeps_it_when_its_paragraph_is_split_and_joined() {
        assertThat(after(
                        article(paragraph("b1", FERRY), paragraph("b2", "It rained.")),
                        article(paragraph("b1", FERRY + " " + MAYOR), paragraph("b2", "It rained.")),
                        article(paragraph("b1", FERRY), paragraph("b3", MAYOR), paragraph("b2", "It rained.")),
                        article(paragraph("b1", FERRY + " " + MAYOR + " It rained."))))
                .containsExactly("1:" + FERRY + " ", "2:" + MAYOR + " ", "1:It rained.");
    }

    @Test
    void it_keeps_it_when_it_is_cut_and_put_back_much_later_under_another_id() {
        assertThat(after(
                        article(paragraph("b1", FERRY), paragraph("b2", MAYOR)),
                        article(paragraph("b1", FERRY)),
                        article(paragraph("b1", FERRY + " Really.")),
                        article(paragraph("b1", FERRY + " Really."), paragraph("b3", MAYOR))))
                .containsExactly("1:" + FERRY + " ", "3:Really.", "1:" + MAYOR);
    }

    @Test
    void a_copy_is_of_whoever_wrote_what_was_copied() {
        assertThat(after(
                        article(paragraph("b1", FERRY)),
                        article(paragraph("b1", FERRY), paragraph("b2", "Again: " + FERRY))))
                .containsExactly("1:" + FERRY, "2:Again: ", "1:" + FERRY);
    }

    @Test
    void of_a_history_that_is_too_long_to_be_kept_the_last_revisions_are_told_as_well() {
        var words = new ArrayList<String>();
        for (var i = 0; i < 4_000; i++) {
            words.add("w" + i);
        }
        var origins = new Origins(article(paragraph("b1", String.join(" ", words))));
        assertThat(origins.oldest()).isEqualTo(1);
        for (var revision = 2; revision <= 600; revision++) {
            words.set(revision, "r" + revision);
            origins.next(article(paragraph("b1", String.join(" ", words))));
        }
        assertThat(origins.oldest()).isGreaterThan(400).isLessThan(600);
        assertThat(origins.kept()).isLessThan(3_000_000);
        var tokens = origins.of(origins.content(), 600).getOrDefault("block/b1", List.of());
        assertThat(tokens).hasSize(4_000);
        assertThat(tokens.subList(0, 700))
                .extracting(Origins.Token::revision)
                .isEqualTo(IntStream.range(0, 700)
                        .mapToObj(at -> at < 2 || at > 600 ? 1 : at)
                        .toList());

        // What stood when the rest was forgotten is known when it is cut and put back.
        origins.next(article(paragraph("b1", "Nothing.")));
        origins.next(article(paragraph("b2", String.join(" ", words))));
        assertThat(origins.of(origins.content(), 602).getOrDefault("block/b2", List.of()))
                .extracting(Origins.Token::id)
                .isEqualTo(tokens.stream().map(Origins.Token::id).toList());
    }

    @Test
    void however_long_a_history_is_no_more_than_so_much_of_it_is_kept() {
        var words = new ArrayList<String>();
        for (var i = 0; i < 2_000; i++) {
            words.add("w" + i);
        }
        var origins = new Origins(article(paragraph("b1", String.join(" ", words))));
        for (var revision = 2; revision <= 2_500; revision++) {
            words.set(revision % 2_000, "r" + revision);
            origins.next(article(paragraph("b1", String.join(" ", words))));
            assertThat(origins.kept()).isLessThan(3_000_100);
        }
        assertThat(origins.of(origins.content(), 2_500).getOrDefault("block/b1", List.of()).stream()
                        .skip(500)
                        .limit(2)
                        .map(Origins.Token::revision))
                .containsExactly(2_500, 501);
    }

    /** Each word of a generated history bears its revision with it, so that nothing has to be found out about it. */
    private record Word(String said, int revision) {}

    /** The same, as a story that is only written down: words in sentences in paragraphs, changed as people change them. */
    private static final class Known {
        private final SplittableRandom random;
        private final List<String> vocabulary = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private final Map<String, List<List<Word>>> paragraphs = new LinkedHashMap<>();
        private final List<List<Word>> cut = new ArrayList<>();
        private int revision = 1;
        private int nextId = 1;

        Known(long seed) {
            random = new SplittableRandom(seed);
            // As often as in newspapers: few words are common, and most are rare.
            for (var i = 0; i < 3_000; i++) {
                vocabulary.add("w" + Integer.toString(i, 36));
            }
            for (var i = 0; i < 8; i++) {
                var sentences = new ArrayList<List<Word>>();
                for (var j = random.nextInt(1, 5); j > 0; j--) {
                    sentences.add(sentence());
                }
                add(i, sentences);
            }
        }

        private void add(int at, List<List<Word>> sentences) {
            var id = "b" + nextId++;
            ids.add(at, id);
            paragraphs.put(id, sentences);
        }

        private Word word() {
            var rank = (int) Math.pow(vocabulary.size(), random.nextDouble()) - 1;
            return new Word(vocabulary.get(rank), revision);
        }

        private List<Word> sentence() {
            var sentence = new ArrayList<Word>();
            for (var i = random.nextInt(6, 22); i > 0; i--) {
                sentence.add(word());
            }
            return sentence;
        }

        private List<List<Word>> of(String id) {
            return Objects.requireNonNull(paragraphs.get(id));
        }

        private List<List<Word>> some() {
            return of(ids.get(random.nextInt(ids.size())));
        }

        private List<Word> taken(List<List<Word>> from) {
            return from.isEmpty() ? List.of() : from.remove(random.nextInt(from.size()));
        }

        private void put(List<List<Word>> into, List<Word> sentence) {
            if (!sentence.isEmpty()) {
                into.add(random.nextInt(into.size() + 1), new ArrayList<>(sentence));
            }
        }

        void next() {
            revision++;
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> rewrite();
                case 3 -> put(some(), sentence());
                case 4 -> {
                    var gone = taken(some());
                    if (!gone.isEmpty()) {
                        cut.add(gone);
                    }
                }
                case 5 -> put(some(), taken(some()));
                case 6 -> {
                    if (!cut.isEmpty()) {
                        put(some(), cut.remove(random.nextInt(cut.size())));
                    }
                }
                case 7 -> copy();
                case 8 -> split();
                case 9 -> join();
                case 10 -> {
                    var id = ids.remove(random.nextInt(ids.size()));
                    ids.add(random.nextInt(ids.size() + 1), id);
                }
                default -> {
                    // Two people's words in one save.
                    rewrite();
                    put(some(), sentence());
                }
            }
        }

        private void rewrite() {
            var sentences = some();
            if (sentences.isEmpty()) {
                return;
            }
            var sentence = sentences.get(random.nextInt(sentences.size()));
            var at = random.nextInt(sentence.size());
            // A word that is typed again where it stood is no change that anybody could see.
            var known = new HashSet<String>();
            sentence.forEach(word -> known.add(word.said()));
            for (var i = random.nextInt(1, 4); i > 0 && at < sentence.size(); i--) {
                sentence.remove(at);
            }
            for (var i = random.nextInt(1, 4); i > 0; ) {
                var word = word();
                if (known.add(word.said())) {
                    sentence.add(at, word);
                    i--;
                }
            }
        }

        private void copy() {
            var from = some();
            if (!from.isEmpty()) {
                put(some(), from.get(random.nextInt(from.size())));
            }
        }

        private void split() {
            var at = random.nextInt(ids.size());
            var whole = of(ids.get(at));
            if (whole.size() > 1) {
                var cutAt = random.nextInt(1, whole.size());
                var rest = new ArrayList<>(whole.subList(cutAt, whole.size()));
                whole.subList(cutAt, whole.size()).clear();
                add(at + 1, rest);
            }
        }

        private void join() {
            if (ids.size() > 3) {
                var at = random.nextInt(1, ids.size());
                var id = ids.remove(at);
                of(ids.get(at - 1)).addAll(of(id));
                paragraphs.remove(id);
            }
        }

        Content content() {
            var blocks = new ArrayList<Block>();
            for (var id : ids) {
                var said = new ArrayList<String>();
                of(id).forEach(sentence -> said.add(
                        String.join(" ", sentence.stream().map(Word::said).toList()) + "."));
                blocks.add(new Block.Paragraph(new BlockId(id), Text.of(String.join(" ", said))));
            }
            return article(blocks.toArray(Block[]::new));
        }

        /** The revision of each word of each paragraph, in the order of the page. */
        Map<String, List<Integer>> truth() {
            var truth = new LinkedHashMap<String, List<Integer>>();
            for (var id : ids) {
                truth.put(
                        "block/" + id,
                        of(id).stream()
                                .flatMap(List::stream)
                                .map(Word::revision)
                                .toList());
            }
            return truth;
        }
    }

    @Test
    void of_a_thousand_words_not_five_are_said_to_be_of_another_revision() {
        var right = 0L;
        var all = 0L;
        for (var seed = 1; seed <= 40; seed++) {
            var known = new Known(seed);
            var origins = new Origins(known.content());
            for (var i = 0; i < 150; i++) {
                known.next();
                origins.next(known.content());
            }
            var truth = known.truth();
            var found = words(origins.of(known.content(), origins.revision()));
            for (var paragraph : truth.entrySet()) {
                var its = found.getOrDefault(paragraph.getKey(), List.of());
                assertThat(its).hasSameSizeAs(paragraph.getValue());
                for (var i = 0; i < its.size(); i++) {
                    all++;
                    right += its.get(i).equals(paragraph.getValue().get(i)) ? 1 : 0;
                }
            }
        }
        assertThat(all).isGreaterThan(10_000);
        assertThat((double) right / all).isGreaterThanOrEqualTo(0.995);
    }

    /** The revision of each word, but for the full stops behind sentences. */
    private static Map<String, List<Integer>> words(Map<String, List<Origins.Token>> tokens) {
        var words = new LinkedHashMap<String, List<Integer>>();
        tokens.forEach((part, its) -> words.put(
                part,
                its.stream()
                        .filter(token -> token.end() - token.start() > 1)
                        .map(Origins.Token::revision)
                        .toList()));
        return words;
    }

    /** The words of the last of these revisions, without headline and standfirst, each stretch of one revision with its number. */
    private static List<String> after(Content... revisions) {
        var origins = new Origins(revisions[0]);
        for (var i = 1; i < revisions.length; i++) {
            origins.next(revisions[i]);
        }
        var last = revisions[revisions.length - 1];
        var spans = new ArrayList<String>();
        origins.of(last, revisions.length).forEach((part, tokens) -> {
            if (part.startsWith("block/")) {
                var words = last.written().getOrDefault(part, "");
                for (var i = 0; i < tokens.size(); ) {
                    var first = tokens.get(i);
                    while (i < tokens.size() && tokens.get(i).revision() == first.revision()) {
                        i++;
                    }
                    var end = i < tokens.size() ? tokens.get(i).start() : words.length();
                    spans.add(first.revision() + ":" + words.substring(first.start(), end));
                }
            }
        });
        return spans;
    }
}
