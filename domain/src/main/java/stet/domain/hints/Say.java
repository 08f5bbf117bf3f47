package stet.domain.hints;

import java.util.Locale;
import stet.domain.content.Words;

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
        return Words.shortened(words, LONGEST);
    }
}
