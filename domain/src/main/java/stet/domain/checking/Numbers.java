package stet.domain.checking;

import java.util.List;

/**
 * What numbers look like, in figures and in words.
 *
 * <p>A lone "one" is a pronoun far more often than a number ("one of the ministers", "the one who"), and "first" mostly says in what
 * order something is told; neither is required, or every second sentence would be. Figures within a name (G7, Covid-19) count nothing.
 */
final class Numbers {
    private static final String START = "(?<![\\p{L}\\p{N}])";
    private static final String OUTSIDE_NAMES = "(?<!\\p{Lu}[\\p{L}\\p{N}]{0,12}-)";
    private static final String SIGN = "(?:(?<![^\\s(])[-\u2212+\u00B1])?";
    private static final String CURRENCY = "(?:(?:US|A|C|NZ|HK|R)?\\p{Sc}|(?:USD|EUR|GBP|CHF|JPY)~?)?";
    private static final String VULGAR = "[\u00BC-\u00BE\u2150-\u215E]";
    private static final String FIGURES = "(?:\\d++(?:[.,:/'\u2019]\\d++|[\u00A0\u202F\u2009]\\d{3}(?!\\d))*+" + VULGAR
            + "?|" + VULGAR + "|(?<!\\d)\\.\\d++)";
    /** Fused to the number or hyphenated: 20m, 3rd, 5%, 42-year-old. */
    private static final String UNIT = "(?:[%\u2030]|~?\u00B0~?[CF]?(?!\\p{L})|[\\p{L}\\p{N}]++)?(?:-\\p{L}++)*+";

    private static final String MAGNITUDE =
            "(?:~(?i:hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|m|k)(?!\\p{L}))*+";
    private static final String MEASURE = "(?:[~-](?i:per[~-]cent|percent|percentage~points?|pc)(?!\\p{L}))?"
            + "(?:~(?i:euros?|dollars?|pounds?|pence|cents?|yen|yuan|roubles?|rubles?|rupees?|francs?|kron(?:er|or|a)|zlotys?)(?!\\p{L}))?"
            + "(?:~(?:[ap]\\.m\\.|[ap]m(?!\\p{L})))?";
    private static final String AMOUNT =
            CURRENCY + FIGURES + "(?:(?:~?[-\u2013]~?|~to~|~or~)" + CURRENCY + FIGURES + ")?" + UNIT + MAGNITUDE;

    private static final String SCALE = "(?:hundred|thousand|million|billion|trillion|dozen)";
    private static final String ORDINAL =
            "(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
                    + "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth"
                    + "|seventieth|eightieth|ninetieth|hundredth|thousandth|millionth|billionth)";
    private static final String WORD = "(?:" + SCALE + "|" + ORDINAL
            + "|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
            + "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|quarter|twice|thrice"
            + "|tens|dozens|hundreds|thousands|millions|billions|trillions)(?!\\p{L})";
    private static final String PARTS = "(?:halves|quarters|" + ORDINAL + "s)(?!\\p{L})";
    private static final String LAST = "(?:" + WORD + "|(?:one|first)(?!\\p{L}))";
    private static final String COMPOUND = "(?:(?:one|an?)~(?=" + SCALE + "(?!\\p{L}))|one-(?=" + WORD + "))?" + WORD
            + "(?:-" + LAST + "|[~-]" + PARTS + "|~" + WORD
            + "|(?<=hundred|thousand|million|billion)~and~" + LAST
            + "|~and~an?~(?:half|quarter|third)(?!\\p{L})"
            + "|~of~(?:hundreds|thousands|millions|billions)(?!\\p{L}))*+";

    static final List<Rule> RULES = List.of(
            rule(START + OUTSIDE_NAMES + SIGN + AMOUNT + MEASURE, "It is a number in figures."),
            rule(
                    START + "(?i:" + COMPOUND + "(?:(?:~to~|~or~)" + COMPOUND + ")?)(?:-\\p{L}++)*+" + MEASURE,
                    "It is a number in words."),
            rule(
                    START + "(?i:one)(?:~in~(?:(?i:" + COMPOUND + ")|" + FIGURES
                            + ")|~(?i:per~cent|percent)(?!\\p{L}))",
                    "It is a share."));

    private Numbers() {}

    private static Rule rule(String pattern, String because) {
        return Rule.of(ClaimKind.NUMBER, pattern, because);
    }
}
