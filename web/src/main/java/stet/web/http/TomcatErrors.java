package stet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The error page for requests that Tomcat refuses before any filter of Stet's sees them: a problem for programs, HTML for people, and
 * nothing about the cause.
 */
final class TomcatErrors extends ErrorReportValve {
    private final SecurityHeaders.Written headers;

    TomcatErrors(SecurityHeaders.Written headers) {
        this.headers = headers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var ours = status >= 500;
        var sentence = ours
                ? "The fault is ours. Please try again in a little while"
                : "The server could not make sense of this request";
        var known = HttpStatus.resolve(status);
        var path = request.getRequestURI();
        var program = ForPrograms.is(path);
        var said = program
                ? "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(
                                ProblemTypes.address(ours ? "internal-server-error" : "malformed"),
                                known == null ? "Refused" : known.getReasonPhrase(),
                                status,
                                sentence)
                : """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>That did not work – Stet</title><meta name="robots" content="noindex"></head>
                <body><main><h1>That did not work</h1><p>%s.</p><p><a href="/">Go to the latest news</a></p></main></body>
                </html>
                """.formatted(sentence);
        try {
            headers.to(request, response);
            response.setContentType(program ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : "text/html;charset=UTF-8");
            response.getOutputStream().write(said.getBytes(UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // The client has closed the connection.
        }
    }
}
