package stet.domain.content;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.Conflict;

/**
 * Two versions of a content that were made from the same one, brought together (rule 3).
 *
 * <p>A part that only one of them changed is taken from it. Headline, standfirst and the texts of blocks merge word by word; all else
 * is one whole. Where the two contradict each other, theirs stands, since it is what the ledger has, and the conflict keeps mine.
 */
public final class Merge {
    private final Content base;
    private final Content mine;
    private final Content theirs;
    private final List<Conflict> conflicts = new ArrayList<>();

    private Merge(Content base, Content mine, Content theirs) {
        this.base = base;
        this.mine = mine;
        this.theirs = theirs;
    }

    /**
     * What came of it.
     *
     * @param content theirs wherever there is a conflict
     * @param conflicts what of mine is not in the content, and why; none if the content has all of both
     */
    public record Result(Content content, List<Conflict> conflicts) {
        public Result {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * @param base what both started from
     * @param mine the version to be saved
     * @param theirs the version that stands now
     */
    public static Result of(Content base, Content mine, Content theirs) {
        if (theirs.equals(base)) {
            return new Result(mine, List.of());
        }
        var merge = new Merge(base, mine, theirs);
        return new Result(merge.content(), merge.conflicts);
    }

    private Content content() {
        var merged = theirs;
        for (var field : Field.values()) {
            merged = merged.with(field, field(field));
        }
        var urgency = whole("urgency", base.urgency(), mine.urgency(), theirs.urgency(), String::valueOf);
        return merged.withSubjects(subjects()).withUrgency(urgency).withBlocks(blocks());
    }

    private String field(Field field) {
        var was = base.field(field);
        var ours = mine.field(field);
        var others = theirs.field(field);
        var name = field.name().toLowerCase(Locale.ROOT);
        return switch (field) {
            case HEADLINE, STANDFIRST ->
                text(name, Text.of(was), Text.of(ours), Text.of(others)).words();
            case BYLINE, DATELINE, SLUGLINE, SECTION, LANGUAGE -> whole(name, was, ours, others, said -> said);
        };
    }

    private List<String> subjects() {
        if (mine.subjects().equals(base.subjects())) {
            return theirs.subjects();
        }
        if (theirs.subjects().equals(base.subjects())) {
            return mine.subjects();
        }
        var merged = new LinkedHashSet<>(theirs.subjects());
        base.subjects().stream()
                .filter(subject -> !mine.subjects().contains(subject))
                .forEach(merged::remove);
        mine.subjects().stream()
                .filter(subject -> !base.subjects().contains(subject))
                .forEach(merged::add);
        return List.copyOf(merged);
    }

    /** Their body, with the words of both and with what I inserted, removed and moved. */
    private List<Block> blocks() {
        var bases = base.blocksById();
        var ours = mine.blocksById();
        var others = theirs.blocksById();
        var merged = new ArrayList<Block>();
        for (var block : theirs.blocks()) {
            block(block.id(), bases.get(block.id()), ours.get(block.id()), block)
                    .ifPresent(merged::add);
        }
        var staying = Changes.staying(base.blocks(), mine.blocks());
        @Nullable BlockId previous = null;
        for (var block : mine.blocks()) {
            var id = block.id();
            var inserted = !bases.containsKey(id) && !others.containsKey(id);
            var moved = bases.containsKey(id) && !staying.contains(id);
            if (inserted) {
                merged.add(place(merged, previous) + 1, block);
            } else if (moved && place(merged, id) >= 0) {
                var here = merged.remove(place(merged, id));
                merged.add(place(merged, previous) + 1, here);
            } else if (!others.containsKey(id)) {
                removedByThem(bases.get(id), block);
            }
            if (place(merged, id) >= 0) {
                previous = id;
            }
        }
        return merged;
    }

    /** A block of theirs with my changes in it, or nothing if I removed it. */
    private Optional<Block> block(BlockId id, @Nullable Block was, @Nullable Block ours, Block others) {
        if (ours == null) {
            if (was == null) {
                return Optional.of(others);
            }
            if (was.equals(others)) {
                return Optional.empty();
            }
            conflict(Place.of(id).key(), said(was), "", said(others));
            return Optional.of(others);
        }
        if (ours.equals(was) || ours.equals(others)) {
            return Optional.of(others);
        }
        if (others.equals(was)) {
            return Optional.of(ours);
        }
        return Optional.of(rewritten(Place.of(id).key(), was, ours, others));
    }

    private void removedByThem(@Nullable Block was, Block ours) {
        if (was != null && !ours.equals(was)) {
            conflict(Place.of(was.id()).key(), said(was), said(ours), "");
        }
    }

    private Block rewritten(String place, @Nullable Block was, Block ours, Block others) {
        return switch (others) {
            case Block.Paragraph theirs
            when was instanceof Block.Paragraph b && ours instanceof Block.Paragraph m ->
                new Block.Paragraph(theirs.id(), text(place, b.text(), m.text(), theirs.text()));
            case Block.Crosshead theirs
            when was instanceof Block.Crosshead b && ours instanceof Block.Crosshead m ->
                new Block.Crosshead(theirs.id(), text(place, b.text(), m.text(), theirs.text()));
            case Block.Quotation theirs
            when was instanceof Block.Quotation b && ours instanceof Block.Quotation m ->
                new Block.Quotation(
                        theirs.id(),
                        text(place, b.text(), m.text(), theirs.text()),
                        whole(place, b.speaker(), m.speaker(), theirs.speaker(), said -> said));
            case Block.Listing theirs
            when was instanceof Block.Listing b && ours instanceof Block.Listing m ->
                new Block.Listing(
                        theirs.id(),
                        whole(place, b.numbered(), m.numbered(), theirs.numbered(), String::valueOf),
                        whole(place, b.begins(), m.begins(), theirs.begins(), String::valueOf),
                        items(place, b, m, theirs));
            case Block.Figure theirs
            when was instanceof Block.Figure b && ours instanceof Block.Figure m ->
                new Block.Figure(theirs.id(), picture(place, b.picture(), m.picture(), theirs.picture()));
            default -> {
                conflict(place, was == null ? "" : said(was), said(ours), said(others));
                yield others;
            }
        };
    }

    private List<Text> items(String place, Block.Listing was, Block.Listing ours, Block.Listing others) {
        var count = was.items().size();
        if (ours.items().size() != count || others.items().size() != count) {
            return whole(place, was.items(), ours.items(), others.items(), Merge::said);
        }
        var merged = new ArrayList<Text>();
        for (var i = 0; i < count; i++) {
            merged.add(text(
                    place,
                    was.items().get(i),
                    ours.items().get(i),
                    others.items().get(i)));
        }
        return merged;
    }

    private Picture picture(String place, Picture was, Picture ours, Picture others) {
        return new Picture(
                perhaps(place, was.file(), ours.file(), others.file()),
                text(place, was.caption(), ours.caption(), others.caption()),
                parts(place, was.parts(), ours.parts(), others.parts()),
                parts(place, was.reasons(), ours.reasons(), others.reasons()),
                whole(place, was.altText(), ours.altText(), others.altText(), said -> said),
                perhaps(place, was.sourceType(), ours.sourceType(), others.sourceType()),
                whole(place, was.label(), ours.label(), others.label(), said -> said));
    }

    private Map<Picture.Part, String> parts(
            String place,
            Map<Picture.Part, String> was,
            Map<Picture.Part, String> ours,
            Map<Picture.Part, String> others) {
        var merged = new EnumMap<Picture.Part, String>(Picture.Part.class);
        for (var part : EnumSet.allOf(Picture.Part.class)) {
            merged.put(
                    part,
                    whole(
                            place,
                            was.getOrDefault(part, ""),
                            ours.getOrDefault(part, ""),
                            others.getOrDefault(part, ""),
                            said -> said));
        }
        return merged;
    }

    private Text text(String place, Text was, Text ours, Text others) {
        return TextMerge.of(was, ours, others).orElseGet(() -> {
            conflict(place, was.words(), ours.words(), others.words());
            return others;
        });
    }

    private <T> T whole(String place, T was, T ours, T others, Function<T, String> said) {
        if (ours.equals(was) || ours.equals(others)) {
            return others;
        }
        if (others.equals(was)) {
            return ours;
        }
        conflict(place, said.apply(was), said.apply(ours), said.apply(others));
        return others;
    }

    private <T> @Nullable T perhaps(String place, @Nullable T was, @Nullable T ours, @Nullable T others) {
        return this.<Optional<T>>whole(
                        place,
                        Optional.ofNullable(was),
                        Optional.ofNullable(ours),
                        Optional.ofNullable(others),
                        said -> said.map(Object::toString).orElse(""))
                .orElse(null);
    }

    private void conflict(String place, String was, String ours, String others) {
        conflicts.add(new Conflict(place, was, ours, others));
    }

    private static int place(List<Block> blocks, @Nullable BlockId id) {
        for (var i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Every word that a block has, not only those that can be checked: a conflict must not lose any. */
    private static String said(Block block) {
        return switch (block) {
            case Block.Paragraph _, Block.Crosshead _, Block.Listing _ -> block.words();
            case Block.Quotation quotation -> lines(Stream.of(quotation.words(), quotation.speaker()));
            case Block.Figure(var _, var picture) ->
                lines(Stream.of(
                                Stream.of(picture.caption().words()),
                                picture.parts().values().stream(),
                                picture.reasons().values().stream(),
                                Stream.of(picture.altText(), picture.label()))
                        .flatMap(said -> said));
        };
    }

    private static String said(List<Text> items) {
        return lines(items.stream().map(Text::words));
    }

    private static String lines(Stream<String> said) {
        return said.filter(words -> !words.isEmpty()).collect(Collectors.joining("\n"));
    }
}
