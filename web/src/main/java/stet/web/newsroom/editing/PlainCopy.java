package stet.web.newsroom.editing;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import stet.domain.BlockId;
import stet.domain.Conflict;
import stet.domain.InvalidValue;
import stet.domain.content.Blackout;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Merge;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;

/**
 * A whole article in fields that any browser has, as it was typed; see {@link Notation}.
 *
 * @param subjects with commas between them
 * @param revision what it was made from
 * @param black how many letters were black in it then
 * @param sequence of the event up to which that revision was known
 */
public record PlainCopy(
        String headline,
        String standfirst,
        String byline,
        String dateline,
        String slugline,
        String section,
        String subjects,
        String urgency,
        String language,
        List<Part> parts,
        int revision,
        int black,
        long sequence,
        List<Conflict> conflicts) {
    private static final int MOST_PARTS = 1_000;

    /**
     * One block.
     *
     * @param kind {@code paragraph}, {@code crosshead}, {@code quotation}, {@code list}, {@code numbered} or {@code figure}
     * @param text the items of a list one on each line
     */
    public record Part(String id, String kind, String text, String speaker) {
        static Part of(Block block) {
            var id = block.id().value();
            return switch (block) {
                case Block.Paragraph(var _, var text) -> new Part(id, "paragraph", Notation.write(text), "");
                case Block.Crosshead(var _, var text) -> new Part(id, "crosshead", Notation.write(text), "");
                case Block.Quotation(var _, var text, var speaker) ->
                    new Part(id, "quotation", Notation.write(text), speaker);
                case Block.Listing(var _, var numbered, var _, var items) ->
                    new Part(
                            id,
                            numbered ? "numbered" : "list",
                            items.stream().map(Notation::write).collect(joining("\n")),
                            "");
                case Block.Figure(var _, var picture) -> new Part(id, "figure", Notation.write(picture.caption()), "");
            };
        }

        /** Exactly the block that stands there already, if this says the same. */
        Block block(@Nullable Block there) {
            if (there != null && of(there).equals(this)) {
                return there;
            }
            var name = new BlockId(id);
            return switch (kind) {
                case "crosshead" -> new Block.Crosshead(name, Notation.read(text));
                case "quotation" -> new Block.Quotation(name, Notation.read(text), speaker);
                case "list", "numbered" ->
                    new Block.Listing(
                            name,
                            kind.equals("numbered"),
                            there instanceof Block.Listing list ? list.start() : null,
                            text.lines()
                                    .filter(line -> !line.isBlank())
                                    .map(Notation::read)
                                    .collect(Collectors.collectingAndThen(
                                            Collectors.toList(),
                                            items -> items.isEmpty() ? List.of(Text.EMPTY) : items)));
                case "figure" ->
                    new Block.Figure(
                            name,
                            there instanceof Block.Figure figure
                                    ? figure.picture().with(Notation.read(text))
                                    : Picture.captioned(Notation.read(text)));
                // Who said something does not get lost when it is a quotation no longer.
                case "paragraph" ->
                    new Block.Paragraph(name, Notation.read(speaker.isBlank() ? text : text + " " + speaker));
                default -> throw new InvalidValue("There is no kind of block called '%s'".formatted(kind));
            };
        }

        Part renamed(String newId) {
            return new Part(newId, kind, text, speaker);
        }

        public String place() {
            return Place.of(new BlockId(id)).key();
        }
    }

    static PlainCopy of(Content content, int revision, long sequence) {
        return new PlainCopy(
                content.headline(),
                content.standfirst(),
                content.byline(),
                content.dateline(),
                content.slugline(),
                content.section(),
                joined(content),
                String.valueOf(content.urgency()),
                content.language(),
                content.blocks().stream().map(Part::of).toList(),
                revision,
                Blackout.black(content),
                sequence,
                List.of());
    }

    static PlainCopy read(MultiValueMap<String, String> fields) {
        UnaryOperator<String> field = name -> Objects.requireNonNullElse(fields.getFirst(name), "");
        var parts = new ArrayList<Part>();
        for (var i = 0; i < MOST_PARTS && fields.containsKey("block." + i + ".id"); i++) {
            var at = "block." + i + ".";
            parts.add(new Part(
                    field.apply(at + "id"),
                    field.apply(at + "kind"),
                    field.apply(at + "text").replace("\r\n", "\n"),
                    field.apply(at + "speaker")));
        }
        return new PlainCopy(
                field.apply("headline"),
                field.apply("standfirst"),
                field.apply("byline"),
                field.apply("dateline"),
                field.apply("slugline"),
                field.apply("section"),
                field.apply("subjects"),
                field.apply("urgency"),
                field.apply("language"),
                parts,
                (int) number(field.apply("revision"), "revision"),
                fields.containsKey("black") ? (int) number(field.apply("black"), "number of black letters") : 0,
                number(field.apply("sequence"), "sequence"),
                List.of());
    }

    private static long number(String typed, String what) {
        if (!typed.matches("\\d{1,9}")) {
            throw new InvalidValue("The %s is a whole number".formatted(what));
        }
        return Long.parseLong(typed);
    }

    /**
     * What it says. A block that says what it said before is that block, whatever this notation cannot write.
     *
     * @throws InvalidValue if it says something that cannot be
     */
    Content content(Content before) {
        var there = before.blocksById();
        return new Content(
                headline,
                standfirst,
                byline,
                dateline,
                slugline,
                section,
                subjects.equals(joined(before)) ? before.subjects() : split(subjects),
                (int) number(urgency, "urgency"),
                parts.stream()
                        .map(part -> part.block(there.get(new BlockId(part.id()))))
                        .toList(),
                language);
    }

    private static String joined(Content content) {
        return String.join(", ", content.subjects());
    }

    private static List<String> split(String subjects) {
        return Arrays.stream(subjects.split(",")).map(String::strip).toList();
    }

    // ---- Buttons

    /** The same with its blocks in another order, or with one more or less: {@code up.2}, {@code down.2}, {@code remove.2}, {@code add.2}. */
    PlainCopy after(String button, String newId) {
        var step = button.split("\\.", 2);
        var at = step.length == 2 && step[1].matches("\\d{1,4}") ? Integer.parseInt(step[1]) : -1;
        var now = new ArrayList<>(parts);
        if (step[0].equals("add") && at >= 0 && at <= now.size()) {
            now.add(at, new Part(newId, "paragraph", "", ""));
        } else if (at >= 0 && at < now.size()) {
            switch (step[0]) {
                case "up" -> now.add(Math.max(0, at - 1), now.remove(at));
                case "down" -> now.add(Math.min(now.size() - 1, at + 1), now.remove(at));
                case "remove" -> now.remove(at);
                default -> {}
            }
        }
        return with(now);
    }

    private PlainCopy with(List<Part> now) {
        return new PlainCopy(
                headline,
                standfirst,
                byline,
                dateline,
                slugline,
                section,
                subjects,
                urgency,
                language,
                now,
                revision,
                black,
                sequence,
                conflicts);
    }

    // ---- Conflicts

    /**
     * What to go on with where somebody else changed the same words: their version with what of mine does not contradict it, and mine
     * where it does, so that saving it says that mine shall stand.
     */
    PlainCopy beside(
            Content base, Content mine, Content theirs, int newRevision, long newSequence, Supplier<String> newId) {
        var merge = Merge.of(base, mine, theirs);
        var merged = of(merge.content(), newRevision, newSequence);
        var contested = merge.conflicts().stream().map(Conflict::place).collect(Collectors.toSet());
        var now = new ArrayList<>(merged.parts().stream()
                .map(part -> contested.contains(part.place()) ? at(part.place()).orElse(part) : part)
                .toList());
        var shown = new ArrayList<Conflict>();
        for (var conflict : merge.conflicts()) {
            var mineStill = at(conflict.place());
            if (now.stream().anyMatch(part -> part.place().equals(conflict.place())) || mineStill.isEmpty()) {
                shown.add(conflict);
            } else {
                // What they took out and I changed is a new block, since no id is used twice.
                var again = mineStill.get().renamed(newId.get());
                now.add(again);
                shown.add(new Conflict(again.place(), conflict.base(), conflict.mine(), conflict.theirs()));
            }
        }
        return new PlainCopy(
                contested.contains("headline") ? headline : merged.headline,
                contested.contains("standfirst") ? standfirst : merged.standfirst,
                contested.contains("byline") ? byline : merged.byline,
                contested.contains("dateline") ? dateline : merged.dateline,
                contested.contains("slugline") ? slugline : merged.slugline,
                contested.contains("section") ? section : merged.section,
                merged.subjects,
                contested.contains("urgency") ? urgency : merged.urgency,
                contested.contains("language") ? language : merged.language,
                now,
                newRevision,
                Blackout.black(theirs),
                newSequence,
                shown);
    }

    /** The same, but at these places as it stands there now; gone, where nothing does. */
    PlainCopy taking(Set<String> places, Content theirs) {
        var others = of(theirs, revision, sequence);
        return new PlainCopy(
                places.contains("headline") ? others.headline : headline,
                places.contains("standfirst") ? others.standfirst : standfirst,
                places.contains("byline") ? others.byline : byline,
                places.contains("dateline") ? others.dateline : dateline,
                places.contains("slugline") ? others.slugline : slugline,
                places.contains("section") ? others.section : section,
                subjects,
                places.contains("urgency") ? others.urgency : urgency,
                places.contains("language") ? others.language : language,
                parts.stream()
                        .flatMap(part ->
                                places.contains(part.place()) ? others.at(part.place()).stream() : Stream.of(part))
                        .toList(),
                revision,
                black,
                sequence,
                List.of());
    }

    private Optional<Part> at(String place) {
        return parts.stream().filter(part -> part.place().equals(place)).findFirst();
    }
}
