package stet.interchange;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stet.domain.BlockId;
import stet.domain.content.Block;
import stet.domain.content.Content;

/** What the tests of the import have in common: reading a text, and counting its words. */
final class Reading {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern LABEL = Pattern.compile(
            "(?im)(?:^[\\h\\f\\x0B\\uFEFF]*(?:(?:figure|photo|picture|caption|image)(?:\\h+\\d{1,3})?\\h*:|by\\h|\\d{1,3}\\.\\h)"
                    + "|\\b(?:photo|picture|image)(?:\\h+credit)?(?:\\h*:|\\h+by\\b)|\\bcredit(?:\\h*:|\\h+by\\b))");

    private Reading() {}

    static PlainText.Imported read(String text) {
        Iterator<Integer> numbers = IntStream.iterate(1, number -> number + 1).iterator();
        return PlainText.read(
                text.getBytes(StandardCharsets.UTF_8), "story.txt", () -> new BlockId("b" + numbers.next()));
    }

    /** The body, each block by its kind and words. */
    static List<String> body(String text) {
        return read(text).content().blocks().stream()
                .map(block -> block.getClass().getSimpleName() + ": " + block.words())
                .toList();
    }

    static List<String> questions(String text) {
        return read(text).questions().stream().map(PlainText.Question::sentence).toList();
    }

    static <B extends Block> List<B> blocks(Content content, Class<B> kind) {
        return content.blocks().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static Map<String, Integer> words(Stream<String> texts) {
        var words = new TreeMap<String, Integer>();
        texts.forEach(text -> WORD.matcher(text).results().forEach(word -> words.merge(word.group(), 1, Integer::sum)));
        return words;
    }

    static Map<String, Integer> words(Content content) {
        return words(Stream.concat(
                Stream.of(content.headline(), content.standfirst(), content.byline(), content.dateline()),
                content.blocks().stream().flatMap(Reading::texts)));
    }

    private static Stream<String> texts(Block block) {
        return switch (block) {
            case Block.Figure figure ->
                Stream.concat(Stream.of(figure.words()), figure.picture().parts().values().stream());
            case Block.Quotation quotation -> Stream.of(quotation.words(), quotation.speaker());
            case Block.Paragraph paragraph -> Stream.of(paragraph.words());
            case Block.Crosshead crosshead -> Stream.of(crosshead.words());
            case Block.Listing listing -> Stream.of(listing.words());
        };
    }

    /** The words of labels, which may go because they become structure. */
    static Map<String, Integer> labels(String text) {
        var lines = text.replace('\u2028', '\n').replace('\u2029', '\n');
        return words(LABEL.matcher(lines).results().map(label -> label.group()));
    }

    /** What is in the first more often than in the second. */
    static Map<String, Integer> without(Map<String, Integer> words, Map<String, Integer> others) {
        var left = new TreeMap<String, Integer>();
        words.forEach((word, times) -> {
            var more = times - others.getOrDefault(word, 0);
            if (more > 0) {
                left.put(word, more);
            }
        });
        return left;
    }
}
