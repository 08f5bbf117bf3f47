package stet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class FaultTest {
    private static final String SECRET = "s3cr3t-of-somebody";

    /** Databases name the very value that they could not take. */
    @Test
    void what_was_sent_is_struck_out_of_what_a_failure_and_its_causes_say() {
        var request = new MockHttpServletRequest("POST", "/api/session");
        request.addParameter("name", "ruth");
        request.addParameter("password", SECRET);
        var failure = new IllegalStateException(
                "Value too long for column: '" + SECRET + "'", new IllegalArgumentException(SECRET + " of ruth"));

        var logged = new StringWriter();
        Fault.of(failure, request).printStackTrace(new PrintWriter(logged));

        assertThat(logged.toString())
                .contains("IllegalStateException: Value too long for column: '…'", "IllegalArgumentException: … of …")
                .contains("what_was_sent_is_struck_out")
                .doesNotContain(SECRET);
    }
}
