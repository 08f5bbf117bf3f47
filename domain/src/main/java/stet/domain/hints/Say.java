package stet.domain.hints;

import java.util.Locale;

/** How values are put into a sentence. */
final class Say {
    private static final int LONGEST = 300;

    private Say() {}

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ENGLISH, "%,d", (long) value)
                : String.format(Locale.ENGLISH, "%,.1f", value);
    }

    static String shortened(String words) {
        if (words.length() <= LONGEST) {
            return words;
        }
        var end = words.lastIndexOf(' ', LONGEST);
        return words.substring(0, end > 0 ? end : words.offsetByCodePoints(0, LONGEST / 2)) + " …";
    }
}
