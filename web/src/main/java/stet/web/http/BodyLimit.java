package stet.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import stet.media.Pictures;

/**
 * Limits the length of a request's body, and how many bytes of bodies are in memory at a time, so that no requests can fill it. A body is
 * refused by its Content-Length, or, where it has none, as soon as more has been read than is allowed; one that is read waits until there
 * is room for it beside the others. From somebody who is not signed in, no more is read than a sign-in needs.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class BodyLimit extends OncePerRequestFilter {
    /** In bytes. The longest article that the domain allows fits, even in JSON that escapes every character. */
    public static final long LONGEST = 5L << 20;

    /** In bytes: a name, a password, and the address to which a sign-in leads. */
    static final long SIGN_IN = 8L << 10;

    /** In bytes: the largest picture, with the multipart form round it. */
    private static final long LARGEST_PICTURE = Pictures.LARGEST + (64L << 10);

    private static final Pattern TAKES_PICTURES = Pattern.compile("(?:/api|/newsroom/articles/[^/]+)/pictures");
    private static final Set<String> DOORS = Set.of(
            "/sign-in",
            "/sign-in/code",
            "/sign-in/again",
            "/api/session/factor",
            "/api/session/factor/passkey",
            "/api/session/passkey",
            "/first-administrator",
            "/set-password",
            "/forgotten-password",
            "/own-password",
            "/api/session",
            "/api/me/password");
    private static final String BEARER = "Bearer ";
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String MULTIPART = "multipart/";

    /** What is read without asking for room: there cannot be enough of these to matter. */
    private static final long SMALL = 64L << 10;
    /** An article becomes objects, which are larger than its bytes; a picture stays bytes. */
    private static final int ARTICLE_GROWS = 4;

    private final Problems problems;
    private final Room room;

    @Autowired
    BodyLimit(Problems problems) {
        // The rest is for what is done with them.
        this(
                problems,
                new Room(Math.max(LARGEST_PICTURE, Runtime.getRuntime().maxMemory() / 8), Duration.ofSeconds(10)));
    }

    BodyLimit(Problems problems, Room room) {
        this.problems = problems;
        this.room = room;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var length = request.getContentLengthLong();
        var door = DOORS.contains(request.getServletPath());
        var limit = door
                ? SIGN_IN
                : TAKES_PICTURES.matcher(request.getServletPath()).matches() ? LARGEST_PICTURE : LONGEST;
        if (length > limit) {
            if (ForPrograms.is(request)) {
                problems.write(response, Problems.tooLarge(limit));
            } else {
                response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
            }
        } else if (length < 0 && door && isForm(request)) {
            // Tomcat reads a form before any filter could count it. No browser sends one without its length.
            response.sendError(HttpStatus.LENGTH_REQUIRED.value());
        } else if (!door && (length > SIGN_IN || (length < 0 && isForm(request))) && isStranger(request)) {
            // Who sends it is asked last: a session is a row of the database, and what a stranger may send needs none.
            chain.doFilter(new Unread(request), response);
        } else {
            var size = length < 0 ? limit : length;
            var limited = new Limited(
                    request, limit, size <= SMALL ? 0 : limit == LARGEST_PICTURE ? size : size * ARTICLE_GROWS);
            try {
                chain.doFilter(limited, response);
            } finally {
                limited.leave();
            }
        }
    }

    /** Whether a request has neither a session nor a bearer token. That a token is valid is found out later, but before the body is read. */
    private static boolean isStranger(HttpServletRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return !request.isRequestedSessionIdValid()
                && (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()));
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        // A client that is led on after a form still names its type, though it sends none.
        return type != null
                && !request.getMethod().equals(HttpMethod.GET.name())
                && (type.regionMatches(true, 0, FORM, 0, FORM.length())
                        || type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length()));
    }

    /** Thrown while a body is read that did not say how long it is. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
        private final long limit;

        TooLarge(long limit) {
            this.limit = limit;
        }

        /** In bytes. */
        long limit() {
            return limit;
        }
    }

    /** A request of somebody who has to sign in first, and who is told so without its body or its parameters being read. */
    private static final class Unread extends HttpServletRequestWrapper {
        Unread(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Collection<Part> getParts() {
            return List.of();
        }

        @Override
        public @Nullable Part getPart(String name) {
            return null;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            throw new TooLarge(SIGN_IN);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            throw new TooLarge(SIGN_IN);
        }
    }

    /** A request whose body takes room from when it is first asked for, which nobody does of a request that may not be made. */
    private final class Limited extends HttpServletRequestWrapper {
        private final long limit;
        private final boolean form;
        private final long takes;
        private boolean entered;
        private int taken;

        /** @param takes how many bytes of memory; none for a body that is too small to count */
        Limited(HttpServletRequest request, long limit, long takes) {
            super(request);
            this.limit = limit;
            this.takes = takes;
            form = isForm(request);
        }

        private void enter() {
            if (takes > 0 && !entered) {
                entered = true;
                taken = room.enter(takes);
            }
        }

        void leave() {
            room.leave(taken);
            taken = 0;
        }

        private void enterIfForm() {
            if (form) {
                enter();
            }
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            enter();
            return new Counted(super.getInputStream(), limit);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            enter();
            return super.getReader();
        }

        @Override
        public @Nullable String getParameter(String name) {
            enterIfForm();
            return super.getParameter(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            enterIfForm();
            return super.getParameterValues(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            enterIfForm();
            return super.getParameterMap();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            enterIfForm();
            return super.getParameterNames();
        }

        @Override
        public Collection<Part> getParts() throws IOException, ServletException {
            enter();
            return super.getParts();
        }

        @Override
        public @Nullable Part getPart(String name) throws IOException, ServletException {
            enter();
            return super.getPart(name);
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private final long limit;
        private long read;

        Counted(ServletInputStream body, long limit) {
            this.body = body;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            var b = body.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var n = body.read(into, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) throws TooLarge {
            read += n;
            if (read > limit) {
                throw new TooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
