package stet.web.pages;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import stet.domain.InvalidValue;
import stet.published.Archive;
import stet.published.Archive.Kept;
import stet.published.Changing;
import stet.published.FrontPage;
import stet.published.Published;
import stet.published.StoryAt;
import stet.published.Then;
import stet.web.door.SignedIn;
import stet.web.house.House;
import stet.web.reading.Readership;

/**
 * What the world's addresses showed at an instant, by RFC 7089: which mementos there are of each, and how an answer says that it is one.
 * Who may see more than the world is asked here and at none of the addresses themselves.
 */
@Component
final class Mementos {
    static final String ACCEPT_DATETIME = "Accept-Datetime";
    static final String LINK_FORMAT = "application/link-format";

    private static final String MEMENTO_DATETIME = "Memento-Datetime";
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    /** In characters. */
    private static final long ROOM = 4L << 20;

    private static final int LONGEST = "2026-11-23T14:03:07.123456789Z".length();

    /** By how much the clock of another node may be ahead, whose word for an instant counts as well. */
    private static final Duration ANOTHER_CLOCK = Duration.ofSeconds(5);

    private final Archive archive;
    private final Published published;
    private final Readership readers;
    private final House house;
    private final PublicPages pages;
    private final Clock clock;

    /** The world's, as what was said of them; which instants there are to be asked for, nobody can count. */
    private final Cache<Memento, Said> said = Caffeine.newBuilder()
            .maximumWeight(ROOM)
            .weigher((Memento of, Said what) ->
                    what.links().length() + of.original().address().length())
            .build();

    /** @param original as it was at the instant */
    private record Memento(Original original, Instant at) {}

    Mementos(Archive archive, Published published, Readership readers, House house, PublicPages pages, Clock clock) {
        this.archive = archive;
        this.published = published;
        this.readers = readers;
        this.house = house;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * Whoever asks about an instant.
     *
     * @param archivist null for the world
     * @param place where what is published was before anything of it was looked at, and the day, since the last memento of a page that says
     *     it is another one tomorrow; equal only while all mementos are the same
     */
    record Asked(Then then, @Nullable SignedIn archivist, String place) {}

    /** @throws InvalidValue if that is no instant that has come, as an address names it */
    Asked about(String instant) {
        try {
            var at = instant.length() > LONGEST ? null : Instant.parse(instant);
            if (at != null
                    && !at.isBefore(EARLIEST)
                    && !at.isAfter(clock.instant().plus(ANOTHER_CLOCK))) {
                return about(at);
            }
        } catch (DateTimeException none) {
            // Whatever is wrong with it, whoever asks is told one thing.
        }
        throw new InvalidValue("An instant in an address is one that has come, written such as 2026-11-23T14:03:07Z");
    }

    private Asked about(Instant at) {
        var archivist = readers.archivist().orElse(null);
        var place = clock.instant().atZone(house.zone()).toLocalDate() + " " + pages.now();
        return new Asked(new Then(at, archivist != null), archivist, place);
    }

    /**
     * The story at an address, which is recorded where an archivist alone may see it.
     *
     * @throws NotShown if they may not
     */
    Kept story(String slug, Asked asked, HttpServletRequest request) {
        var kept = archive.kept(slug, asked.then().withdrawn()).orElseThrow(() -> nothing(slug));
        var archivist = asked.archivist();
        if (kept.withdrawn() && (archivist == null || !readers.read(archivist, kept.article(), request))) {
            throw nothing(slug);
        }
        return kept;
    }

    /** Records which stories of a list an archivist alone may see. */
    void listed(FrontPage.Page page, Asked asked, HttpServletRequest request) {
        var archivist = asked.archivist();
        if (archivist != null) {
            archive.withdrawn(page.stories().stream()
                            .map(FrontPage.Teaser::article)
                            .toList())
                    .forEach(article -> readers.read(archivist, article, request));
        }
    }

    /** A story that is on view now and was not always is told of as if it were not there. */
    private NotShown nothing(String slug) {
        var now = published.story(StoryAt.latest(slug));
        return new NotShown(now instanceof StoryAt.Answer.Live ? new StoryAt.Answer.Unknown() : now);
    }

    /** What the newsroom was called then, in the time that it kept. */
    Sheets.Head head(Instant at) {
        var said = archive.letterhead(at);
        var zone = house.zone(said.zone());
        return new Sheets.Head(house.name(said.name()), zone, Clock.fixed(at, zone));
    }

    // ---- Which there are

    /** Since when an address showed what it showed from an instant on: one that says which day it is changes at midnight, too. */
    private Instant dated(Original original, Instant changed, Instant at) {
        if (!original.dated()) {
            return changed;
        }
        var zone = house.zone(archive.letterhead(at).zone());
        var midnight = at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return midnight.isAfter(changed) ? midnight : changed;
    }

    private Optional<Changing> changing(Original original, boolean withdrawn) {
        var slug = original.slug();
        return slug == null
                ? Optional.of(new Changing.Stories())
                : archive.kept(slug, withdrawn).map(kept -> new Changing.OneStory(kept.article(), original.edition()));
    }

    /**
     * Where the memento is that comes nearest to an instant: the one that stood then, or the first where there was none yet. A day and a
     * time name a whole second, so what came out within it counts.
     *
     * @throws NotShown if there is none that whoever asks may see
     */
    String nearest(Original original, Instant second) {
        var end = second.plusSeconds(1).minusMillis(1);
        var now = clock.instant();
        var then = about(end.isAfter(now) ? now : end).then();
        return changing(original, then.withdrawn())
                .flatMap(what -> archive.span(what, then, then.at()))
                .map(span -> span.since() == null ? span.first() : dated(original, span.since(), then.at()))
                .map(original::memento)
                .orElseThrow(() -> original.slug() == null
                        ? new NotShown(new StoryAt.Answer.Unknown())
                        : nothing(original.slug()));
    }

    // ---- How an answer says so

    /** Of an address itself, which leads to its mementos. */
    static List<String> links(Original original) {
        return List.of(
                "<%s>; rel=\"original timegate\"".formatted(original.address()),
                "<%s>; rel=\"timemap\"; type=\"%s\"".formatted(original.timeMap(), LINK_FORMAT));
    }

    /**
     * Which memento an answer is.
     *
     * @param place as of which that is so
     * @param since empty if the address showed nothing yet
     * @param links as the header has them
     */
    private record Said(String place, String since, String links) {
        private void in(HttpServletResponse response) {
            if (!since.isEmpty()) {
                response.setHeader(MEMENTO_DATETIME, since);
                response.setHeader(HttpHeaders.LINK, links);
            }
        }
    }

    /** Says which memento this is, unless the address showed nothing yet; and for whom and for how long it may be kept. */
    void say(Original original, Changing what, Asked asked, HttpServletResponse response) {
        keep(asked, response);
        if (asked.archivist() != null) {
            said(original, what, asked).in(response);
            return;
        }
        var key = new Memento(original, asked.then().at());
        var which = said.getIfPresent(key);
        if (which == null || !which.place().equals(asked.place())) {
            which = said(original, what, asked);
            said.put(key, which);
        }
        which.in(response);
    }

    private Said said(Original original, Changing what, Asked asked) {
        var then = asked.then();
        var found = archive.span(what, then, clock.instant().plus(ANOTHER_CLOCK));
        if (found.isEmpty() || found.get().since() == null) {
            return new Said(asked.place(), "", "");
        }
        var span = found.get();
        var since = dated(original, requireNonNull(span.since()), then.at());
        var neighbours = archive.neighbours(what, new Then(since, then.withdrawn()));
        var beside = new TreeMap<Instant, String>();
        beside.put(since, "");
        if (neighbours.before() != null) {
            beside.merge(neighbours.before(), "prev ", String::concat);
        }
        if (neighbours.after() != null) {
            beside.merge(neighbours.after(), "next ", String::concat);
        }
        beside.merge(span.first(), "first ", String::concat);
        beside.merge(dated(original, span.last(), clock.instant()), "last ", String::concat);
        var links = new ArrayList<>(links(original));
        beside.forEach((each, relation) -> links.add(link(original.memento(each), relation + "memento", each)));
        return new Said(asked.place(), HttpDate.of(since), String.join(", ", links));
    }

    /**
     * Answers with the page that the world has seen of this instant already, if nothing was published or withdrawn since somebody last made
     * sure of it.
     *
     * @return whether it has
     */
    boolean again(Original original, Asked asked, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        if (asked.archivist() != null) {
            return false;
        }
        var key = new Memento(original, asked.then().at());
        var page = pages.at(key, asked.place());
        var which = said.getIfPresent(key);
        if (page == null || which == null || !which.place().equals(asked.place())) {
            return false;
        }
        keep(asked, response);
        which.in(response);
        page.send(request, response);
        return true;
    }

    /** Answers with a page that was made of what the read model shows. An archivist's is nobody else's. */
    void answer(
            Original original, Asked asked, Sheets.Sheet sheet, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        var page = asked.archivist() == null
                ? pages.shows(new Memento(original, asked.then().at()), asked.place(), sheet)
                : new PublicPage(sheet.tag(), sheet.html().get());
        page.send(request, response);
    }

    /** What the world sees may be held at any time. What an archivist sees is theirs, and no cache may give it to anybody else. */
    void keep(Asked asked, HttpServletResponse response) {
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                (asked.archivist() == null
                                ? Freshness.SHORT
                                : CacheControl.noStore().cachePrivate())
                        .getHeaderValue());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
    }

    private static String link(String address, String relation, Instant at) {
        return "<%s>; rel=\"%s\"; datetime=\"%s\"".formatted(address, relation, HttpDate.of(at));
    }

    /**
     * Some of the mementos of an address, as a TimeMap lists them.
     *
     * @param after those after this instant; null to begin with the first
     * @param limit at most so many
     * @param root what stands before each path
     * @throws NotShown if there are none that whoever asks may see
     */
    String timeMap(
            Original original,
            @Nullable Instant after,
            int limit,
            String root,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked = about(clock.instant());
        var then = asked.then();
        if (original.slug() != null) {
            story(original.slug(), asked, request);
        }
        var what = changing(original, then.withdrawn());
        var span = what.flatMap(each -> archive.span(each, then, then.at()))
                .orElseThrow(() -> new NotShown(new StoryAt.Answer.Unknown()));
        var first = span.first();
        var last = span.last();
        var some = archive.after(what.get(), new Then(after == null ? EARLIEST : after, then.withdrawn()), limit);
        var until = some.isEmpty() ? last : some.getLast();
        var links = new ArrayList<String>();
        links.add("<%s%s>; rel=\"original timegate\"".formatted(root, original.address()));
        links.add("<%s%s>; rel=\"self\"; type=\"%s\"; from=\"%s\"; until=\"%s\""
                .formatted(
                        root,
                        part(original, after),
                        LINK_FORMAT,
                        HttpDate.of(some.isEmpty() ? last : some.getFirst()),
                        HttpDate.of(until)));
        if (until.isBefore(last)) {
            links.add("<%s%s>; rel=\"timemap\"; type=\"%s\"; from=\"%s\"; until=\"%s\""
                    .formatted(root, part(original, until), LINK_FORMAT, HttpDate.of(until), HttpDate.of(last)));
        }
        some.forEach(each -> links.add(link(
                root + original.memento(each),
                Stream.of(each.equals(first) ? "first" : "", each.equals(last) ? "last" : "", "memento")
                        .filter(word -> !word.isEmpty())
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow(),
                each)));
        keep(asked, response);
        return String.join(",\n", links) + "\n";
    }

    private static String part(Original original, @Nullable Instant after) {
        var whole = original.timeMap();
        return after == null ? whole : whole + (whole.contains("?") ? "&" : "?") + TimeMaps.AFTER + "=" + after;
    }

    /** An instant by which a part of a TimeMap begins. */
    static @Nullable Instant after(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            var instant = written.length() > LONGEST ? EARLIEST : Instant.parse(written);
            if (instant.isAfter(EARLIEST) && instant.isBefore(EARLIEST.plus(9_000L * 365, ChronoUnit.DAYS))) {
                return instant;
            }
        } catch (DateTimeException none) {
            // Whatever is wrong with it, whoever asks is told one thing.
        }
        throw new InvalidValue("A TimeMap goes on where another part of it says, unchanged");
    }
}
