package stet.web.people;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.ModelAndView;
import stet.web.door.SignedIn;

/**
 * A form that was sent by somebody who was not signed in any more, or not as whoever had filled it in. It is shown with all its words,
 * and sent when the same person has signed in again and says so. Scripts do the same in the page itself; this is for whoever has none.
 *
 * @param action where it was sent
 * @param person whose page it was on; empty where it did not say
 * @param complete whether everything of it is here: a file never is, nor what is longer than a sign-in takes
 */
public record KeptForm(String action, String person, List<Field> fields, boolean complete) {
    /** The field in which each form says for whom its page was made. */
    public static final String PERSON = "_person";

    /** Where a request is forwarded whose form is to be kept. */
    static final String PATH = "/sign-in/kept";

    /** What carries it over a sign-in: names of fields that begin so. */
    private static final String CARRIED = "kept:";

    private static final String ACTION = CARRIED + "action";

    /** In bytes as they are sent; a sign-in takes no more than 8 kB, which is also for a name and a password. */
    private static final int LONGEST = 6_000;

    /** Words are ours to keep; a password is not. */
    private static final Pattern OURS = Pattern.compile("/newsroom/(?!account/).*");

    private static final Pattern NOT_TO_BE_SHOWN = Pattern.compile("_csrf|" + PERSON + "|(?i:.*password.*)");

    private static final Set<String> NOT_WORDS =
            Set.of("key", "revision", "revision:number", "sequence", "do", "desk", "anchor.place");

    public record Field(String name, String value) {
        /** What carries it over a sign-in. */
        public String carried() {
            return CARRIED + name;
        }

        /** Whether somebody may have typed it, as far as a name tells. */
        public boolean isTyped() {
            return !value.isBlank()
                    && !name.startsWith("_")
                    && !NOT_WORDS.contains(name)
                    && !name.endsWith("Id")
                    && !name.endsWith(".id")
                    && !name.endsWith(".kind")
                    && !name.startsWith("anchor.start");
        }
    }

    /** Whether a request has a form to keep. A form of another site is nobody's words here. */
    static boolean isIn(HttpServletRequest request) {
        var type = request.getContentType();
        return HttpMethod.POST.matches(request.getMethod())
                && type != null
                && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) || isMultipart(type))
                && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                && OURS.matcher(path(request)).matches()
                && OwnPath.is(path(request));
    }

    private static boolean isMultipart(String type) {
        return type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    /** Where the form was sent, also after the request was forwarded. */
    private static String path(HttpServletRequest request) {
        var sent = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
        return sent.substring(request.getContextPath().length());
    }

    private static KeptForm of(HttpServletRequest request, String action) {
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (!NOT_TO_BE_SHOWN.matcher(name).matches()) {
                List.of(values).forEach(value -> fields.add(new Field(name, value)));
            }
        });
        var type = Objects.requireNonNullElse(request.getContentType(), "");
        return new KeptForm(
                action,
                Objects.requireNonNullElse(request.getParameter(PERSON), ""),
                List.copyOf(fields),
                !fields.isEmpty() && !isMultipart(type));
    }

    /** What a form for signing in carries over. */
    static Optional<KeptForm> carriedBy(HttpServletRequest request) {
        var action = request.getParameter(ACTION);
        if (action == null || !OwnPath.is(action) || !OURS.matcher(action).matches()) {
            return Optional.empty();
        }
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(CARRIED) && !name.equals(ACTION) && !name.equals(CARRIED + PERSON)) {
                List.of(values).forEach(value -> fields.add(new Field(name.substring(CARRIED.length()), value)));
            }
        });
        return Optional.of(new KeptForm(
                action,
                Objects.requireNonNullElse(request.getParameter(CARRIED + PERSON), ""),
                List.copyOf(fields),
                !fields.isEmpty()));
    }

    /** The page that shows what a request had in its form, to whoever is signed in now. */
    public static ModelAndView page(HttpServletRequest request, @Nullable SignedIn now) {
        var page = of(request, path(request))
                .page(now == null ? null : now.person().value(), now == null ? "" : now.name());
        page.setStatus(now == null ? HttpStatus.UNAUTHORIZED : HttpStatus.CONFLICT);
        return page;
    }

    /**
     * The page on which somebody proves anew that it is them before what they asked for is done.
     *
     * @param by what they prove it
     */
    public static ModelAndView stepUp(HttpServletRequest request, Proof by) {
        var kept = isIn(request) ? of(request, path(request)) : null;
        var next = HttpMethod.GET.matches(request.getMethod()) ? asked(request) : beside(path(request));
        return stepUp(kept, next, by);
    }

    /** @param kept null where there is nothing to keep, or it is not ours to keep */
    static ModelAndView stepUp(@Nullable KeptForm kept, String next, Proof by) {
        return new ModelAndView("people/again")
                .addObject("kept", kept)
                .addObject("next", next)
                .addObject("by", by.told());
    }

    /** The whole address of a page that was asked for. */
    private static String asked(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? path(request) : path(request) + "?" + query;
    }

    /** The page from which a form came that cannot be kept. */
    private static String beside(String path) {
        return path.startsWith("/newsroom/account") ? "/newsroom/account" : "/newsroom";
    }

    /** @param person who is signed in now; null for nobody */
    ModelAndView page(@Nullable String person, String name) {
        return new ModelAndView("people/kept")
                .addObject("kept", this)
                .addObject("theirs", person != null && person.equals(this.person))
                .addObject("now", name);
    }

    /** What a form for signing in is to carry over; nothing where it is too much. */
    public List<Field> carried() {
        var length = 0;
        for (var field : fields) {
            length += encoded(field.carried()) + encoded(field.value()) + 2;
        }
        return length > LONGEST ? List.of() : fields;
    }

    public List<Field> typed() {
        return fields.stream().filter(Field::isTyped).toList();
    }

    private static int encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8).length();
    }
}
