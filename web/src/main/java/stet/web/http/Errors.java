package stet.web.http;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.ModelAndView;
import stet.web.house.House;

/** The error page of what no controller answered: a problem for programs, HTML for people. Neither tells anything of the cause. */
@Controller
class Errors implements ErrorController {
    /** The attribute of a request with a sentence of ours about it. */
    static final String SENTENCE = "stet.sentence";

    private final House house;

    Errors(House house) {
        this.house = house;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        var status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (ForPrograms.is(path)) {
            var problem = Problems.problem(status, Problems.type(status), sentence(status, method(request)));
            instance(path).ifPresent(problem::setInstance);
            if (status.is5xxServerError()) {
                trace(request).ifPresent(trace -> problem.setProperty("trace", trace));
            }
            return Problems.answer(problem);
        }
        return new ModelAndView("error", Map.of("status", status.value(), "newsroom", house.name()), status)
                .addObject("sentence", request.getAttribute(SENTENCE))
                .addObject("wayIn", WayIn.offered(request));
    }

    /** The server asks for the error's page with GET, whatever was asked before. */
    private static String method(HttpServletRequest request) {
        var asked = request.getAttribute(RequestDispatcher.ERROR_METHOD);
        return asked == null ? request.getMethod() : asked.toString();
    }

    /** The path that was asked for; any bytes can stand there, so it may be no valid URI. */
    private static Optional<URI> instance(String path) {
        try {
            return Optional.of(new URI(path));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** The trace by which the fault is found in the log. The observation has ended by now, and is found as an attribute of the request. */
    private static Optional<String> trace(HttpServletRequest request) {
        return ServerHttpObservationFilter.findObservationContext(request)
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(span -> span.context().traceId());
    }

    private static String sentence(HttpStatus status, String method) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address";
            case METHOD_NOT_ALLOWED -> "This address takes no %s request".formatted(method);
            case REQUEST_TIMEOUT -> "What you sent came too slowly, or ended before it was whole";
            case BAD_REQUEST -> "The server could not make sense of this request";
            default ->
                status.is5xxServerError()
                        ? "The fault is ours; whether it was done, the working copy tells"
                        : status.getReasonPhrase();
        };
    }
}
