package stet.web.people;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** The one of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** Its codes have eight digits; ours are the last six of them. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codes_are_those_of_the_standard(long second, String code) {
        var now = Instant.ofEpochSecond(second);

        assertThat(Totp.code(SECRET, Totp.step(now))).isEqualTo(code.substring(2));
        assertThat(Totp.step(SECRET, code.substring(2), now)).hasValue(Totp.step(now));
    }

    @Test
    void a_code_is_good_for_a_step_before_its_own_and_one_after() {
        var now = Instant.parse("2026-11-29T10:00:10Z");
        var code = Totp.code(SECRET, Totp.step(now));

        assertThat(Totp.step(SECRET, code, now.minusSeconds(30))).hasValue(Totp.step(now));
        assertThat(Totp.step(SECRET, code, now.plusSeconds(30))).hasValue(Totp.step(now));
        assertThat(Totp.step(SECRET, code, now.minusSeconds(60))).isEmpty();
        assertThat(Totp.step(SECRET, code, now.plusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void a_secret_is_written_as_rfc_4648_has_it(String text, String written) {
        assertThat(Totp.base32(text.getBytes(US_ASCII))).isEqualTo(written);
    }

    @Test
    void an_app_is_told_whose_it_is_and_where() {
        assertThat(Totp.address("The Tolvik & Sund", "zoë@example.org", SECRET))
                .isEqualTo("otpauth://totp/The%20Tolvik%20%26%20Sund:zo%C3%AB%40example.org"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20Tolvik%20%26%20Sund");
    }
}
