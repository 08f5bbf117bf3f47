package stet.domain.article;

import static stet.domain.RefusalCode.REFILE_CHANGES_WORDS;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import stet.domain.Obstacle;
import stet.domain.checking.Checkable;
import stet.domain.checking.Checkables;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;

/**
 * What a refile may change: signs, spaces and case, and nothing else that readers read (rule 19). A sign that means something stays: in a
 * number, before or after one, in an address, and round a quotation.
 */
final class Typography {
    private static final String MEANT = "%‰‱&@#*/\\_§¶†‡";
    private static final String DASHES = "-‐‑‒–−";
    private static final String LONG_DASHES = DASHES + "—―";
    private static final String APOSTROPHES = "'’‘ʼ`´";
    private static final String BEFORE_A_NUMBER = DASHES + APOSTROPHES + ".,";

    private Typography() {}

    /** Where more has changed than typography. */
    static List<Obstacle> beyond(Content was, Content now) {
        var obstacles = new ArrayList<Obstacle>();
        for (var field : Field.values()) {
            if (field != Field.SLUGLINE && !same(was.field(field), now.field(field))) {
                obstacles.add(in(
                        field.name().toLowerCase(Locale.ROOT),
                        "the " + field.name().toLowerCase(Locale.ROOT)));
            }
        }
        if (!was.subjects().equals(now.subjects())) {
            obstacles.add(new Obstacle(REFILE_CHANGES_WORDS, "It is about other subjects than before"));
        }
        var before = was.blocks();
        var after = now.blocks();
        for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
            if (i >= after.size() || i >= before.size()) {
                var place = Place.of((i < after.size() ? after : before).get(i).id())
                        .key();
                obstacles.add(new Obstacle(
                        REFILE_CHANGES_WORDS,
                        i < after.size()
                                ? "Something is new: " + Sight.named(now, place)
                                : "Something was taken out: " + Sight.named(was, place),
                        place,
                        null));
            } else if (!same(before.get(i), after.get(i))) {
                var place = Place.of(after.get(i).id()).key();
                obstacles.add(in(place, Sight.named(now, place)));
            }
        }
        return obstacles;
    }

    private static Obstacle in(String place, String named) {
        return new Obstacle(
                REFILE_CHANGES_WORDS, "More than signs, spaces and case has changed in " + named, place, null);
    }

    private static boolean same(Block was, Block now) {
        return switch (was) {
            case Block.Paragraph w -> now instanceof Block.Paragraph n && same(w.text(), n.text());
            case Block.Crosshead w -> now instanceof Block.Crosshead n && same(w.text(), n.text());
            case Block.Quotation w ->
                now instanceof Block.Quotation n && same(w.text(), n.text()) && same(w.speaker(), n.speaker());
            case Block.Listing w -> now instanceof Block.Listing n && same(w, n);
            case Block.Figure w -> now instanceof Block.Figure n && same(w.picture(), n.picture());
        };
    }

    private static boolean same(Block.Listing was, Block.Listing now) {
        if (was.items().size() != now.items().size()
                || was.numbered() != now.numbered()
                || !Objects.equals(was.start(), now.start())) {
            return false;
        }
        for (var i = 0; i < was.items().size(); i++) {
            if (!same(was.items().get(i), now.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Picture was, Picture now) {
        for (var part : Picture.Part.values()) {
            if (!same(was.parts().getOrDefault(part, ""), now.parts().getOrDefault(part, ""))) {
                return false;
            }
        }
        return Objects.equals(was.file(), now.file())
                && same(was.caption(), now.caption())
                && same(was.altText(), now.altText())
                && was.sourceType() == now.sourceType()
                && same(was.label(), now.label());
    }

    private static boolean same(Text was, Text now) {
        return same(was.words(), now.words()) && links(was).equals(links(now));
    }

    private static boolean same(String was, String now) {
        return was.equals(now)
                || (folded(was).equals(folded(now)) && quoted(was).equals(quoted(now)));
    }

    private record Link(String words, String address) {}

    private static List<Link> links(Text text) {
        var links = new ArrayList<Link>();
        for (var mark : text.marks()) {
            var address = mark.href();
            if (address != null) {
                links.add(new Link(folded(text.words().substring(mark.start(), mark.end())), address));
            }
        }
        return links;
    }

    /** Marks that turn words into somebody's own, or take them from somebody, are no mere signs. */
    private static List<String> quoted(String words) {
        return Checkables.required(words, Locale.ROOT).stream()
                .filter(found -> found.kind() == ClaimKind.QUOTE)
                .map(Checkable::words)
                .map(Typography::folded)
                .toList();
    }

    /** The letters and figures alone, in one case, with the signs that belong to a figure. */
    static String folded(String words) {
        var points = Normalizer.normalize(words, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .toArray();
        var folded = new StringBuilder(words.length());
        // What was left out since the last figure: two figures stay two, and a range stays one.
        var gap = 0;
        var afterFigure = false;
        for (var i = 0; i < points.length; i++) {
            var point = points[i];
            if (says(point)) {
                if (afterFigure && figure(point) && gap != 0) {
                    folded.append((char) gap);
                }
                folded.appendCodePoint(point);
                afterFigure = figure(point);
                gap = 0;
            } else if (joined(points, i)) {
                folded.append(oneForm(point));
                afterFigure = false;
                gap = 0;
            } else {
                gap = LONG_DASHES.indexOf(point) >= 0 || gap == '-' ? '-' : ' ';
            }
        }
        return folded.toString();
    }

    private static boolean says(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MODIFIER_SYMBOL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL -> MEANT.indexOf(point) >= 0;
            default -> DASHES.indexOf(point) < 0 && APOSTROPHES.indexOf(point) < 0;
        };
    }

    /** Whether a sign belongs to a figure: between two of them, or before one that no letter leads to. */
    private static boolean joined(int[] points, int i) {
        if (Character.isWhitespace(points[i]) || Character.isSpaceChar(points[i])) {
            return false;
        }
        var before = i > 0 ? points[i - 1] : ' ';
        var after = i + 1 < points.length ? points[i + 1] : ' ';
        return figure(after)
                && (figure(before) || (BEFORE_A_NUMBER.indexOf(points[i]) >= 0 && !Character.isLetter(before)));
    }

    private static char oneForm(int sign) {
        if (LONG_DASHES.indexOf(sign) >= 0) {
            return '-';
        }
        return APOSTROPHES.indexOf(sign) >= 0 ? '\'' : (char) sign;
    }

    private static boolean figure(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
