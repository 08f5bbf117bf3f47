package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.trials.Trials;

/** JSON has one canonical form (RFC 8785). */
class JcsTest {
    @Test
    void the_example_of_the_rfc() {
        assertThat(text("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }"""))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void names_are_in_the_order_of_their_code_units() {
        assertThat(text("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                 "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}"""))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** From appendix B of the RFC: bits of a double, and how it is written. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbers_are_written_as_the_rfc_says(String bits, String written) {
        var number = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits));
        assertThat(text(Double.toString(number))).isEqualTo(written);
        assertThat(text(written)).isEqualTo(written);
    }

    @Test
    void numbers_are_written_as_another_program_writes_them() {
        Trials.of(2_000)
                .holds(
                        choices -> Double.longBitsToDouble(
                                ((long) choices.anyInt() << 32) | (choices.anyInt() & 0xFFFF_FFFFL)),
                        number -> {
                            if (Double.isFinite(number)) {
                                assertThat(text("[" + number + "]")).isEqualTo(theirs("[" + number + "]"));
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "1e400",
                "1e-400",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} x",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"a\"",
                "",
                "NaN"
            })
    void what_has_no_canonical_form_is_refused(String json) {
        assertThatThrownBy(() -> Jcs.of(json)).isInstanceOf(Jcs.Unfit.class);
    }

    @Test
    void what_has_none_is_hashed_as_it_is_stored() {
        assertThat(Jcs.orText("{\"n\": 9007199254740993}")).asString(UTF_8).isEqualTo("{\"n\": 9007199254740993}");
        assertThat(Jcs.orText("{\"n\": 9007199254740992}")).asString(UTF_8).isEqualTo("{\"n\":9007199254740992}");
    }

    @Test
    void however_deep_it_is_it_comes_to_an_end() {
        assertThatThrownBy(() -> Jcs.of("[".repeat(1_000_000))).isInstanceOf(Jcs.Unfit.class);
    }

    private static String text(String json) {
        return new String(Jcs.of(json), UTF_8);
    }

    private static String theirs(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
