package stet.domain.article;

import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.TOO_LONG;

import java.util.List;
import java.util.Locale;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.MakeConfidential;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.checking.Source;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.WordSearch;
import stet.domain.content.Words;

/**
 * What every content has, and how long it and whatever else comes with a command may be. The bounds are far beyond any article; they keep
 * one event, with its whole content, within what the ledger holds in one piece, and an article within what is folded in a moment. Lengths
 * are in UTF-16 units.
 */
public final class Bounds {
    public static final int MOST_BLOCKS = 1_000;
    public static final int LONGEST_BLOCK = 20_000;
    /** Of all blocks together, with what their links lead to. */
    public static final int LONGEST_BODY = 200_000;

    public static final int MOST_MARKS = 5_000;
    public static final int LONGEST_FIELD = 1_000;
    public static final int LONGEST_ADDRESS = 2_000;
    static final int MOST_SUBJECTS = 50;

    /** Each source of a verdict stands in the event once for each claim that is confirmed from it. */
    static final int MOST_SOURCES = 50;

    static final int MOST_PEOPLE = 100;
    static final int MOST_PASSAGES = 2_000;
    /**
     * Of an article at a time. A story of 5,000 words has some 300. A claim may reach over a whole block, and there are no more blocks than
     * that, so whatever must be in a claim can be in one.
     */
    static final int MOST_STANDING_CLAIMS = MOST_BLOCKS;

    /**
     * Of an article in all its life, with those that lapsed or were withdrawn: no way to bring claims back, be it an edit that restores words,
     * leads beyond it.
     */
    static final int MOST_CLAIMS = 3_000;

    /** Of an article in all its life, with those that are resolved. */
    static final int MOST_COMMENTS = 1_000;

    private Bounds() {}

    /** @throws Refused if there is no headline, or something is too long */
    static void check(Content content) {
        if (!Words.saysSomething(content.headline())) {
            throw new Refused(HEADLINE_MISSING, "A draft needs a headline");
        }
        for (var field : Field.values()) {
            if (content.field(field).length() > LONGEST_FIELD) {
                throw tooLong("The " + field.name().toLowerCase(Locale.ROOT), LONGEST_FIELD);
            }
        }
        atMost(content.subjects().size(), MOST_SUBJECTS, "subjects");
        content.subjects().forEach(subject -> checkLength(subject, LONGEST_FIELD, "A subject"));
        atMost(content.blocks().size(), MOST_BLOCKS, "blocks");
        content.blocks().forEach(Bounds::check);
        var marks = 0;
        for (var block : content.blocks()) {
            for (var text : block.texts()) {
                marks += text.marks().size();
            }
        }
        atMost(marks, MOST_MARKS, "formatted parts");
        var length = 0;
        for (var block : content.blocks()) {
            length += block.words().length();
            for (var text : block.texts()) {
                for (var mark : text.marks()) {
                    length += addressLength(mark);
                }
            }
        }
        if (length > LONGEST_BODY) {
            throw tooLong("The body", LONGEST_BODY);
        }
    }

    private static void check(Block block) {
        if (block.words().length() > LONGEST_BLOCK) {
            throw tooLong("The block " + block.id(), LONGEST_BLOCK);
        }
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
        checkNumber(number, most, "An article has at most %,d " + what + "; this one has %,d");
    }

    /** @param sentence with the greatest number and this one */
    private static void checkNumber(int number, int most, String sentence) {
        if (number > most) {
            throw new Refused(TOO_LONG, sentence.formatted(most, number));
        }
    }

    static void check(List<Source> sources) {
        checkNumber(sources.size(), MOST_SOURCES, "A verdict names at most %,d sources; this one names %,d");
        for (var source : sources) {
            switch (source) {
                case Source.Named named -> {
                    checkLength(named.locator(), LONGEST_ADDRESS, "Where a source is found again");
                    checkLength(named.note(), Workflow.LONGEST_REMARK, "The note on a source");
                }
                case Source.Confidential confidential ->
                    checkNumber(
                            confidential.readers().size(),
                            MOST_PEOPLE,
                            "At most %,d people read who a confidential source is; here are %,d");
            }
        }
    }

    static void check(AddComment comment) {
        checkNumber(comment.mentions().size(), MOST_PEOPLE, "A comment calls at most %,d people; this one calls %,d");
        if (comment.anchor() != null) {
            check(comment.anchor());
        }
    }

    static void check(MakeConfidential command) {
        checkNumber(
                command.readers().size(), MOST_PEOPLE, "An article is confided to at most %,d people; here are %,d");
    }

    static void check(Anchor anchor) {
        checkLength(anchor.words(), LONGEST_BLOCK, "A span of words");
    }

    static void check(Note note) {
        checkNumber(note.passages().size(), MOST_PASSAGES, "A note names at most %,d passages; this one names %,d");
    }

    /** What replaces words that were wrong. */
    static void checkReplacement(String words) {
        checkLength(words, LONGEST_BLOCK, "What stands there instead");
    }

    /** What replaces words wherever they stand: a line at most, since it is put in so often. */
    static void check(ReplaceWords command) {
        checkLength(command.with(), LONGEST_FIELD, "What stands there instead");
        checkNumber(command.except().size(), WordSearch.MOST, "At most %,d are left as they are; here are %,d");
    }

    /** @param more how many claims are to be raised */
    static void checkClaims(Article article, int more) {
        checkNumber(
                article.claims().size() + more,
                MOST_STANDING_CLAIMS,
                "An article has at most %,d claims at a time; it would have %,d. A claim may be on a whole paragraph");
        checkNumber(
                article.facts().claimsEver().size() + more,
                MOST_CLAIMS,
                "An article has at most %,d claims, with those that are gone; it would have %,d. Words that are in none go out on a"
                        + " publisher's waiver, or in another article");
    }

    static void checkComments(Article article) {
        checkNumber(
                article.team().commentsEver().size() + 1,
                MOST_COMMENTS,
                "An article has at most %,d comments, with those that are resolved; it would have %,d. Add what you have to say to a"
                        + " comment of yours that is open");
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
