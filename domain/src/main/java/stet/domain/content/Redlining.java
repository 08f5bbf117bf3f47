package stet.domain.content;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.content.Redline.Fate;
import stet.domain.content.Redline.Line;
import stet.domain.content.Redline.Row;
import stet.domain.content.Redline.Shape;
import stet.domain.content.Redline.Told;

/** How a {@link Redline} is made: each text is compared with itself, and what is gone from one and new in another was moved. */
final class Redlining {
    private final Content was;
    private final Content now;
    private final SequencedMap<String, Strand> strands = new LinkedHashMap<>();
    private final Matching.Looks compared = new Matching.Looks();

    private Redlining(Content was, Content now) {
        this.was = was;
        this.now = now;
    }

    static Redline between(Content was, Content now) {
        return new Redlining(was, now).redline();
    }

    private Redline redline() {
        var before = was.blocksById();
        var after = now.blocksById();
        strand(Place.HEADLINE.key(), Strand.Side.of(was.headline()), Strand.Side.of(now.headline()));
        strand(Place.STANDFIRST.key(), Strand.Side.of(was.standfirst()), Strand.Side.of(now.standfirst()));
        var ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (var id : ids) {
            var old = before.get(id);
            var young = after.get(id);
            strand(Place.keyOf(id), Strand.Side.of(old), Strand.Side.of(young));
            strand(Place.keyOf(id) + Passage.SPEAKER, speaker(old), speaker(young));
        }
        Strand.findMoves(strands.values());

        var rows = new ArrayList<Row>();
        field(rows, Place.HEADLINE.key(), Shape.HEADLINE);
        field(rows, Place.STANDFIRST.key(), Shape.STANDFIRST);
        body(rows, before, after);
        return new Redline(rows, told());
    }

    private void strand(String key, Strand.Side old, Strand.Side young) {
        if (!old.words().isEmpty() || !young.words().isEmpty()) {
            strands.put(key, new Strand(old, young, compared));
        }
    }

    private static Strand.Side speaker(@Nullable Block block) {
        return Strand.Side.of(block instanceof Block.Quotation quotation ? quotation.speaker() : "");
    }

    private void field(List<Row> rows, String key, Shape shape) {
        if (strands.containsKey(key)) {
            rows.add(new Row(key, shape, Fate.STAYED, lines(key), List.of(), null));
        }
    }

    private List<Line> lines(String key) {
        var lines = new ArrayList<Line>();
        var text = strands.get(key);
        if (text != null) {
            text.lines().forEach(pieces -> lines.add(new Line(Line.Of.TEXT, pieces)));
        }
        var speaker = strands.get(key + Passage.SPEAKER);
        if (speaker != null) {
            speaker.lines().forEach(pieces -> lines.add(new Line(Line.Of.SPEAKER, pieces)));
        }
        return lines;
    }

    // ---- The blocks, with those that are gone where they stood

    private void body(List<Row> rows, Map<BlockId, Block> before, Map<BlockId, Block> after) {
        var staying = Changes.staying(was.blocks(), now.blocks());
        var places = new HashMap<BlockId, Integer>();
        now.blocks().forEach(block -> places.put(block.id(), places.size()));
        var gone = new HashMap<@Nullable BlockId, List<Row>>();
        @Nullable BlockId border = null;
        for (var block : was.blocks()) {
            var id = block.id();
            if (staying.contains(id)) {
                border = id;
                continue;
            }
            var there = gone.computeIfAbsent(border, _ -> new ArrayList<>());
            if (after.containsKey(id)) {
                var at = Objects.requireNonNull(places.get(id));
                var here = border == null ? -1 : Objects.requireNonNull(places.get(border));
                there.add(movedAway(block, at > here));
            } else {
                there.add(row(block, null, Fate.REMOVED));
            }
        }
        rows.addAll(gone.getOrDefault(null, List.of()));
        for (var block : now.blocks()) {
            var id = block.id();
            var stayed = staying.contains(id);
            rows.add(row(
                    before.get(id), block, stayed ? Fate.STAYED : before.containsKey(id) ? Fate.MOVED : Fate.ADDED));
            if (stayed) {
                rows.addAll(gone.getOrDefault(id, List.of()));
            }
        }
    }

    private static Row movedAway(Block block, boolean down) {
        var sentence = "The %s%s stood here, and stands further %s now"
                .formatted(shape(block).title(), beginning(block.words()), down ? "down" : "up");
        return new Row(
                Place.keyOf(block.id()),
                shape(block),
                Fate.MOVED_AWAY,
                List.of(),
                List.of(new Told("its place", "", "", sentence)),
                null);
    }

    private static String beginning(String words) {
        if (words.isEmpty()) {
            return "";
        }
        var line = words.lines().findFirst().orElse("");
        if (line.length() <= 60) {
            return " “%s”".formatted(line);
        }
        var cut = line.lastIndexOf(' ', 60);
        return " “%s …”".formatted(line.substring(0, cut < 20 ? line.offsetByCodePoints(0, 20) : cut));
    }

    private Row row(@Nullable Block old, @Nullable Block young, Fate fate) {
        var shown = Objects.requireNonNull(young == null ? old : young);
        var key = Place.keyOf(shown.id());
        var told = new ArrayList<Told>();
        if (old != null && young != null && shape(old) != shape(young)) {
            told.add(new Told(
                    "what it is",
                    shape(old).title(),
                    shape(young).title(),
                    "It was a %s and is now a %s"
                            .formatted(shape(old).title(), shape(young).title())));
        }
        if (fate == Fate.MOVED) {
            told.add(new Told("its place", "", "", "It was moved here"));
        }
        var lines = lines(key);
        if (old instanceof Block.Listing before && young instanceof Block.Listing after) {
            if (before.numbered() && after.numbered()) {
                tell(told, "the number that the list begins with", "" + before.begins(), "" + after.begins());
            }
            tellItems(told, before, after, lines);
        }
        told.addAll(pictureTold(picture(old), picture(young)));
        var picture = picture(shown);
        return new Row(key, shape(shown), fate, lines, told, picture == null ? null : picture.file());
    }

    /** Where an item ends is seen only by how many there are. */
    private static void tellItems(List<Told> told, Block.Listing was, Block.Listing now, List<Line> lines) {
        if (was.items().size() != now.items().size()) {
            told.add(Told.of(
                    "the number of items",
                    Integer.toString(was.items().size()),
                    Integer.toString(now.items().size())));
        } else if (!was.words().equals(now.words()) && lines.stream().noneMatch(Line::changed)) {
            told.add(Told.of("where its items end", was.words(), now.words()));
        }
    }

    private static @Nullable Picture picture(@Nullable Block block) {
        return block instanceof Block.Figure figure ? figure.picture() : null;
    }

    private static List<Told> pictureTold(@Nullable Picture was, @Nullable Picture now) {
        var told = new ArrayList<Told>();
        var before = was == null ? Map.<String, String>of() : said(was);
        var after = now == null ? Map.<String, String>of() : said(now);
        tellFile(told, file(was), file(now));
        var parts = new LinkedHashSet<>(before.keySet());
        parts.addAll(after.keySet());
        for (var part : parts) {
            tell(told, part, before.getOrDefault(part, ""), after.getOrDefault(part, ""));
        }
        return told;
    }

    private static String file(@Nullable Picture picture) {
        return picture == null ? "" : Objects.requireNonNullElse(picture.file(), "");
    }

    private static void tellFile(List<Told> told, String was, String now) {
        if (!was.equals(now)) {
            var sentence = was.isEmpty()
                    ? "The picture itself is new"
                    : now.isEmpty() ? "The picture itself is gone" : "The picture itself is another one";
            told.add(new Told("the picture", was, now, sentence));
        }
    }

    /** All that is said of a picture besides its caption, by what it is called in a sentence. */
    private static SequencedMap<String, String> said(Picture picture) {
        var said = new LinkedHashMap<String, String>();
        for (var part : Picture.Part.values()) {
            said.put(called(part), picture.parts().getOrDefault(part, ""));
            said.put("why it has not " + part.title(), picture.reasons().getOrDefault(part, ""));
        }
        said.put("the alt text", picture.altText());
        var type = picture.sourceType();
        said.put("how the picture came to be", type == null ? "" : type.term());
        said.put("the label", picture.label());
        return said;
    }

    private static String called(Picture.Part part) {
        return switch (part) {
            case CREDIT -> "the credit line";
            case WHO_OR_WHAT, WHERE, WHEN -> part.title();
        };
    }

    private static void tell(List<Told> told, String what, String was, String now) {
        if (!was.equals(now)) {
            told.add(Told.of(what, was, now));
        }
    }

    private List<Told> told() {
        var told = new ArrayList<Told>();
        for (var field : EnumSet.complementOf(EnumSet.of(Field.HEADLINE, Field.STANDFIRST))) {
            tell(told, "the " + field.key(), was.field(field), now.field(field));
        }
        if (!was.subjects().equals(now.subjects())) {
            told.add(Told.of(
                    "the list of subjects", String.join(", ", was.subjects()), String.join(", ", now.subjects())));
        }
        if (was.urgency() != now.urgency()) {
            told.add(Told.of("the urgency", Integer.toString(was.urgency()), Integer.toString(now.urgency())));
        }
        return told;
    }

    static Shape shape(Block block) {
        return switch (block) {
            case Block.Paragraph _ -> Shape.PARAGRAPH;
            case Block.Crosshead _ -> Shape.CROSSHEAD;
            case Block.Quotation _ -> Shape.QUOTATION;
            case Block.Listing list -> list.numbered() ? Shape.NUMBERED : Shape.LIST;
            case Block.Figure _ -> Shape.FIGURE;
        };
    }
}
