package stet.interchange;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an editor goes by when telling one kind of line from another. Patterns look at a bounded head or tail only, so that a line of
 * any length is read in one pass; quotation marks count the same whether straight or curly, and stay as they are.
 */
final class Signs {
    static final int CROSSHEAD_WORDS = 10;
    private static final int CROSSHEAD_LENGTH = 120;
    private static final int BYLINE_WORDS = 20;
    private static final int SPEAKER_WORDS = 15;
    private static final int NEAR = 200;

    private static final String MONTH =
            "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                    + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
    private static final String DATE =
            "(?:" + MONTH + "\\h+\\d{1,2}|\\d{1,2}\\h+" + MONTH + ")(?:,?\\h+\\d{4})?(?!\\d)";
    private static final String WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\h+)?";
    private static final String CITY =
            "\\p{Lu}[\\p{Lu}\\p{M}.'’-]+(?:\\h\\p{Lu}[\\p{Lu}\\p{M}.'’-]*){0,4}(?![\\p{L}\\p{M}])";
    private static final String PLACE = "\\p{Lu}[\\p{L}\\p{M}.'’-]*(?:\\h\\p{Lu}[\\p{L}\\p{M}.'’-]*){0,4}";
    private static final String AGENCY = "\\h*\\(\\p{Lu}[^()]{1,40}\\)";

    private static final Pattern DATELINE_HEAD = Pattern.compile("(?<said>(?<city>" + CITY + ")(?:,\\h*" + PLACE
            + ")?(?<date>,?\\h+" + DATE + ")?(?<agency>" + AGENCY + ")?)"
            + "(?:\\h*—\\h*|\\h+(?:–|--?)\\h+|\\h+(?:–|--?)\\z)");
    private static final Pattern DATELINE_ALONE = Pattern.compile("(?<said>" + WEEKDAY + DATE + "|" + PLACE + "(?:,\\h*"
            + PLACE + ")?,\\h+" + WEEKDAY + DATE + "(?:" + AGENCY + ")?|" + CITY + "(?:,\\h*" + PLACE + ")?" + AGENCY
            + ")\\h*(?:—|–|--?)?");
    private static final Pattern BYLINE = Pattern.compile("(?:By|BY)\\h+(?<name>\\p{Lu}.{1,150})");
    private static final Set<String> IN_NAMES = Set.of(
            "and", "with", "in", "at", "for", "of", "the", "de", "da", "del", "di", "du", "la", "le", "van", "von",
            "der", "den", "ter", "bin", "al", "el", "y", "e", "&");

    private static final Pattern LABEL = Pattern.compile(
            "(?:figure|photo|picture|caption|image)(?:\\h+\\d{1,3})?\\h*:\\h*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDIT_IN_BRACKETS = Pattern.compile(
            "[(\\[](?:(?:photo|picture|image)(?:\\h+credit)?|credit)(?:\\h*:|\\h+by\\h)\\h*(?<credit>[^()\\[\\]]{1,100})[)\\]]\\.?\\z",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDIT = Pattern.compile(
            "(?:(?<=\\A|\\h)(?:(?:Photo|Picture|Image)(?:\\h+[Cc]redit)?|Credit)\\h*:\\h*(?<credit>[^:\"“”«»]{1,100})"
                    + "|(?<=\\A|[.!?…\"”’')]\\h|[—–-]\\h)(?:Photo|Picture|Image)\\h+by\\h+(?<by>\\p{Lu}[^:\"“”«»]{1,100}))\\z");
    private static final int CREDIT_WORDS = 12;

    private static final Pattern BULLET = Pattern.compile("[-*•]\\h+(?=\\S)");
    private static final Pattern NUMBER = Pattern.compile("(?<number>\\d{1,3})\\.\\h+(?=\\S)");
    private static final Pattern ATTRIBUTION =
            Pattern.compile("(?:\\h*[—–]|\\h+--?|--)\\h*(?<speaker>\\p{Lu}.{0,150})");

    /** Where another sentence starts in the line. One letter or a short word with a capital before the stop is an abbreviation. */
    private static final Pattern SENTENCE_ENDS =
            Pattern.compile("(?:(?<![\\p{L}\\p{N}.])(?:\\p{Ll}\\p{L}{1,40}|\\p{Lu}\\p{L}{4,40}|\\p{N}{1,20})\\.|[!?])"
                    + "[\"'”’»)\\]]{0,3}\\h+[\"'“‘«(\\[]{0,3}\\p{Lu}");

    private Signs() {}

    /** @param sure whether no editor would read it otherwise */
    record Taken(String words, boolean sure) {}

    record Dateline(String words, String rest, boolean sure) {}

    record Credited(String caption, String credit) {}

    record Item(String words, int number) {
        boolean numbered() {
            return number > 0;
        }
    }

    /** @param speaker empty where nobody is named */
    record Quoted(String words, String speaker) {}

    /** The names after {@code By}. */
    static Optional<Taken> byline(String line) {
        var matcher = BYLINE.matcher(line);
        if (line.length() > NEAR || !matcher.matches() || wordCount(line) > BYLINE_WORDS || endsInStop(line)) {
            return Optional.empty();
        }
        var name = matcher.group("name");
        var comma = name.indexOf(',');
        var sure = Arrays.stream((comma < 0 ? name : name.substring(0, comma)).split(" "))
                .allMatch(word -> IN_NAMES.contains(word) || Character.isUpperCase(word.codePointAt(0)));
        return sure || wordCount(line) <= CROSSHEAD_WORDS ? Optional.of(new Taken(name, sure)) : Optional.empty();
    }

    /** A line that says where or when and nothing else. */
    static Optional<String> dateline(String line) {
        var matcher = DATELINE_ALONE.matcher(line);
        return line.length() <= NEAR && matcher.matches() ? Optional.of(matcher.group("said")) : Optional.empty();
    }

    /** Where a story was filed, at the head of its first paragraph; less than sure where the capitals may be a name. */
    static Optional<Dateline> datelineHead(String line) {
        var matcher = DATELINE_HEAD.matcher(line).region(0, Math.min(line.length(), NEAR));
        matcher.useAnchoringBounds(false);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var sure = matcher.group("date") != null || matcher.group("city").length() > 5;
        return Optional.of(new Dateline(matcher.group("said"), line.substring(matcher.end()), sure));
    }

    /** What follows {@code Figure 1:} or its like. */
    static Optional<String> labelled(String line) {
        var matcher = LABEL.matcher(line);
        return matcher.lookingAt() ? Optional.of(line.substring(matcher.end())) : Optional.empty();
    }

    /** A caption taken apart from the credit it plainly ends in. */
    static Optional<Credited> credited(String caption) {
        for (var pattern : new Pattern[] {CREDIT_IN_BRACKETS, CREDIT}) {
            var matcher = pattern.matcher(caption)
                    .useAnchoringBounds(false)
                    .useTransparentBounds(true)
                    .region(Math.max(0, caption.length() - NEAR), caption.length());
            if (matcher.find()) {
                var by = pattern == CREDIT ? matcher.group("by") : null;
                var credit = (by == null ? matcher.group("credit") : by).strip();
                if (!credit.isEmpty() && wordCount(credit) <= CREDIT_WORDS) {
                    return Optional.of(
                            new Credited(caption.substring(0, matcher.start()).strip(), credit));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * An item of a list.
     *
     * @param after the number of the item before it, or 0; a number that neither follows it nor is 1 stays in the words, or it would be
     *     lost
     */
    static Optional<Item> item(String line, int after) {
        var bullet = BULLET.matcher(line);
        if (bullet.lookingAt()) {
            return Optional.of(new Item(line.substring(bullet.end()), 0));
        }
        var number = NUMBER.matcher(line);
        if (number.lookingAt()) {
            var said = number.group("number");
            if (said.equals("1") || said.equals(Integer.toString(after + 1))) {
                return Optional.of(new Item(line.substring(number.end()), Integer.parseInt(said)));
            }
        }
        return Optional.empty();
    }

    /** Whether a line begins something of its own even where lines are joined. */
    static boolean startsAnew(String line) {
        return BULLET.matcher(line).lookingAt()
                || NUMBER.matcher(line).lookingAt()
                || LABEL.matcher(line).lookingAt()
                || byline(line).filter(Taken::sure).isPresent();
    }

    /** A line that is one quotation from its opening mark to its closing mark, and whose it is where a dash says so. */
    static Optional<Quoted> quoted(String line) {
        var plain = straight(line);
        var mark = plain.charAt(0);
        if (mark != '"' && mark != '\'') {
            return Optional.empty();
        }
        var close = -1;
        for (var i = 1; i < plain.length(); i++) {
            if (plain.charAt(i) == mark && !isApostrophe(plain, i)) {
                if (close > 0) {
                    return Optional.empty();
                }
                close = i;
            }
        }
        if (close < 0 || plain.substring(1, close).chars().noneMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        var words = line.substring(0, close + 1);
        if (close == line.length() - 1) {
            return Optional.of(new Quoted(words, ""));
        }
        return speaker(line.substring(close + 1)).map(speaker -> new Quoted(words, speaker));
    }

    /** Who is named after a dash; only a name, because a dash may also carry a sentence on. */
    static Optional<String> speaker(String afterQuotation) {
        if (afterQuotation.length() > NEAR) {
            return Optional.empty();
        }
        var matcher = ATTRIBUTION.matcher(afterQuotation);
        return matcher.matches() && wordCount(matcher.group("speaker")) <= SPEAKER_WORDS && !endsInStop(afterQuotation)
                ? Optional.of(matcher.group("speaker"))
                : Optional.empty();
    }

    /** Whether a line is as short as a crosshead, whatever it ends in. */
    static boolean isShort(String line) {
        return line.length() <= CROSSHEAD_LENGTH && wordCount(line) <= CROSSHEAD_WORDS;
    }

    static boolean isCrosshead(String line) {
        return isShort(line) && !endsInStop(line);
    }

    /** Whether a line closes as a sentence or a clause does, inside its closing quotation marks or not. */
    static boolean endsInStop(String line) {
        return ".!?…:;,".indexOf(lastOf(line)) >= 0;
    }

    /** Whether a line closes as a sentence does that may just as well be a crosshead. */
    static boolean endsInCall(String line) {
        return "!?".indexOf(lastOf(line)) >= 0;
    }

    private static char lastOf(String line) {
        var end = line.length();
        while (end > 1 && "\"'”’»“)] \u00A0".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.charAt(end - 1);
    }

    static boolean isOneSentence(String line) {
        return !SENTENCE_ENDS.matcher(line).find();
    }

    static int wordCount(String words) {
        return words.isEmpty()
                ? 0
                : 1 + (int) words.chars().filter(c -> c == ' ').count();
    }

    /** Enough of a line to know it again. */
    static String excerpt(String line) {
        if (line.length() <= 60) {
            return line;
        }
        var space = line.lastIndexOf(' ', 60);
        var end = space > 0 ? space : line.offsetByCodePoints(0, 30);
        return line.substring(0, end) + "…";
    }

    private static boolean isApostrophe(String plain, int at) {
        return plain.charAt(at) == '\''
                && at + 1 < plain.length()
                && Character.isLetterOrDigit(plain.charAt(at - 1))
                && Character.isLetterOrDigit(plain.charAt(at + 1));
    }

    private static String straight(String line) {
        var plain = new StringBuilder(line.length());
        for (var i = 0; i < line.length(); i++) {
            plain.append(
                    switch (line.charAt(i)) {
                        case '“', '”', '„', '«', '»' -> '"';
                        case '‘', '’', '‚' -> '\'';
                        default -> line.charAt(i);
                    });
        }
        return plain.toString();
    }
}
