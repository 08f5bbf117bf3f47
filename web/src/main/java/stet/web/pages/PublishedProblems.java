package stet.web.pages;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import stet.domain.InvalidValue;
import stet.published.StoryAt;

/** What programs are told where the world's API has nothing to answer with. */
@RestControllerAdvice(assignableTypes = {PublishedApi.class, MementoApi.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class PublishedProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(NotShown missing) {
        return switch (missing.answer()) {
            case StoryAt.Answer.Killed(var notice, var at) -> {
                var problem = problem(HttpStatus.GONE, "story-killed", "The story has been withdrawn", notice);
                problem.setProperty("since", at);
                yield answer(problem, missing.address());
            }
            // A story on hold is not told from one that never was.
            case StoryAt.Answer.Live _, StoryAt.Answer.Held _, StoryAt.Answer.Unknown _ ->
                answer(
                        problem(
                                HttpStatus.NOT_FOUND,
                                "no-such-story",
                                "No such story",
                                "There is no such story or edition here."),
                        missing.address());
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> crowded(ReadersBulkhead.Crowded crowded) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, ReadersBulkhead.RETRY_AFTER)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "crowded", "Crowded", String.valueOf(crowded.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(InvalidValue problem) {
        return malformed(problem.getMessage() + ".");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(MethodArgumentTypeMismatchException problem) {
        return malformed("'%s' must be a whole number.".formatted(problem.getName()));
    }

    private static ResponseEntity<ProblemDetail> malformed(String sentence) {
        return answer(
                problem(HttpStatus.BAD_REQUEST, "malformed-request", "The request cannot be read", sentence), null);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, @Nullable URI instance) {
        problem.setInstance(instance);
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(URI.create("/api/problems/" + type));
        problem.setTitle(title);
        return problem;
    }
}
