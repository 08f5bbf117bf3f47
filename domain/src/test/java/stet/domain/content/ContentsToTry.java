package stet.domain.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import stet.domain.BlockId;

/** Contents of every shape, with blocks out of one small pool so that two of them have some in common. */
final class ContentsToTry {
    private static final List<String> WORDS = List.of(
            "Ministers", "met", "in", "Brussels", "on", "12", "February", ",", ".", "the", "talks", "\u201CNo\u201D");

    private ContentsToTry() {}

    static Block paragraph(String id, String words) {
        return new Block.Paragraph(new BlockId(id), Text.of(words));
    }

    static Content article(Block... blocks) {
        return Content.of("A headline", "A standfirst", List.of(blocks));
    }

    static Arbitrary<Content> contents() {
        var bodies = blocks().list().ofMaxSize(8).map(blocks -> {
            var byId = new LinkedHashMap<BlockId, Block>();
            blocks.forEach(block -> byId.put(block.id(), block));
            return List.<Block>copyOf(byId.values());
        });
        var subjects = Arbitraries.of("war", "peace", "vote").list().ofMaxSize(3);
        return Combinators.combine(
                        words(),
                        words(),
                        words(),
                        subjects,
                        Arbitraries.integers().between(1, 9),
                        bodies)
                .as((headline, standfirst, byline, about, urgency, body) ->
                        new Content(headline, standfirst, byline, "", "", "politics", about, urgency, body));
    }

    static Arbitrary<String> words() {
        return Arbitraries.of(WORDS).list().ofMaxSize(8).map(words -> Words.clean(String.join(" ", words)));
    }

    private static Arbitrary<Text> texts() {
        return Combinators.combine(
                        words(),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.of(Mark.Style.BOLD, Mark.Style.ITALIC))
                .as((words, start, length, style) -> start + length <= words.length()
                        ? new Text(words, List.of(new Mark(style, start, start + length, null)))
                        : Text.of(words));
    }

    private static Arbitrary<Block> blocks() {
        var ids = Arbitraries.integers().between(1, 8).map(i -> new BlockId("b" + i));
        return Combinators.combine(
                        ids,
                        texts(),
                        texts(),
                        Arbitraries.of("", "Ann", "Bo"),
                        Arbitraries.integers().between(0, 9))
                .as((id, text, other, name, kind) -> switch (kind) {
                    case 0 -> new Block.Crosshead(id, text);
                    case 1 -> new Block.Quotation(id, text, name);
                    case 2 -> new Block.Listing(id, name.isEmpty(), items(text, other, name));
                    case 3 ->
                        new Block.Figure(
                                id,
                                new Picture(
                                        null,
                                        text,
                                        Map.of(Picture.Part.CREDIT, name),
                                        Map.of(),
                                        other.words(),
                                        null,
                                        ""));
                    default -> new Block.Paragraph(id, text);
                });
    }

    private static List<Text> items(Text text, Text other, String name) {
        var items = new ArrayList<>(List.of(text, other));
        if (!name.isEmpty()) {
            items.add(Text.of(name));
        }
        return items;
    }
}
