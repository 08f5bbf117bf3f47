package stet.domain.checking;

import static stet.domain.checking.Rule.either;

import java.util.List;

/** What dates look like. */
final class Dates {
    private static final String START = "(?<![\\p{L}\\p{N}\\p{Sc}])(?<!\\d[.,:])";
    private static final String END = "(?![\\p{L}\\p{N}]|[.,:]\\d)";

    /** Names of months that are no other words; who is called April is looked at once too often. */
    private static final String CLEAR_MONTH =
            either("January|February|April|June|July|August|September|October|November|December");

    /** What is a month only where something says so: one may march in March. */
    private static final String UNCLEAR_MONTH =
            "(?:" + either("March|May") + "|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\\p{L})\\.?)";

    private static final String MONTH = "(?:" + CLEAR_MONTH + "|" + UNCLEAR_MONTH + ")(?!\\p{L})";
    private static final String WEEKDAY = either("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday");
    private static final String ON =
            "(?:(?:" + WEEKDAY + "|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\\.?),?~(?:the~)?)?";
    private static final String DAY = "(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?(?![\\p{L}\\p{N}]|[.,:]\\d)";
    private static final String DAYS = DAY + "(?:(?:~?[-\u2013]~?|~to~|~and~|~or~)" + DAY + ")?";
    private static final String DAYS_AFTER =
            DAY + "(?:(?:~?[-\u2013]~?|~to~|~and~|~or~)" + DAY + "(?!~(?:of~)?" + MONTH + "))?";
    private static final String YEAR =
            "(?:19|20)\\d\\d" + END + "(?!-\\p{L}|~?(?:%|per~?cent|hundred|thousand|million|billion|trillion))";

    static final List<Rule> RULES = List.of(
            rule(START + "\\d{4}-\\d\\d-\\d\\d(?:[T~]\\d\\d:\\d\\d(?::\\d\\d)?Z?)?" + END, "It is a date in figures."),
            rule(START + "\\d{1,2}([/.-])\\d{1,2}\\1(?:\\d{4}|\\d\\d)" + END, "It is a date in figures."),
            rule(START + ON + DAYS + "~(?:of~)?" + MONTH + "(?:,?~" + YEAR + ")?", "It is a day of a month."),
            rule(START + ON + MONTH + "~(?:the~)?" + DAYS_AFTER + "(?:,?~" + YEAR + ")?", "It is a day of a month."),
            rule(START + MONTH + "(?:,|~of)?~" + YEAR, "It is a month of a year."),
            rule(START + CLEAR_MONTH + "(?!\\p{L})", "It is a month."),
            rule(
                    "(?<=(?<!\\p{L})(?i:in|since|until|till|by|from|of|during|last|next|this|to|early|late|mid|before|after)[~-])"
                            + UNCLEAR_MONTH + "(?!\\p{L})",
                    "It is a month, by the word before it."),
            rule(START + "(?:(?:1\\d|20)\\d|['\u2019]?[2-9])0s" + END, "It is a decade."),
            rule(
                    START + "(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?!\\p{L})",
                    "It is a decade, or an age."),
            rule(START + YEAR + "(?:~?[-\u2013/]~?(?:" + YEAR + "|\\d\\d" + END + "))?", "It is a year."),
            rule(START + WEEKDAY + "[sS]?(?!\\p{L})", "It is a day of the week."),
            rule(
                    START + "(?i:yesterday|today|tomorrow)(?!\\p{L})",
                    "It is a day, seen from the one it was written on."));

    private Dates() {}

    private static Rule rule(String pattern, String because) {
        return Rule.of(ClaimKind.DATE, pattern, because);
    }
}
