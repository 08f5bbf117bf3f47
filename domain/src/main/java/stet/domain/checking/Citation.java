package stet.domain.checking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stet.domain.InvalidValue;
import stet.domain.content.Words;

/**
 * A source as somebody types or pastes it in one line, put where it belongs: an address, a page of a report, a call with somebody on a
 * day. What no pattern knows is a document of that name.
 */
public final class Citation {
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
    private static final Pattern NUMBER_CALLED = Pattern.compile("\\+?[\\d() /-]{6,}");

    private static final String PART =
            "(?:pp?\\.|pages?|items?|lines?|paragraphs?|paras?\\.?|sections?|chapters?|minutes? (?=\\d)|\u00A7+)";
    private static final String PLACE = PART + "\\s*\\d[\\w.:,\u2013-]*(?: ?(?:-|\u2013|to|and) ?\\d[\\w.:]*)?";
    private static final Pattern PART_FIRST =
            Pattern.compile("(?i)(" + PLACE + ")(?:,| of| in| from) (?:the )?(\\S.*)");
    private static final Pattern PART_LAST = Pattern.compile("(?i)(\\S.*?),? \\(?(" + PLACE + ")\\)?");

    private static final Pattern CALL = Pattern.compile(
            "(?i)((?:my |own |phone |telephone |video )*call|(?:tele)?phoned?|called|rang|spoke(?: on the (?:tele)?phone)?) (?:with |to )?(\\S.*)");
    private static final Pattern MEETING = Pattern.compile(
            "(?i)((?:my |own )?(?:interview|conversation|meeting|talk)|met|asked|interviewed) (?:with |to )?(\\S.*)");
    private static final Pattern PERSON = Pattern.compile(
            "(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame)\\.? )?\\p{Lu}[\\p{L}'\u2019.-]+(?: \\p{Lu}[\\p{L}'\u2019.-]*){1,3}");
    private static final Pattern TITLED = Pattern.compile("(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame)\\.? .*");

    private static final List<Map.Entry<Pattern, SourceType>> KINDS = List.of(
            kind(
                    "\\.(?:mp3|m4a|wav|ogg|mp4|mov)\\b|\\b(?:recording|recorded|video|audio|tape|footage)\\b",
                    SourceType.RECORDING),
            kind("\\btranscripts?\\b", SourceType.TRANSCRIPT),
            kind(
                    "\\.(?:pdf|docx?|xlsx?|odt|csv)\\b|\\b(?:minutes|report|letter|e-?mail|document|register|ruling|statute|act|deed|log|contract"
                            + "|statement|release|file|table|budget|accounts)\\b",
                    SourceType.DOCUMENT),
            kind(
                    "\\b(?:newspaper|magazine|journal|gazette|herald|tribune|times|news|agency|broadcast|book)\\b",
                    SourceType.PUBLICATION));

    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    private static final String MONTH = "(?<month>" + MONTHS + ")[a-z]*\\.?";
    private static final Pattern DAY =
            Pattern.compile("(?i),? (?:on )?(?:(?<iso>\\d{4}-\\d\\d-\\d\\d)|(?<word>today|yesterday)"
                    + "|(?<day>\\d{1,2})(?:st|nd|rd|th)? " + MONTH + ",?(?: (?<year>\\d{4}))?)$");
    private static final Pattern DAY_AMERICAN =
            Pattern.compile("(?i),? (?:on )?" + MONTH + " (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?$");

    private Citation() {}

    /**
     * @param today the day on which it is typed, and was consulted unless the line says otherwise
     * @throws InvalidValue if there is nothing in the line
     */
    public static Source.Named read(String typed, LocalDate today) {
        var line = Words.clean(typed);
        if (line.isEmpty()) {
            throw new InvalidValue("Say where it comes from: an address, a page of a report, a call with somebody");
        }
        var address = ADDRESS.matcher(line);
        if (address.find()) {
            return addressed(line, address, today);
        }
        if (NUMBER_CALLED.matcher(line).matches()) {
            return new Source.Named(SourceType.OWN_CALL, line, today, "");
        }
        var call = CALL.matcher(line);
        if (call.matches()) {
            return spoken(SourceType.OWN_CALL, call, today);
        }
        var meeting = MEETING.matcher(line);
        if (meeting.matches()) {
            return spoken(SourceType.PERSON, meeting, today);
        }
        var first = PART_FIRST.matcher(line);
        if (first.matches()) {
            return new Source.Named(kindOf(first.group(2)), first.group(2), today, first.group(1));
        }
        var last = PART_LAST.matcher(line);
        if (last.matches()) {
            return new Source.Named(kindOf(last.group(1)), last.group(1), today, last.group(2));
        }
        return new Source.Named(kindOf(line), line, today, "");
    }

    private static Source.Named addressed(String line, Matcher address, LocalDate today) {
        var found = address.group().replaceFirst("[.,;:!?)\\]>\"'\u201D\u2019]+$", "");
        var rest =
                bare(line.substring(0, address.start())) + " " + bare(line.substring(address.start() + found.length()));
        var ending = ending(found);
        var type = KINDS.stream()
                .filter(kind ->
                        !ending.isEmpty() && kind.getKey().matcher(ending).find())
                .map(Map.Entry::getValue)
                .findFirst();
        return new Source.Named(type.orElse(SourceType.WEB_PAGE), found, today, rest);
    }

    private static String bare(String words) {
        return words.replaceAll("^[\\s,;:.()<>\u2013-]+|[\\s,;:(<>\u2013-]+$", "");
    }

    /** A file's ending says what it is, such as {@code .pdf}; the words of an address do not. */
    private static String ending(String address) {
        var path = address.replaceFirst("(?i)^(?:https?://)?[^/]*", "").replaceFirst("[?#].*$", "");
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(name.lastIndexOf('.')) : "";
    }

    private static Source.Named spoken(SourceType type, Matcher said, LocalDate today) {
        var who = said.group(2);
        var day = day(who, today);
        var name = day.map(Day::before).orElse(who).replaceFirst("[,;: ]+$", "");
        var how = said.group(1);
        return new Source.Named(
                type,
                name.isEmpty() ? who : name,
                day.map(Day::date).orElse(today),
                how.contains(" ") || type == SourceType.PERSON ? how : "");
    }

    private static SourceType kindOf(String line) {
        if (TITLED.matcher(line).matches()) {
            return SourceType.PERSON;
        }
        return KINDS.stream()
                .filter(kind -> kind.getKey().matcher(line).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(PERSON.matcher(line).matches() ? SourceType.PERSON : SourceType.DOCUMENT);
    }

    private record Day(String before, LocalDate date) {}

    private static Optional<Day> day(String line, LocalDate today) {
        for (var pattern : List.of(DAY, DAY_AMERICAN)) {
            var found = pattern.matcher(line);
            if (found.find()) {
                return date(found, pattern == DAY, today).map(date -> new Day(line.substring(0, found.start()), date));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(Matcher found, boolean alsoOtherwise, LocalDate today) {
        try {
            if (alsoOtherwise && found.group("iso") != null) {
                return Optional.of(LocalDate.parse(found.group("iso")));
            }
            if (alsoOtherwise && found.group("word") != null) {
                return Optional.of(found.group("word").equalsIgnoreCase("today") ? today : today.minusDays(1));
            }
            var month =
                    List.of(MONTHS.split("\\|")).indexOf(found.group("month").toLowerCase(Locale.ROOT)) + 1;
            var day = Integer.parseInt(found.group("day"));
            if (found.group("year") != null) {
                return Optional.of(LocalDate.of(Integer.parseInt(found.group("year")), month, day));
            }
            // Nobody has spoken with anybody on a day to come.
            var thisYear = LocalDate.of(today.getYear(), month, day);
            return Optional.of(thisYear.isAfter(today) ? thisYear.minusYears(1) : thisYear);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Map.Entry<Pattern, SourceType> kind(String pattern, SourceType type) {
        return Map.entry(Pattern.compile("(?i)" + pattern), type);
    }
}
