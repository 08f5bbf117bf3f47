package stet.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import stet.domain.InvalidValue;
import stet.published.StoryAt;
import stet.web.http.Origin;

/** Lists of all mementos of an address, in the link format of RFC 6690, some at a time. */
@Controller
class TimeMaps {
    static final String AFTER = "mementos-after";

    private static final int SOME = 1_000;
    private static final MediaType TYPE = MediaType.parseMediaType(Mementos.LINK_FORMAT);

    private final Mementos mementos;
    private final Origin origin;
    private final Environment environment;

    TimeMaps(Mementos mementos, Origin origin, Environment environment) {
        this.mementos = mementos;
        this.origin = origin;
        this.environment = environment;
    }

    @GetMapping("/timemap/**")
    ResponseEntity<byte[]> timeMap(
            @RequestParam(name = AFTER, required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response) {
        var original = Original.of(
                        request.getRequestURI().substring(Original.TIMEMAP.length()), queryOfOriginal(request))
                .orElseThrow(() -> new NotShown(new StoryAt.Answer.Unknown()));
        var list = mementos.timeMap(
                original,
                Mementos.after(after),
                SOME,
                origin.on(environment.getProperty("local.server.port", "")),
                request,
                response);
        return ResponseEntity.ok().contentType(TYPE).body(list.getBytes(UTF_8));
    }

    private static String queryOfOriginal(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(each -> !each.startsWith(AFTER + "="))
                        .collect(Collectors.joining("&"));
    }

    @ExceptionHandler
    ResponseEntity<String> nothing(NotShown nothing) {
        return answer(
                nothing.answer() instanceof StoryAt.Answer.Killed ? HttpStatus.GONE : HttpStatus.NOT_FOUND,
                "There are no earlier versions of this address.");
    }

    @ExceptionHandler
    ResponseEntity<String> malformed(InvalidValue problem) {
        return answer(HttpStatus.BAD_REQUEST, problem.getMessage() + ".");
    }

    @ExceptionHandler
    ResponseEntity<String> crowded(ReadersBulkhead.Crowded crowded, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, ReadersBulkhead.RETRY_AFTER);
        return answer(HttpStatus.SERVICE_UNAVAILABLE, crowded.getMessage() + ".");
    }

    private static ResponseEntity<String> answer(HttpStatus status, String sentence) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
                .body(sentence + "\n");
    }
}
