package stet.domain.article;

import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.TOO_LONG;

import java.util.Locale;
import stet.domain.Refused;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Words;

/**
 * What every content has, and how long it may be. The bounds are far beyond any article; they keep one event, with its whole content,
 * within what the ledger holds in one piece. Lengths are in UTF-16 units.
 */
final class Bounds {
    static final int MOST_BLOCKS = 1_000;
    static final int LONGEST_BLOCK = 20_000;
    /** Of all blocks together, with what their links lead to. */
    static final int LONGEST_BODY = 200_000;

    static final int MOST_MARKS = 5_000;
    static final int LONGEST_FIELD = 1_000;
    static final int LONGEST_ADDRESS = 2_000;
    static final int MOST_SUBJECTS = 50;

    private Bounds() {}

    /** @throws Refused if there is no headline, or something is too long */
    static void check(Content content) {
        if (!Words.saysSomething(content.headline())) {
            throw new Refused(HEADLINE_MISSING, "A draft needs a headline");
        }
        for (var field : Field.values()) {
            checkLength(
                    content.field(field), LONGEST_FIELD, "The " + field.name().toLowerCase(Locale.ROOT));
        }
        atMost(content.subjects().size(), MOST_SUBJECTS, "subjects");
        content.subjects().forEach(subject -> checkLength(subject, LONGEST_FIELD, "A subject"));
        atMost(content.blocks().size(), MOST_BLOCKS, "blocks");
        content.blocks().forEach(Bounds::check);
        var marks = content.blocks().stream()
                .flatMap(block -> block.texts().stream())
                .flatMap(text -> text.marks().stream())
                .toList();
        atMost(marks.size(), MOST_MARKS, "formatted parts");
        var length = content.blocks().stream()
                        .mapToInt(block -> block.words().length())
                        .sum()
                + marks.stream().mapToInt(Bounds::addressLength).sum();
        if (length > LONGEST_BODY) {
            throw tooLong("The body", LONGEST_BODY);
        }
    }

    private static void check(Block block) {
        checkLength(block.words(), LONGEST_BLOCK, "The block " + block.id());
        switch (block) {
            case Block.Figure figure -> {
                var picture = figure.picture();
                picture.parts().values().forEach(said -> checkLength(said, LONGEST_FIELD, "A part of a caption"));
                picture.reasons().values().forEach(said -> checkLength(said, LONGEST_FIELD, "A reason in a caption"));
                checkLength(picture.altText(), LONGEST_FIELD, "The alt text");
                checkLength(picture.label(), LONGEST_FIELD, "The label of a picture");
            }
            case Block.Quotation quotation ->
                checkLength(quotation.speaker(), LONGEST_FIELD, "The speaker of a quotation");
            case Block.Paragraph p -> {}
            case Block.Crosshead c -> {}
            case Block.Listing l -> {}
        }
    }

    private static int addressLength(Mark mark) {
        var address = mark.href();
        if (address == null) {
            return 0;
        }
        checkLength(address, LONGEST_ADDRESS, "The address of a link");
        return address.length();
    }

    private static void atMost(int number, int most, String what) {
        if (number > most) {
            throw new Refused(
                    TOO_LONG, "An article has at most %,d %s; this one has %,d".formatted(most, what, number));
        }
    }

    private static void checkLength(String text, int longest, String what) {
        if (text.length() > longest) {
            throw tooLong(what, longest);
        }
    }

    private static Refused tooLong(String what, int longest) {
        return new Refused(TOO_LONG, "%s is longer than %,d characters".formatted(what, longest));
    }
}
