package stet.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address at which the world reads something that changes, the original resource of RFC 7089. Its mementos and its TimeMap are found
 * by putting something before its path.
 *
 * @param path as it was asked for
 * @param query of a list; empty for the first page of all stories, and for a story
 * @param slug of the story; null for a list
 * @param edition the number of the edition; null for whichever is the latest
 * @param dated whether it says which day it is
 */
record Original(
        String path,
        String query,
        @Nullable String slug,
        @Nullable Integer edition,
        boolean dated) {
    static final String TIMEMAP = "/timemap";

    private static final String API = "/api";
    private static final Pattern PAGE_OF_STORIES = Pattern.compile("/|/sections/[^/]+");
    private static final Pattern STORIES = Pattern.compile("/api/published");
    private static final Pattern STORY = Pattern.compile(
            "(?:/news/(?=[^/]+(?:/editions/[^/]+)?$)|/api/published/)(?<slug>[^/]+)(?:/editions(?:/(?<edition>[1-9][0-9]{0,8}))?)?");
    /** Without a text that is looked for: the index has no past. */
    private static final Pattern QUERY = Pattern.compile("(?!(?:.*&)?text=)[A-Za-z0-9._~%=&+-]*");
    /** It stands several times in the head of an answer, for which there is little room. */
    private static final int LONGEST = 400;

    static Optional<Original> of(HttpServletRequest request) {
        return of(request.getRequestURI(), request.getQueryString());
    }

    /** Empty where there is none, and where its address is longer than any that stands on a page. */
    static Optional<Original> of(String path, @Nullable String asked) {
        var story = STORY.matcher(path);
        if (path.length() > LONGEST) {
            return Optional.empty();
        }
        if (story.matches()) {
            return Optional.of(new Original(path, "", story.group("slug"), edition(story), false));
        }
        var query = asked == null ? "" : asked;
        var dated = PAGE_OF_STORIES.matcher(path).matches();
        return (dated || STORIES.matcher(path).matches())
                        && path.length() + query.length() <= LONGEST
                        && QUERY.matcher(query).matches()
                ? Optional.of(new Original(path, query, null, null, dated))
                : Optional.empty();
    }

    private static @Nullable Integer edition(Matcher story) {
        var number = story.group("edition");
        return number == null ? null : Integer.valueOf(number);
    }

    /** Relative to this server, as the next two. */
    String address() {
        return path + withQuery();
    }

    String memento(Instant at) {
        return path.startsWith(API + "/")
                ? "%s/as-of/%s%s%s".formatted(API, at, path.substring(API.length()), withQuery())
                : "/as-of/%s%s%s".formatted(at, path.equals("/") ? "" : path, withQuery());
    }

    String timeMap() {
        return TIMEMAP + path + withQuery();
    }

    private String withQuery() {
        return query.isEmpty() ? "" : "?" + query;
    }
}
