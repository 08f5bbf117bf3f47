package stet.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.h2file.DiskFailed;
import stet.h2file.NotKnownWhetherKept;

/**
 * Answers the exceptions that nothing else has answered. While the database is away that is a 503 with Retry-After, wherever in a request
 * it was noticed, and no line in the log. Anything else is a fault of Stet's; it is logged here, since here the log still has the trace.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
public final class Failures extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String SOON = "5";
    /** H2's codes for a database that is closed, or whose file broke under it. */
    private static final Set<Integer> CLOSED = Set.of(90_028, 90_031, 90_067, 90_098, 90_121);

    /**
     * Of SQLSTATE: connections, a transaction that the server gave up, a deadlock, no room or memory, a server that shuts down, and its disk.
     */
    private static final List<String> AWAY = List.of("08", "25P03", "40P01", "53", "57P", "58");

    private final Problems problems;

    Failures(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (OutOfMemoryError gone) {
            OutOfMemory.endIfCauseOf(gone);
            throw gone;
        } catch (RuntimeException | ServletException | IOException failure) {
            OutOfMemory.endIfCauseOf(failure);
            if (response.isCommitted()) {
                // The answer has begun, so the connection is broken off: nobody then takes half of it for the whole.
                throw failure;
            }
            var theirs = Problems.ofSender(failure);
            if (theirs == null && failure instanceof IOException) {
                throw failure;
            }
            response.reset();
            if (theirs == null) {
                theirs = refusal(failure);
            }
            if (theirs != null) {
                answer(request, response, theirs);
                return;
            }
            var problem = away(failure);
            if (problem == null) {
                LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), Fault.of(failure, request));
                response.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
                return;
            }
            response.setHeader(HttpHeaders.RETRY_AFTER, SOON);
            answer(request, response, problem);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        if (ForPrograms.is(request)) {
            problems.write(response, problem);
        } else {
            request.setAttribute(Errors.SENTENCE, problem.getDetail());
            response.sendError(problem.getStatus());
        }
    }

    /** What a page does not say itself of a value that makes no sense, or of what is refused, since its own form never sends it. */
    private @Nullable ProblemDetail refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue || cause instanceof Refused) {
                return problems.of((RuntimeException) cause);
            }
        }
        return null;
    }

    /** The problem to answer with if the failure is that the database is away; null if it is anything else. */
    private static @Nullable ProblemDetail away(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case NotKnownWhetherKept _ -> {
                    return Problems.notKnownWhetherKept();
                }
                case DiskFailed disk -> {
                    return Problems.diskFailed(disk);
                }
                case Room.Crowded _ -> {
                    return Problems.crowded();
                }
                case SQLException sql
                when isAway(sql) -> {
                    return Problems.databaseAway();
                }
                default -> {
                    // H2's "This store is closed", which comes from below its SQL, and bare from what reads a large
                    // value.
                    if (cause.getClass().getName().equals("org.h2.mvstore.MVStoreException")) {
                        return Problems.databaseAway();
                    }
                }
            }
        }
        return null;
    }

    private static boolean isAway(SQLException failure) {
        // Hikari throws the first when no connection came in time; SQL states 08… are about connections, 57P… come from
        // a PostgreSQL that shuts
        // down.
        var state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || CLOSED.contains(failure.getErrorCode())
                || (state != null && AWAY.stream().anyMatch(state::startsWith));
    }

    /** The message of the innermost cause. */
    public static String root(Throwable failure) {
        var root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
