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
import stet.h2file.DiskFailed;
import stet.h2file.NotKnownWhetherKept;

/**
 * What nobody else answered. Whoever asks while the database cannot be had is told so, wherever it was noticed, and may try again; that
 * is no line in the log for each. Anything else is a fault of ours, and is logged here, where the log still knows the trace.
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
                // The connection breaks, so that nobody takes half an answer for a whole one.
                throw failure;
            }
            var theirs = Problems.ofSender(failure);
            if (theirs == null && failure instanceof IOException) {
                throw failure;
            }
            response.reset();
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
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith("/api/") || path.startsWith("/actuator/")) {
            problems.write(response, problem);
        } else {
            response.sendError(problem.getStatus());
        }
    }

    /** What whoever asked is told where the database is not to be had; null where it is. */
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
        // Hikari's own, when it has waited long enough.
        var state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || CLOSED.contains(failure.getErrorCode())
                || (state != null && AWAY.stream().anyMatch(state::startsWith));
    }

    /** What lies at the bottom of a failure, in its own words. */
    public static String root(Throwable failure) {
        var root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
