package stet.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.people.StillHere;

/** Sends each open page what happens, as server-sent events. Each has a virtual thread of its own. */
@Controller
final class LivePage {
    /** The interval of the heartbeat, by which a client that is gone is noticed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** For how long it is not asked again whether somebody is still signed in, however much happens. */
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private final Live live;
    private final StillHere stillHere;
    private final Problems problems;

    LivePage(Live live, StillHere stillHere, Problems problems) {
        this.live = live;
        this.stillHere = stillHere;
        this.problems = problems;
    }

    /** @param after the last that was heard, where the browser itself does not say */
    @GetMapping("/newsroom/live")
    void live(
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @AuthenticationPrincipal SignedIn person,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException, IOException {
        Listener listener;
        try {
            listener = live.listen(person.person(), RemoteAddress.of(request).network(), last == null ? after : last);
        } catch (Live.TooManyLines tooMany) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(HEARTBEAT.toSeconds()));
            problems.write(
                    response,
                    Problems.problem(
                            HttpStatus.TOO_MANY_REQUESTS, "too-many-lines", String.valueOf(tooMany.getMessage())));
            return;
        }
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // A proxy such as nginx would otherwise buffer the events.
            response.setHeader("X-Accel-Buffering", "no");
            send(response, "retry: 2000\n\n");
            var asked = System.nanoTime() - SELDOM.toNanos();
            while (!listener.ended()) {
                var heard = listener.next(HEARTBEAT);
                if (System.nanoTime() - asked >= SELDOM.toNanos()) {
                    if (!stillHere.is(person, request)) {
                        return;
                    }
                    asked = System.nanoTime();
                }
                send(response, heard.isEmpty() ? ":\n\n" : heard);
            }
        } catch (IOException _) {
            // The page was closed.
        } finally {
            live.leave(listener);
        }
    }

    private static void send(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(UTF_8));
        response.flushBuffer();
    }
}
