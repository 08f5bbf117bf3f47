package stet.web.people;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import stet.web.http.ProblemTypes;
import tools.jackson.databind.json.JsonMapper;

/** What goes wrong when somebody signs in, or asks without having done so, as RFC 9457 has it. */
final class Problem {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Problem() {}

    /** For a controller to throw. */
    static ErrorResponseException because(HttpStatus status, String name, String title, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(ProblemTypes.address(name));
        problem.setTitle(title);
        return new ErrorResponseException(status, problem, null);
    }

    /** For a filter, which nobody translates for. */
    static void answer(HttpServletResponse response, HttpStatus status, String name, String title, String sentence)
            throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", ProblemTypes.address(name).toString());
        problem.put("title", title);
        problem.put("status", status.value());
        problem.put("detail", sentence);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
