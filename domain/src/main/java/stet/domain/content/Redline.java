package stet.domain.content;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of a content as one text: the words stay where they are, and what was struck out and written in stands among them. Whatever
 * leaves no trace in the words is told in a sentence, so that no difference is shown nowhere.
 *
 * @param rows headline, standfirst and the blocks, those that are gone among them, in the order of the page
 * @param told what else is different in the article as a whole
 */
public record Redline(List<Row> rows, List<Told> told) {
    public Redline {
        rows = List.copyOf(rows);
        told = List.copyOf(told);
    }

    public static Redline between(Content was, Content now) {
        return Redlining.between(was, now);
    }

    /** Whether it shows anything. */
    public boolean changed() {
        return !told.isEmpty() || rows.stream().anyMatch(Row::changed);
    }

    /** What became of a piece of the text. */
    public enum Kind {
        KEPT,
        ADDED,
        REMOVED,
        /** Stands here now and stood elsewhere. */
        MOVED_HERE,
        /** Stood here and stands elsewhere now. */
        MOVED_AWAY,
        /** The same words, formatted otherwise. */
        RESTYLED
    }

    /**
     * Words with one fate and one look.
     *
     * @param move the number that both ends of a move have; 0 for what was not moved
     * @param styles how they look, or looked if they are gone; for a link see {@code addresses}
     * @param addresses where the links lead, or led, that these words are part of
     * @param note what is to be said of how they look, such as {@code now bold}; empty where it is as it was
     */
    public record Piece(
            Kind kind, String words, int move, List<Mark.Style> styles, List<String> addresses, String note) {
        public Piece {
            styles = List.copyOf(styles);
            addresses = List.copyOf(addresses);
        }
    }

    /** One line of words: a text, an item of a list, or the speaker of a quotation. */
    public record Line(Of of, List<Piece> pieces) {
        public enum Of {
            TEXT,
            SPEAKER
        }

        public Line {
            pieces = List.copyOf(pieces);
        }

        boolean changed() {
            return pieces.stream().anyMatch(piece -> piece.kind() != Kind.KEPT);
        }
    }

    /** What a row is: of a block that became something else, what it is now. */
    public enum Shape {
        HEADLINE,
        STANDFIRST,
        PARAGRAPH,
        CROSSHEAD,
        QUOTATION,
        LIST,
        NUMBERED,
        FIGURE;

        /** As it is spoken of in a sentence. */
        public String title() {
            return switch (this) {
                case LIST -> "list";
                case NUMBERED -> "numbered list";
                case FIGURE -> "picture";
                default -> name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** What became of a row as a whole. */
    public enum Fate {
        STAYED,
        ADDED,
        REMOVED,
        /** It stands elsewhere than before; its words may have changed besides. */
        MOVED,
        /** Where a block stood that was moved: it has no lines here, since they stand where it is now. */
        MOVED_AWAY
    }

    /**
     * The headline, the standfirst or a block.
     *
     * @param key of its {@link Place}; a block that was moved has two rows with one key
     * @param told what is different in it and is not among its words, or where it was moved
     */
    public record Row(
            String key,
            Shape shape,
            Fate fate,
            List<Line> lines,
            List<Told> told,
            @Nullable String file) {
        public Row {
            lines = List.copyOf(lines);
            told = List.copyOf(told);
        }

        public boolean changed() {
            return fate != Fate.STAYED || !told.isEmpty() || lines.stream().anyMatch(Line::changed);
        }
    }

    /**
     * Something that is different and is seen nowhere in the words.
     *
     * @param what such as {@code the alt text}
     * @param was empty where there was nothing
     * @param now empty where there is nothing
     * @param sentence all of it for a reader
     */
    public record Told(String what, String was, String now, String sentence) {
        static Told of(String what, String was, String now) {
            var sentence = was.isEmpty()
                    ? "%s is new: “%s”".formatted(capitalised(what), now)
                    : now.isEmpty()
                            ? "%s is gone; it was “%s”".formatted(capitalised(what), was)
                            : "%s was “%s” and is now “%s”".formatted(capitalised(what), was, now);
            return new Told(what, was, now, sentence);
        }

        private static String capitalised(String what) {
            return Character.toUpperCase(what.charAt(0)) + what.substring(1);
        }
    }
}
