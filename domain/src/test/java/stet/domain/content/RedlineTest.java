package stet.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.content.ContentsToTry.article;
import static stet.domain.content.ContentsToTry.contents;
import static stet.domain.content.ContentsToTry.paragraph;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.content.Redline.Fate;
import stet.domain.content.Redline.Kind;
import stet.domain.content.Redline.Line;
import stet.domain.content.Redline.Piece;
import stet.domain.content.Redline.Row;
import stet.trials.Trials;

/** Two versions as one text: no difference is shown nowhere, and what was moved is not called new. */
@Tag("random")
class RedlineTest {
    private static final String FERRY = "The last ferry left Tolvik at ten past nine.";
    private static final String MAYOR = "The mayor said that nobody had asked her about it.";
    private static final String RAIN = "It rained on the harbour for the whole of the night.";

    @Test
    void no_difference_is_shown_nowhere() {
        Trials.of(3_000).holds(contents(), contents(), (was, now) -> {
            var redline = Redline.between(was, now);
            assertThat(redline.changed()).isEqualTo(!was.equals(now));
            assertThat(Redline.between(was, was).changed()).isFalse();
        });
    }

    @Test
    void what_stayed_and_what_is_gone_are_the_words_before_and_what_stayed_and_what_is_new_those_after() {
        Trials.of(3_000).holds(contents(), contents(), (was, now) -> {
            var redline = Redline.between(was, now);
            assertThat(side(redline, Set.of(Kind.ADDED, Kind.MOVED_HERE))).isEqualTo(side(was));
            assertThat(side(redline, Set.of(Kind.REMOVED, Kind.MOVED_AWAY))).isEqualTo(side(now));
        });
    }

    @Test
    void each_move_has_two_ends_with_the_same_words() {
        Trials.of(3_000).holds(contents(), contents(), (was, now) -> {
            var pieces = pieces(Redline.between(was, now))
                    .filter(piece -> piece.move() > 0)
                    .toList();
            var from = words(pieces, Kind.MOVED_AWAY);
            assertThat(from).isEqualTo(words(pieces, Kind.MOVED_HERE));
        });
    }

    // ---- Moves within and between texts

    @Test
    void a_sentence_that_was_moved_within_its_paragraph_is_shown_as_moved() {
        assertThat(text(FERRY + " " + MAYOR, MAYOR + " " + FERRY)).doesNotContain("+", "-");
    }

    @Test
    void a_sentence_that_was_moved_to_another_paragraph_is_shown_as_moved() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY + " " + MAYOR), paragraph("b2", RAIN)),
                article(paragraph("b1", FERRY), paragraph("b2", RAIN + " " + MAYOR)));
        assertThat(shown(redline.rows().get(2))).isEqualTo(FERRY + "[- ]<" + MAYOR + ">");
        assertThat(shown(redline.rows().get(3))).isEqualTo(RAIN + "[+ ]{" + MAYOR + "}");
    }

    @Test
    void edits_beside_a_move_are_shown_beside_it() {
        var redline = Redline.between(
                article(paragraph("b1", "Late. " + FERRY + " " + MAYOR), paragraph("b2", RAIN)),
                article(paragraph("b1", "Late. " + MAYOR), paragraph("b2", RAIN + " Again, " + FERRY + " Alas.")));
        assertThat(shown(redline.rows().get(2))).contains("<" + FERRY + ">").doesNotContain("[+");
        assertThat(shown(redline.rows().get(3))).isEqualTo(RAIN + "[+ Again, ]{" + FERRY + "}[+ Alas.]");
    }

    @Test
    void an_edit_within_what_was_moved_is_shown_in_it() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY + " " + MAYOR), paragraph("b2", RAIN)),
                article(paragraph("b1", FERRY), paragraph("b2", RAIN + " " + MAYOR.replace("nobody", "no one"))));
        assertThat(shown(redline.rows().get(2))).contains("[- nobody ]").doesNotContain("[+");
        assertThat(shown(redline.rows().get(3))).contains("[+ no one ]").contains("{The mayor said that}");
    }

    @Test
    void paragraphs_that_changed_places_are_one_that_was_moved() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY), paragraph("b2", RAIN)),
                article(paragraph("b2", RAIN), paragraph("b1", FERRY)));
        assertThat(fates(redline)).containsExactlyInAnyOrder(Fate.STAYED, Fate.MOVED, Fate.MOVED_AWAY);
        assertThat(pieces(redline).map(Piece::kind)).containsOnly(Kind.KEPT);
        assertThat(redline.rows().stream().flatMap(row -> row.told().stream()).map(Redline.Told::sentence))
                .anyMatch(sentence -> sentence.startsWith("The paragraph “") && sentence.contains("stands further"));
    }

    @Test
    void a_paragraph_that_was_moved_and_edited_shows_both() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY), paragraph("b2", RAIN), paragraph("b3", MAYOR)),
                article(paragraph("b2", RAIN), paragraph("b3", MAYOR), paragraph("b1", FERRY.replace("nine", "ten"))));
        var moved = row(redline, row -> row.fate() == Fate.MOVED);
        assertThat(shown(moved)).isEqualTo("The last ferry left Tolvik at ten past [-nine][+ten].");
    }

    @Test
    void sentences_that_changed_places_between_paragraphs_are_both_moved() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY), paragraph("b2", MAYOR)),
                article(paragraph("b1", MAYOR), paragraph("b2", FERRY)));
        assertThat(pieces(redline).filter(piece -> !piece.words().isBlank()).map(Piece::kind))
                .doesNotContain(Kind.ADDED, Kind.REMOVED);
    }

    @Test
    void what_was_copied_and_still_stands_where_it_stood_is_new_where_it_is_new() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY)), article(paragraph("b1", FERRY), paragraph("b2", FERRY)));
        assertThat(shown(redline.rows().get(3))).isEqualTo("[+" + FERRY + "]");
    }

    @Test
    void of_two_alike_one_is_moved_and_the_other_is_gone() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY), paragraph("b2", FERRY)), article(paragraph("b3", FERRY)));
        assertThat(pieces(redline).map(Piece::kind))
                .containsExactlyInAnyOrder(Kind.KEPT, Kind.KEPT, Kind.MOVED_HERE, Kind.MOVED_AWAY, Kind.REMOVED);
    }

    @Test
    void a_paragraph_that_was_split_has_no_new_words() {
        var redline = Redline.between(
                article(paragraph("b1", FERRY + " " + MAYOR)), article(paragraph("b1", FERRY), paragraph("b2", MAYOR)));
        assertThat(pieces(redline).filter(piece -> !piece.words().isBlank()).map(Piece::kind))
                .doesNotContain(Kind.ADDED, Kind.REMOVED);
    }

    // ---- What is seen, and what must be told

    @Test
    void words_that_are_only_formatted_otherwise_are_told_apart_from_new_ones() {
        var was = new Block.Paragraph(new BlockId("b1"), Text.of("The last ferry"));
        var now = new Block.Paragraph(
                new BlockId("b1"), new Text("The last ferry", List.of(new Mark(Mark.Style.BOLD, 4, 8, null))));
        var pieces = pieces(Redline.between(article(was), article(now)))
                .filter(piece -> piece.kind() == Kind.RESTYLED)
                .toList();
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().words()).isEqualTo("last");
        assertThat(pieces.getFirst().note()).isEqualTo("now bold");
    }

    @Test
    void another_address_behind_the_same_words_is_told() {
        assertThat(pieces(Redline.between(article(linked("https://a.example/")), article(linked("https://b.example/"))))
                        .map(Piece::note))
                .contains("the link leads to https://b.example/ now, and led to https://a.example/");
    }

    @Test
    void what_is_said_of_a_picture_is_told_in_a_sentence() {
        var now = new Picture(null, Text.of("A ferry"), Map.of(), Map.of(), "A boat at a quay", null, "");
        var redline = Redline.between(article(figure(Picture.captioned(Text.of("A ferry")))), article(figure(now)));
        assertThat(row(redline, Row::changed).told().getFirst().sentence())
                .isEqualTo("The alt text is new: “A boat at a quay”");
    }

    /** Every part of a content, found by reflection, so that one which is added later is not forgotten. */
    @Test
    void each_part_of_a_content_that_is_another_is_shown_with_what_it_is_now() throws ReflectiveOperationException {
        var figure = figure(new Picture(
                "a".repeat(64),
                Text.of("A ferry"),
                parts("AP"),
                parts("none"),
                "A boat",
                DigitalSourceType.DIGITAL_CAPTURE,
                "Made"));
        var list = new Block.Listing(new BlockId("b3"), true, 5, List.of(Text.of("One"), Text.of("Two")));
        var quotation = new Block.Quotation(new BlockId("b4"), Text.of("Nobody asked"), "Ann");
        var paragraph = (Block.Paragraph) linked("https://a.example/");
        var crosshead = new Block.Crosshead(new BlockId("b5"), Text.of("The night"));
        var content = new Content(
                "Head",
                "Stand",
                "By",
                "Date",
                "slug",
                "section",
                List.of("war"),
                5,
                List.of(paragraph, figure, list, quotation, crosshead),
                "en");
        var tried = 0;
        for (var component : Content.class.getRecordComponents()) {
            if (!component.getName().equals("blocks")) {
                tried += shows(content, with(content, component));
            }
        }
        for (var block : content.blocks()) {
            for (var component : block.getClass().getRecordComponents()) {
                if (component.getType() == BlockId.class || component.getType() == Picture.class) {
                    continue;
                }
                tried += shows(content, inPlaceOf(content, block, with((Record) block, component)));
            }
        }
        for (var component : Picture.class.getRecordComponents()) {
            tried += shows(content, inPlaceOf(content, figure, figure(with(figure.picture(), component))));
        }
        for (var component : Mark.class.getRecordComponents()) {
            var mark = paragraph.text().marks().getFirst();
            if (component.getName().equals("style")) {
                continue;
            }
            var marked = new Text(paragraph.text().words(), List.of(with(mark, component)));
            tried += shows(content, inPlaceOf(content, paragraph, new Block.Paragraph(paragraph.id(), marked)));
        }
        assertThat(tried).isGreaterThanOrEqualTo(9 + 6 + 7 + 3);
    }

    private static int shows(Content was, Content now) {
        assertThat(now).isNotEqualTo(was);
        var shown = shown(Redline.between(was, now));
        assertThat(shown).as("what is another in %s", now).isNotEqualTo(shown(Redline.between(was, was)));
        return 1;
    }

    /** All of a redline that a reader is shown, but for what stayed. */
    private static String shown(Redline redline) {
        var told = redline.told().stream().map(Redline.Told::sentence);
        var rows = redline.rows().stream()
                .filter(Row::changed)
                .map(row -> row.fate()
                        + shown(row)
                        + row.told().stream().map(Redline.Told::sentence).toList());
        return Stream.concat(told, rows).collect(Collectors.joining("\n"));
    }

    /** The same record with another value in one of its components. */
    private static <T extends Record> T with(T record, RecordComponent component) throws ReflectiveOperationException {
        var components = record.getClass().getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < components.length; i++) {
            var value = components[i].getAccessor().invoke(record);
            values[i] = components[i].getName().equals(component.getName()) ? another(value, component) : value;
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @SuppressWarnings("unchecked")
        var constructor = (Constructor<T>) record.getClass().getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private static Object another(Object value, RecordComponent component) {
        return switch (value) {
            case String file when file.length() == 64 -> "b".repeat(64);
            case String address when address.startsWith("https") -> "https://c.example/";
            case String tag when tag.equals("en") -> "de";
            case String words -> words + " again";
            case Integer start when component.getName().equals("start") -> start + 1;
            case Integer number -> number - 1;
            case Boolean is -> !is;
            case Text text -> Text.of(text.words() + " again");
            case DigitalSourceType _ -> DigitalSourceType.PRINT;
            case Map<?, ?> map when map.containsValue("AP") -> parts("Reuters");
            case Map<?, ?> _ -> parts("unknown");
            case List<?> list when list.getFirst() instanceof Text -> List.of(Text.of("One"), Text.of("Three"));
            case List<?> _ -> List.of("peace");
            default -> throw new AssertionError("Say what another " + component + " is");
        };
    }

    private static Content inPlaceOf(Content content, Block block, Record now) {
        return content.withBlocks(content.blocks().stream()
                .map(each -> each.equals(block) ? (Block) now : each)
                .toList());
    }

    private static Map<Picture.Part, String> parts(String words) {
        var parts = new EnumMap<Picture.Part, String>(Picture.Part.class);
        for (var part : Picture.Part.values()) {
            parts.put(part, words);
        }
        return parts;
    }

    private static Block.Figure figure(Picture picture) {
        return new Block.Figure(new BlockId("b2"), picture);
    }

    private static Block linked(String address) {
        return new Block.Paragraph(
                new BlockId("b1"), new Text("The last ferry", List.of(new Mark(Mark.Style.LINK, 4, 8, address))));
    }

    // ---- Redlines as these tests read them

    private static String text(String was, String now) {
        var redline = Redline.between(article(paragraph("b1", was)), article(paragraph("b1", now)));
        return shown(redline.rows().getLast()).replace("[+ ]", " ").replace("[- ]", " ");
    }

    /** Kept words as they are, {@code [+added]}, {@code [-removed]}, <code>{moved here}</code>, {@code <moved away>}, {@code ~restyled~}. */
    private static String shown(Row row) {
        return row.lines().stream()
                .map(line -> line.pieces().stream().map(RedlineTest::shown).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Piece piece) {
        var words = piece.words();
        return switch (piece.kind()) {
            case KEPT -> words;
            case ADDED -> "[+" + words + "]";
            case REMOVED -> "[-" + words + "]";
            case MOVED_HERE -> "{" + words + "}";
            case MOVED_AWAY -> "<" + words + ">";
            case RESTYLED -> "~" + words + "(" + piece.note() + ")~";
        };
    }

    private static Row row(Redline redline, Predicate<Row> which) {
        return redline.rows().stream().filter(which).findFirst().orElseThrow();
    }

    private static Stream<Fate> fates(Redline redline) {
        return redline.rows().stream()
                .filter(row -> row.key().startsWith("block/"))
                .map(Row::fate);
    }

    private static Stream<Piece> pieces(Redline redline) {
        return redline.rows().stream().flatMap(row -> row.lines().stream()).flatMap(line -> line.pieces().stream());
    }

    private static Map<Integer, String> words(List<Piece> pieces, Kind kind) {
        return pieces.stream()
                .filter(piece -> piece.kind() == kind)
                .collect(Collectors.toMap(Piece::move, Piece::words, String::concat));
    }

    /** The words of one side of a redline by place, without the pieces of the other side. */
    private static Map<String, String> side(Redline redline, Set<Kind> other) {
        var side = new TreeMap<String, String>();
        for (var row : redline.rows()) {
            for (var line : row.lines()) {
                var words = line.pieces().stream()
                        .filter(piece -> !other.contains(piece.kind()))
                        .map(Piece::words)
                        .collect(Collectors.joining());
                side.merge(row.key() + (line.of() == Line.Of.SPEAKER ? "#speaker" : ""), words, String::concat);
            }
        }
        side.values().removeIf(String::isEmpty);
        return side;
    }

    private static Map<String, String> side(Content content) {
        var side = new TreeMap<String, String>();
        side.put("headline", content.headline());
        side.put("standfirst", content.standfirst());
        for (var block : content.blocks()) {
            side.put("block/" + block.id(), block.words().replace("\n", ""));
            if (block instanceof Block.Quotation quotation) {
                side.put("block/" + block.id() + "#speaker", quotation.speaker());
            }
        }
        side.values().removeIf(String::isEmpty);
        return side;
    }
}
