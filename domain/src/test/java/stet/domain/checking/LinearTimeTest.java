package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text of twice the length is looked at twice as often, whatever stands in it: the looks are counted, so no clock is asked. */
class LinearTimeTest {
    /** How often a piece may be looked at, which is a matter of the longest phrase and number and not of the text. */
    private static final int LOOKS = 400;

    static Stream<String> malice() {
        return Stream.of(
                "A\u0301",
                "'",
                "1.",
                "1:",
                "1-",
                "1 000 ",
                "1 ",
                "one ",
                "one one one ",
                "one-",
                "two-",
                "two ",
                "hundred and ",
                "half a ",
                "one in ",
                "10 to ",
                "5 or ",
                "12 and ",
                "May ",
                "May 1 ",
                "12 May ",
                "12-",
                "12/",
                "Monday, ",
                "last ",
                "in a ",
                "a few ",
                "a week ",
                "the day ",
                "US$",
                "kr",
                "Rs. ",
                "A1",
                "A-1",
                "a-",
                "letters-and-",
                "\u00BD",
                "\u201C",
                "\u2018",
                "\u201E",
                "\u00AB",
                "\"",
                " 'a",
                "'as' ",
                "s' ",
                "''",
                "`",
                ",,",
                "<<",
                "\u201C\n",
                "x\u201D ",
                "\u0663",
                "\uFF13",
                "\u00AD1",
                "\u200B",
                "zwei",
                "einund",
                "vor zwei ",
                "il y a ",
                "hace dos ",
                "y media ",
                "\u043Ene ",
                "39\u4EBA",
                "2026\u5E74",
                "(",
                "%",
                "Q3 ",
                "'60s ");
    }

    @ParameterizedTest
    @MethodSource("malice")
    void pieces_are_looked_at_as_often_as_the_text_is_long(String part) {
        for (var language : new String[] {"en", "de", "fr", "es", "ja"}) {
            var once = looks(part.repeat(500), language);
            var eight = looks(part.repeat(4000), language);
            assertThat(eight.looks()).isLessThanOrEqualTo(eight.pieces() * (long) LOOKS);
            assertThat(eight.looks()).isLessThanOrEqualTo(8 * once.looks() + 8 * LOOKS);
        }
    }

    @Test
    void nothing_found_is_longer_than_its_bound() {
        var pieces = new Counted("two ".repeat(4000), Locale.ENGLISH);
        assertThat(new Scanner(pieces, Vocabulary.of(Locale.ENGLISH)).found()).hasSizeGreaterThan(100);
    }

    private static Counted looks(String text, String language) {
        var locale = Locale.of(language);
        var pieces = new Counted(text, locale);
        new Scanner(pieces, Vocabulary.of(locale)).found();
        return pieces;
    }

    private static final class Counted extends Pieces {
        private long looks;

        Counted(String text, Locale language) {
            super(text, Vocabulary.of(language));
        }

        @Override
        boolean has(int i) {
            looks++;
            return super.has(i);
        }

        long looks() {
            return looks;
        }

        int pieces() {
            return Math.max(1, size());
        }
    }
}
