package stet.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import stet.domain.ClaimId;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.eventstore.tables.HistoryBroken;
import stet.h2file.DiskFailed;
import stet.h2file.NotKnownWhetherKept;
import stet.media.Pictures;
import stet.web.door.CommandsByName;
import stet.web.door.Grant;
import stet.web.door.IfMatch;
import stet.workflow.Answer;
import stet.workflow.Contended;
import stet.workflow.sealing.NotOpened;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever goes wrong, as an RFC 9457 problem: a stable {@code type} for programs and a sentence for people. What is not well-formed
 * is a 400, what cannot be a 422, what is not there a 404, what a rule speaks against a 409, what is stale a 412, and what does not
 * say what it is about, as it was seen, a 428.
 */
@RestControllerAdvice(annotations = RestController.class)
public class Problems extends ResponseEntityExceptionHandler {
    /** Of a request for more than the token is good for that came with it. */
    public static final String BEYOND_ITS_SCOPE = "beyond-its-scope";

    private static final URI BLANK = URI.create("about:blank");

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** The problem that a refusal is. */
    public static ProblemDetail of(Answer.No no) {
        var problem = problem(status(no.code()), no.code().type(), no.sentence());
        if (no.code().rule() > 0) {
            problem.setProperty("rule", no.code().rule());
        }
        if (!no.obstacles().isEmpty()) {
            problem.setProperty("obstacles", shown(no.obstacles()));
        }
        if (!no.conflicts().isEmpty()) {
            problem.setProperty("conflicts", no.conflicts());
        }
        return problem;
    }

    public static List<ObstacleView> shown(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> new ObstacleView(
                        ProblemTypes.address(obstacle.code().type()).toString(),
                        obstacle.sentence(),
                        obstacle.place(),
                        obstacle.claim()))
                .toList();
    }

    /**
     * One thing that stands in the way, in a problem and wherever else it is shown.
     *
     * @param type that of the problem it would be by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ObstacleView(
            String type,
            String detail,
            @Nullable String place,
            @Nullable ClaimId claim) {}

    private static HttpStatus status(RefusalCode code) {
        return switch (code) {
            case NO_SUCH_ARTICLE,
                    NO_SUCH_CLAIM,
                    NO_SUCH_BLOCK,
                    NO_SUCH_COMMENT,
                    NO_SUCH_SOURCE,
                    NO_SUCH_PERSON,
                    NO_SUCH_DESK -> HttpStatus.NOT_FOUND;
            case ROLE_MISSING -> HttpStatus.FORBIDDEN;
            case OVERLAPPING_EDIT, NO_SUCH_REVISION, CHANGED_SINCE -> HttpStatus.PRECONDITION_FAILED;
            case KEY_REUSED, TOO_LONG, REASON_MISSING, SOURCE_DATE_UNFIT -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.CONFLICT;
        };
    }

    /** @param limit in bytes */
    static ProblemDetail tooLarge(long limit) {
        return problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                limit == BodyLimit.SIGN_IN
                        ? "This is larger than %d kB, more than any sign-in. Nothing was taken".formatted(limit >> 10)
                        : "This is larger than %d MB, more than any %s. Nothing was taken"
                                .formatted(limit >> 20, limit > BodyLimit.LONGEST ? "picture" : "article"));
    }

    /** For a request that cannot be parsed. */
    public static ProblemDetail malformed() {
        return problem(
                HttpStatus.BAD_REQUEST,
                "malformed",
                "The server could not make sense of this request: its address or its form is not well-formed");
    }

    /** The problem with a request that came to no controller, if its sender caused it; null if Stet did. */
    public static @Nullable ProblemDetail ofSender(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyLimit.TooLarge large -> {
                    return tooLarge(large.limit());
                }
                case MaxUploadSizeExceededException large -> {
                    return tooLarge(Math.max(large.getMaxUploadSize(), BodyLimit.LONGEST + 1));
                }
                case SocketTimeoutException _ -> {
                    return tooSlow();
                }
                case BadRequestException _ -> {
                    return malformed();
                }
                default -> {}
            }
        }
        // These come last, since their cause, if it is one of the above, says more.
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MultipartException || cause instanceof InvalidParameterException) {
                return malformed();
            }
        }
        return null;
    }

    private static ProblemDetail tooSlow() {
        return problem(
                HttpStatus.REQUEST_TIMEOUT,
                type(HttpStatus.REQUEST_TIMEOUT),
                "What you sent came too slowly, or ended before it was whole");
    }

    /** For a command that may have been done all the same; whoever sends it again with its key learns whether it was. */
    public static ProblemDetail databaseAway() {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-away",
                "The newsroom's database cannot be had at the moment. Try again in a while; under the same Idempotency-Key,"
                        + " nothing is done twice");
    }

    /** Nothing of it was read. */
    static ProblemDetail crowded() {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "crowded",
                "Too much is being sent to the newsroom at once, so nothing of this was taken. Try again in a few seconds");
    }

    public static ProblemDetail notKnownWhetherKept() {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-known-whether-kept",
                "The disk did not take what was written. It is not known whether it is kept; once Stet has been started again,"
                        + " look, or send it again with the same Idempotency-Key");
    }

    /** For every request after the disk has failed, until Stet is started again. */
    public static ProblemDetail diskFailed(DiskFailed failure) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "disk-failed", String.valueOf(failure.getMessage()));
    }

    public static ProblemDetail problem(HttpStatusCode status, String type, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(ProblemTypes.address(type));
        problem.setTitle(title(type));
        return problem;
    }

    /** The name of a problem that is no more than its status, such as {@code method-not-allowed}. */
    public static String type(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null ? "refused" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String title(String type) {
        var words = type.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The problem that a failure of a command is, for pages that show its sentence; null where the fault is ours. */
    public @Nullable ProblemDetail of(RuntimeException failure) {
        return switch (failure) {
            case CommandsByName.NoSuchCommand unknown -> noSuchCommand(unknown);
            case IfMatch.Missing missing -> revisionMissing(missing);
            case Grant.Exceeded exceeded -> beyondItsScope(exceeded);
            case Refused refused -> refused(refused);
            case Contended contended -> contended(contended);
            case InvalidValue invalid -> invalid(invalid);
            case HistoryBroken broken -> broken(broken);
            case NotOpened sealed -> sealed(sealed);
            case JacksonException unreadable -> notReadable(unreadable);
            default -> null;
        };
    }

    /** Writes a problem from a filter, to which no message converter is at hand. */
    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    @ExceptionHandler
    ProblemDetail noSuchCommand(CommandsByName.NoSuchCommand unknown) {
        return problem(HttpStatus.NOT_FOUND, "no-such-command", String.valueOf(unknown.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail revisionMissing(IfMatch.Missing missing) {
        return problem(HttpStatus.PRECONDITION_REQUIRED, "revision-missing", String.valueOf(missing.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail beyondItsScope(Grant.Exceeded exceeded) {
        return problem(HttpStatus.FORBIDDEN, BEYOND_ITS_SCOPE, String.valueOf(exceeded.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail refused(Refused refused) {
        return of(new Answer.No(refused.code(), refused.sentence(), refused.obstacles(), refused.conflicts()));
    }

    @ExceptionHandler
    ProblemDetail contended(Contended contended) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "contended", String.valueOf(contended.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidValue invalid) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", String.valueOf(invalid.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail broken(HistoryBroken broken) {
        return problem(HttpStatus.CONFLICT, "history-broken", String.valueOf(broken.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail sealed(NotOpened sealed) {
        return problem(
                HttpStatus.CONFLICT,
                "source-sealed",
                "Who this source is cannot be told. " + String.valueOf(sealed.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail of(NotKnownWhetherKept failure) {
        return notKnownWhetherKept();
    }

    @ExceptionHandler
    ProblemDetail multipart(MultipartException failure) {
        var problem = ofSender(failure);
        return problem == null ? malformed() : problem;
    }

    @ExceptionHandler
    ProblemDetail parameters(InvalidParameterException failure) {
        var problem = ofSender(failure);
        return problem == null ? malformed() : problem;
    }

    @ExceptionHandler
    ProblemDetail tooLarge(BodyLimit.TooLarge tooLarge) {
        return tooLarge(tooLarge.limit());
    }

    @ExceptionHandler
    ProblemDetail notReadable(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                return invalid(invalid);
            }
            if (cause instanceof BodyLimit.TooLarge tooLarge) {
                return tooLarge(tooLarge.limit());
            }
        }
        var where = where(failure);
        return switch (failure) {
            case StreamReadException syntax ->
                problem(
                        HttpStatus.BAD_REQUEST,
                        "malformed",
                        "This is not well-formed JSON in UTF-8, at line %d, column %d"
                                .formatted(
                                        syntax.getLocation().getLineNr(),
                                        syntax.getLocation().getColumnNr()));
            case StreamConstraintsException _ ->
                problem(
                        HttpStatus.BAD_REQUEST,
                        "malformed",
                        "This JSON is nested more deeply, or has longer numbers or names, than anything Stet is sent");
            case MismatchedInputException mismatch
            when String.valueOf(mismatch.getOriginalMessage()).startsWith("Trailing token") ->
                problem(HttpStatus.BAD_REQUEST, "malformed", "There is more after the end of the JSON");
            case UnrecognizedPropertyException unknown ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unknown-field",
                        "There is no field '%s' here; there are %s".formatted(where, unknown.getKnownPropertyIds()));
            case InvalidTypeIdException kind ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "invalid",
                        kind.getTypeId() == null
                                ? "It does not say of which kind it is%s".formatted(at(where))
                                : "'%s' is not a kind that can stand here%s".formatted(kind.getTypeId(), at(where)));
            case InvalidFormatException format ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "invalid",
                        "'%s' cannot stand in the field '%s'%s"
                                .formatted(format.getValue(), where, choice(format.getTargetType())));
            case MismatchedInputException mismatch
            when String.valueOf(mismatch.getOriginalMessage()).startsWith("Missing required") ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "missing-field",
                        "The field '%s' is missing".formatted(where));
            default ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "invalid",
                        where.isEmpty()
                                ? "The body is not an object with the fields of this command"
                                : "The field '%s' has the wrong type".formatted(where));
        };
    }

    private static String choice(@Nullable Class<?> type) {
        return type != null && type.isEnum() ? "; it must be one of " + Arrays.toString(type.getEnumConstants()) : "";
    }

    private static String at(String where) {
        return where.isEmpty() ? "" : ", in the field '" + where + "'";
    }

    /** The path to a field, such as {@code content.blocks[2].text}. */
    private static String where(JacksonException failure) {
        var path = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.TooLarge tooLarge) {
                return answer(tooLarge(tooLarge.limit()));
            }
            if (cause instanceof JacksonException json) {
                return answer(notReadable(json));
            }
            if (cause instanceof SocketTimeoutException) {
                return answer(tooSlow());
            }
        }
        return answer(
                problem(HttpStatus.BAD_REQUEST, "malformed", "The request has no body, or one that cannot be read"));
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(tooLarge(failure.getMaxUploadSize() < 0 ? Pictures.LARGEST : failure.getMaxUploadSize()));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                return answer(invalid(invalid));
            }
        }
        return answer(problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", mismatched(failure)));
    }

    private static String mismatched(TypeMismatchException failure) {
        var name = failure.getPropertyName();
        if (failure.getValue() instanceof Object[]) {
            return "'%s' is said more than once".formatted(name);
        }
        var type = failure.getRequiredType();
        return type != null && type.isEnum()
                ? "'%s' must be one of %s".formatted(name, Arrays.toString(type.getEnumConstants()))
                : "'%s' cannot be '%s'".formatted(name, failure.getValue());
    }

    /** What Spring itself refuses (a method, a media type, a parameter that is missing) keeps its status and its sentence. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // The body is null here, since Spring takes it from the exception later.
        var said = body == null && failure instanceof ErrorResponse answer ? answer.getBody() : body;
        if (said instanceof ProblemDetail problem
                && (problem.getType() == null || problem.getType().equals(BLANK))) {
            problem.setType(ProblemTypes.address(type(status)));
        }
        return super.handleExceptionInternal(failure, body, headers, status, request);
    }

    public static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
