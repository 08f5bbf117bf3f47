package stet.domain.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stet.domain.BlockId;
import stet.trials.Some;

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

    static Some<Content> contents() {
        var bodies = blocks().list(0, 8).map(blocks -> {
            var byId = new LinkedHashMap<BlockId, Block>();
            blocks.forEach(block -> byId.put(block.id(), block));
            return List.<Block>copyOf(byId.values());
        });
        var subjects = Some.of("war", "peace", "vote").list(0, 3);
        return choices -> new Content(
                words().by(choices),
                words().by(choices),
                words().by(choices),
                "",
                "",
                "politics",
                subjects.by(choices),
                choices.between(1, 9),
                bodies.by(choices));
    }

    static Some<String> words() {
        return Some.of(WORDS).list(0, 8).map(words -> Words.clean(String.join(" ", words)));
    }

    private static Some<Text> texts() {
        return choices -> {
            var words = words().by(choices);
            var start = choices.between(0, 40);
            var length = choices.between(1, 9);
            var style = Some.of(Mark.Style.BOLD, Mark.Style.ITALIC).by(choices);
            return start + length <= words.length()
                    ? new Text(words, List.of(new Mark(style, start, start + length, null)))
                    : Text.of(words);
        };
    }

    private static Some<Block> blocks() {
        return choices -> {
            var id = new BlockId("b" + choices.between(1, 8));
            var text = texts().by(choices);
            var other = texts().by(choices);
            var name = Some.of("", "Ann", "Bo").by(choices);
            return switch (choices.between(0, 9)) {
                case 0 -> new Block.Crosshead(id, text);
                case 1 -> new Block.Quotation(id, text, name);
                case 2 -> new Block.Listing(id, name.isEmpty(), choices.between(0, 3), items(text, other, name));
                case 3 ->
                    new Block.Figure(
                            id,
                            new Picture(
                                    null, text, Map.of(Picture.Part.CREDIT, name), Map.of(), other.words(), null, ""));
                default -> new Block.Paragraph(id, text);
            };
        };
    }

    private static List<Text> items(Text text, Text other, String name) {
        var items = new ArrayList<>(List.of(text, other));
        if (!name.isEmpty()) {
            items.add(Text.of(name));
        }
        return items;
    }
}
