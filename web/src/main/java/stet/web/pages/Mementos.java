package stet.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    private static final int LONGEST = "2026-11-23T14:03:07.123456789Z".length();

    /** By how much the clock of another node may be ahead, whose word for an instant counts as well. */
    private static final Duration ANOTHER_CLOCK = Duration.ofSeconds(5);

    private final Archive archive;
    private final Published published;
    private final Readership readers;
    private final House house;
    private final Clock clock;

    Mementos(Archive archive, Published published, Readership readers, House house, Clock clock) {
        this.archive = archive;
        this.published = published;
        this.readers = readers;
        this.house = house;
        this.clock = clock;
    }

    /**
     * Whoever asks about an instant.
     *
     * @param archivist null for the world
     */
    record Asked(Then then, @Nullable SignedIn archivist) {}

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
        return new Asked(new Then(at, archivist != null), archivist);
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

    /** Since when an address had shown what it showed at an instant; empty if it showed nothing yet. */
    private Optional<Instant> since(Original original, Changing what, Then then) {
        return archive.since(what, then).map(changed -> {
            if (!original.dated()) {
                return changed;
            }
            var zone = house.zone(archive.letterhead(then.at()).zone());
            var midnight =
                    then.at().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
            return midnight.isAfter(changed) ? midnight : changed;
        });
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
                .flatMap(what -> since(original, what, then).or(() -> first(what, then)))
                .map(original::memento)
                .orElseThrow(() -> original.slug() == null
                        ? new NotShown(new StoryAt.Answer.Unknown())
                        : nothing(original.slug()));
    }

    private Optional<Instant> first(Changing what, Then then) {
        return archive.after(what, new Then(EARLIEST, then.withdrawn()), 1).stream()
                .findFirst();
    }

    private Optional<Instant> last(Original original, Changing what, Then then) {
        return since(original, what, new Then(clock.instant(), then.withdrawn()));
    }

    // ---- How an answer says so

    /** Of an address itself, which leads to its mementos. */
    static List<String> links(Original original) {
        return List.of(
                "<%s>; rel=\"original timegate\"".formatted(original.address()),
                "<%s>; rel=\"timemap\"; type=\"%s\"".formatted(original.timeMap(), LINK_FORMAT));
    }

    /** Says which memento this is, unless the address showed nothing yet; and for whom and for how long it may be kept. */
    void say(Original original, Changing what, Asked asked, HttpServletResponse response) {
        keep(asked, response);
        var then = asked.then();
        since(original, what, then).ifPresent(since -> {
            response.setHeader(MEMENTO_DATETIME, HttpDate.of(since));
            var links = new ArrayList<>(links(original));
            var at = new Then(since, then.withdrawn());
            var beside = new TreeMap<Instant, String>();
            beside.put(since, "");
            archive.before(what, at).ifPresent(each -> beside.merge(each, "prev ", String::concat));
            archive.after(what, at, 1).stream()
                    .findFirst()
                    .ifPresent(each -> beside.merge(each, "next ", String::concat));
            first(what, then).ifPresent(each -> beside.merge(each, "first ", String::concat));
            last(original, what, then).ifPresent(each -> beside.merge(each, "last ", String::concat));
            beside.forEach((each, relation) -> links.add(link(original.memento(each), relation + "memento", each)));
            response.setHeader(HttpHeaders.LINK, String.join(", ", links));
        });
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
        var first =
                what.flatMap(each -> first(each, then)).orElseThrow(() -> new NotShown(new StoryAt.Answer.Unknown()));
        var last = archive.since(what.get(), then).orElse(first);
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
