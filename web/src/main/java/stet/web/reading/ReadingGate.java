package stet.web.reading;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.content.Hash;
import stet.domain.newsroom.Reading;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.http.WayIn;

/**
 * Stands in front of every address that names an article or a picture, whatever is answered there. To whoever may not read it, an
 * article is not there. Programs' commands go on to the domain, which holds the same rule against them and tells nothing either.
 */
@Configuration(proxyBeanMethods = false)
class ReadingGate implements HandlerInterceptor, WebMvcConfigurer {
    private static final String ARTICLES = "/api/articles/{id}";
    private static final String PAGES = "/newsroom/articles/{id}";
    /** Asks by POST, for what it asks about is long, and is told what stands there. */
    private static final String MERGE = ARTICLES + "/merge-preview";
    /** Where somebody opens what they may not read. It tells nothing of what that is. */
    private static final String GLASS = PAGES + "/break-glass";

    private static final String CARDS = "/newsroom/cards/{id}";
    private static final String PICTURES = "/api/pictures/{picture}";
    private static final String PICTURES_ON_PAGES = "/newsroom/pictures/{picture";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final WhoReads who;
    private final Readership readers;

    ReadingGate(WhoReads who, Readership readers) {
        this.who = who;
        this.readers = readers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        var person = readers.asking().orElse(null);
        if (person == null) {
            return true;
        }
        var page = pattern.startsWith(PAGES) || pattern.startsWith(CARDS);
        var picture = pattern.startsWith(PICTURES) || pattern.startsWith(PICTURES_ON_PAGES);
        if (!page && !picture && !pattern.startsWith(ARTICLES)) {
            return true;
        }
        var byPage = pattern.startsWith("/newsroom/");
        var reading = byPage || READING.contains(request.getMethod()) || pattern.equals(MERGE);
        if (reading && !Reading.reads(person.roles())) {
            throw refused(
                    byPage,
                    HttpStatus.FORBIDDEN,
                    new Refused(RefusalCode.ROLE_MISSING, "Only those who edit read articles; your roles do not"));
        }
        if (picture) {
            see(person, byPage, request);
            return true;
        }
        if (!reading && person.grant() == null) {
            return true;
        }
        var article = article(request);
        if (article != null && !pattern.equals(GLASS)) {
            read(article, person, reading, byPage, request);
        }
        return true;
    }

    private void read(ArticleId article, SignedIn person, boolean reading, boolean byPage, HttpServletRequest request) {
        var may = reading ? readers.read(person, article, request) : who.answer(person, article) != Reading.Answer.NO;
        // A command that the token is narrowed away from and its owner is not; all others are the domain's.
        if (!may && (reading || who.mayRead(person.person(), article))) {
            if (byPage && Reading.opens(person.roles())) {
                WayIn.offer(request, GLASS.replace("{id}", article.value()));
            }
            throw refused(
                    byPage, HttpStatus.NOT_FOUND, new Refused(RefusalCode.NO_SUCH_ARTICLE, "There is no such article"));
        }
    }

    /** A picture that they may not see is not there; whoever answers at the address says of what can be none that it is none. */
    private void see(SignedIn person, boolean byPage, HttpServletRequest request) {
        var named = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        var hash = named instanceof Map<?, ?> variables ? Objects.toString(variables.get("picture"), "") : "";
        if (HASH.matcher(hash).matches() && !readers.see(person, new Hash(hash), request)) {
            throw byPage
                    ? new ResponseStatusException(HttpStatus.NOT_FOUND)
                    : new ErrorResponseException(
                            HttpStatus.NOT_FOUND,
                            Problems.problem(
                                    HttpStatus.NOT_FOUND, "no-such-picture", "There is no picture of that name here"),
                            null);
        }
    }

    private static RuntimeException refused(boolean byPage, HttpStatus status, Refused refused) {
        return byPage ? new ResponseStatusException(status) : refused;
    }

    /** Null where the address names none that there can be, which whoever answers there says. */
    private static @Nullable ArticleId article(HttpServletRequest request) {
        var named = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        try {
            return named instanceof Map<?, ?> variables
                    ? new ArticleId(Objects.toString(variables.get("id"), ""))
                    : null;
        } catch (InvalidValue none) {
            return null;
        }
    }
}
