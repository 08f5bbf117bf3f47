package stet.domain.content;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A content as it is taken from whoever writes it. What was written before this rule stays as it is wherever nobody touches it: a save
 * is no reason to change words that its writer left alone.
 */
public final class Visible {
    private Visible() {}

    /**
     * The content with the words of each part as {@link Words#visible} has them.
     *
     * @param before what it was made from; a field or a block that is in it just so is left as it is. Null where there was nothing
     * @throws stet.domain.InvalidValue for a code point that is no character
     */
    public static Content of(Content content, @Nullable Content before) {
        if (content.equals(before)) {
            return content;
        }
        var visible = content;
        for (var field : Field.values()) {
            var words = content.field(field);
            if (before == null || !words.equals(before.field(field))) {
                visible = visible.with(field, Words.visible(words));
            }
        }
        if (before == null || !content.subjects().equals(before.subjects())) {
            visible = visible.withSubjects(
                    content.subjects().stream().map(Words::visible).toList());
        }
        Map<stet.domain.BlockId, Block> known = before == null ? Map.of() : before.blocksById();
        return visible.withBlocks(content.blocks().stream()
                .map(block -> visible(block, known.get(block.id())))
                .toList());
    }

    /** A block that nobody touched is the very one that was there, so that whoever compares the two has nothing to read. */
    private static Block visible(Block block, @Nullable Block before) {
        return before != null && block.equals(before) ? before : of(block);
    }

    private static Block of(Block block) {
        return switch (block) {
            case Block.Paragraph p -> new Block.Paragraph(p.id(), p.text().visible());
            case Block.Crosshead c -> new Block.Crosshead(c.id(), c.text().visible());
            case Block.Quotation q -> new Block.Quotation(q.id(), q.text().visible(), Words.visible(q.speaker()));
            case Block.Listing l -> l.with(l.items().stream().map(Text::visible).toList());
            case Block.Figure f -> new Block.Figure(f.id(), of(f.picture()));
        };
    }

    private static Picture of(Picture picture) {
        return new Picture(
                picture.file(),
                picture.caption().visible(),
                visible(picture.parts()),
                visible(picture.reasons()),
                Words.visible(picture.altText()),
                picture.sourceType(),
                Words.visible(picture.label()));
    }

    private static Map<Picture.Part, String> visible(Map<Picture.Part, String> said) {
        var visible = new EnumMap<Picture.Part, String>(Picture.Part.class);
        said.forEach((part, words) -> visible.put(part, Words.visible(words)));
        return visible;
    }
}
