package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.eventstore.Databases;
import stet.web.house.House;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the world was shown at an instant, byte for byte. A client writes down what it finds at random addresses while stories live their
 * lives, and asks for all of it again afterwards (RFC 7089).
 */
@Tag("program")
class MementoTest {
    private static final int PAIRS = 1_000;
    private static final int ACTS = 50;
    private static final List<String> SECTIONS = List.of("City", "Harbour", "Sport");
    private static final List<String> THINGS =
            List.of("Ferry", "Mill", "Bridge", "Market", "School", "Pier", "Tram", "Park");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"([^\"]*)\"(?:; [a-z]+=\"[^\"]*\")*");

    private static final List<String> ZONES = List.of("Europe/Oslo", "Asia/Tokyo", "UTC");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    private static final ToldTime clock = new ToldTime();

    @SuppressWarnings("NullAway.Init")
    private static RunningStet stet;

    @SuppressWarnings("NullAway.Init")
    private static Newcomers people;

    /** The stories by what they are about, and what became of them. */
    private static final Map<String, Life> lives = new LinkedHashMap<>();

    private static final List<Seen> seen = new ArrayList<>();

    private static int zones;

    private static final class Life {
        private final String article;
        private final String slug;
        private String section = "City";
        private int edition = 1;
        private boolean held;
        private boolean killed;
        private boolean withdrawn;

        Life(String article, String slug) {
            this.article = article;
            this.slug = slug;
        }

        boolean isLive() {
            return !held && !killed;
        }
    }

    /**
     * What somebody found.
     *
     * @param live the slugs of what was on view then, each with its section
     */
    private record Seen(String address, Instant at, int status, String body, Map<String, String> live) {
        boolean isList() {
            return !address.contains("/news/") && !address.contains("/api/published/");
        }
    }

    @BeforeAll
    static void a_newsroom_works_and_somebody_writes_down_what_it_shows() {
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                clock);
        clock.house = stet.part(House.class);
        stet.opens("city");
        people = Newcomers.to(stet);
        var random = new Random(7089);
        publishes("Ferry");
        for (var act = 1; act <= ACTS; act++) {
            for (var look = 0; look < PAIRS / ACTS; look++) {
                // The end of a second is what a day and a time mean; any other instant is asked for by its address.
                clock.goesOn(Duration.ofSeconds(1 + random.nextInt(900)));
                clock.now = clock.now
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusMillis(look % 2 == 0 ? 999 : random.nextInt(1_000));
                looks(address(random));
            }
            clock.goesOn(Duration.ofMillis(1 + random.nextInt(3_000)));
            happens(act, random);
        }
        clock.goesOn(Duration.ofDays(1));
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    // ---- What happens

    private static Life life(String thing) {
        return Objects.requireNonNull(lives.get(thing));
    }

    private static void publishes(String thing) {
        var article = people.publishes("city", thing + " in the news", "It was seen by the old harbour.");
        lives.put(thing, new Life(article, people.slug(article)));
    }

    private static void happens(int act, Random random) {
        var unborn = THINGS.stream().filter(thing -> !lives.containsKey(thing)).toList();
        if (!unborn.isEmpty() && act % 3 == 1) {
            publishes(unborn.getFirst());
            return;
        }
        if (act == ACTS - 10) {
            kills(lives.values().stream()
                    .filter(life -> life.withdrawn && !life.killed)
                    .findFirst()
                    .orElse(life("Mill")));
            return;
        }
        // Every second of them is never held or killed.
        var thing = List.copyOf(lives.keySet()).get(random.nextInt(lives.size()));
        var mayFall = THINGS.indexOf(thing) % 2 == 1;
        var life = life(thing);
        if (life.killed) {
            life = life("Ferry");
            mayFall = false;
        }
        var what = life.held ? random.nextInt(2) : random.nextInt(mayFall ? 8 : 6);
        if (life.held) {
            if (what == 0) {
                people.stella().asks(life.article, "release-hold", Map.of()).with(200);
                life.held = false;
            } else {
                note(life, act);
            }
            return;
        }
        switch (what) {
            case 0, 1 -> rewrites(life, act, SECTIONS.get(random.nextInt(SECTIONS.size())), "UPDATE");
            case 2 -> rewrites(life, act, life.section, "CORRECTION");
            case 3 -> note(life, act);
            case 4 ->
                stet.administrator()
                        .posts(
                                "/api/newsroom/name-newsroom",
                                Map.of("name", "The Post of " + word(act).replace("quay", "isle")))
                        .with(200);
            case 5 -> {
                zones++;
                stet.administrator()
                        .posts("/api/newsroom/set-zone", Map.of("zone", ZONES.get(zones % ZONES.size())))
                        .with(200);
            }
            case 6 -> {
                people.stella()
                        .asks(life.article, "hold-article", Map.of("reason", "A complaint"))
                        .with(200);
                life.held = true;
                life.withdrawn = true;
            }
            default -> kills(life);
        }
    }

    private static void kills(Life life) {
        if (!life.killed) {
            people.stella()
                    .asks(life.article, "kill-article", Map.of("reason", "Made up", "notice", "We were wrong"))
                    .with(200);
            life.held = false;
            life.killed = true;
            life.withdrawn = true;
        }
    }

    private static void note(Life life, int act) {
        people.stella()
                .asks(life.article, "attach-editors-note", Map.of("note", "Readers told us of " + word(act)))
                .with(200);
    }

    private static void rewrites(Life life, int act, String section, String kind) {
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + life.article + "/content");
        content.put("section", section);
        ((ObjectNode) content.path("blocks").path(0)).put("text", "It was seen by the old " + word(act) + ".");
        people.wanda()
                .saves(
                        life.article,
                        people.wanda()
                                .sees("/api/articles/" + life.article)
                                .path("revision")
                                .asInt(),
                        content)
                .with(200);
        people.chidi().asks(life.article, "sign-off-facts", Map.of()).with(200);
        people.paul()
                .asks(
                        life.article,
                        "publish-article",
                        Map.of(
                                "kind",
                                kind,
                                "note",
                                Map.of("wrong", kind.equals("UPDATE") ? "" : "It was elsewhere", "right", word(act))))
                .with(200);
        life.section = section;
        life.edition++;
    }

    /** One for each act, and no number. */
    private static String word(int act) {
        return "quay-" + (char) ('a' + act / 26) + (char) ('a' + act % 26);
    }

    // ---- What is seen

    private static String address(Random random) {
        var life = List.copyOf(lives.values()).get(random.nextInt(lives.size()));
        var section = SECTIONS.get(random.nextInt(SECTIONS.size()));
        var edition = 1 + random.nextInt(life.edition + 1);
        return switch (random.nextInt(10)) {
            case 0 -> "/";
            case 1, 2 -> "/sections/" + section;
            case 3, 4 -> "/news/" + life.slug;
            case 5 -> "/news/%s/editions/%d".formatted(life.slug, edition);
            case 6 -> random.nextBoolean() ? "/api/published?limit=50" : "/api/published?section=" + section;
            case 7 -> "/api/published/" + life.slug;
            case 8 -> "/api/published/%s/editions".formatted(life.slug);
            default -> "/api/published/%s/editions/%d".formatted(life.slug, edition);
        };
    }

    private static void looks(String address) {
        var found = stet.world().gets(address);
        var live = lives.values().stream()
                .filter(Life::isLive)
                .collect(Collectors.toMap(life -> life.slug, life -> life.section));
        seen.add(new Seen(address, clock.instant(), found.status(), found.text(), live));
    }

    /**
     * By the day and the time where that says it, and by the address of the instant otherwise. Where there was nothing yet, a day and a time
     * lead to the first that there was.
     */
    private static Reply asOf(Colleague who, Seen seen) {
        return seen.status() == 200 && seen.at().toEpochMilli() % 1_000 == 999
                ? atDate(who, seen.address(), seen.at())
                : who.gets(memento(seen.address(), seen.at()));
    }

    private static Reply atDate(Colleague who, String address, Instant at) {
        var gate = who.with("Accept-Datetime", HTTP_DATE.format(at)).gets(address);
        return gate.status() == 302 ? who.gets(gate.header("Location")) : gate;
    }

    private static String memento(String address, Instant at) {
        return address.startsWith("/api/")
                ? "/api/as-of/%s%s".formatted(at, address.substring("/api".length()))
                : "/as-of/%s%s".formatted(at, address.equals("/") ? "" : address);
    }

    // ---- And afterwards

    @Test
    void what_the_world_was_shown_is_shown_again_byte_for_byte_but_what_was_ever_held_or_killed() {
        var withdrawn = lives.values().stream()
                .filter(life -> life.withdrawn)
                .map(life -> life.slug)
                .collect(Collectors.toSet());
        assertThat(withdrawn).hasSizeBetween(2, 5);
        var same = 0;
        var hidden = 0;
        for (var each : seen) {
            var then = asOf(stet.world(), each);
            var about = each.address() + " at " + each.at();
            if (!each.isList() && withdrawn.stream().anyMatch(each.address()::contains)) {
                assertThat(then.status()).as(about).isIn(404, 410);
                assertThat(then.header("Memento-Datetime")).as(about).isEmpty();
                assertThat(then.text()).as(about).doesNotContain("old harbour", "quay", "in the news");
                hidden++;
            } else if (each.isList() && showedOtherThanIsLeft(each, withdrawn)) {
                assertThat(slugs(then.text()))
                        .as(about)
                        .isEqualTo(slugs(each.body()).stream()
                                .filter(slug -> !withdrawn.contains(slug))
                                .toList());
                hidden++;
            } else {
                assertThat(then.status()).as(about).isEqualTo(each.status());
                assertThat(then.text()).as(about).isEqualTo(each.body());
                same++;
            }
        }
        assertThat(same).isGreaterThan(400);
        assertThat(hidden).isGreaterThan(100);
    }

    @Test
    void whoever_reads_what_was_killed_is_shown_all_of_it_again_and_each_killed_story_is_recorded() {
        var before = readings();
        for (var each : seen) {
            var then = asOf(people.stella(), each);
            var about = each.address() + " at " + each.at();
            assertThat(then.status()).as(about).isEqualTo(each.status());
            assertThat(then.text()).as(about).isEqualTo(each.body());
        }
        var killed = lives.values().stream().filter(life -> life.killed).toList();
        assertThat(killed).isNotEmpty();
        assertThat(readings()).isGreaterThan(before);

        var shown = seen.stream()
                .filter(each -> each.status() == 200)
                .filter(each -> killed.stream().anyMatch(life -> each.address().equals("/news/" + life.slug)))
                .findFirst()
                .orElseThrow();
        var between = readings();
        asOf(people.stella(), shown).with(200);
        assertThat(readings()).isEqualTo(between + 1);
        for (var other : List.of(people.wanda(), people.chidi(), people.pia(), people.paul(), stet.administrator())) {
            asOf(other, shown).with(410);
        }
        assertThat(readings()).isEqualTo(between + 1);
    }

    @Test
    void each_address_is_its_own_time_gate_and_leads_to_its_mementos() {
        var ferry = life("Ferry");
        for (var address : List.of(
                "/",
                "/sections/" + ferry.section,
                "/news/" + ferry.slug,
                "/news/%s/editions/1".formatted(ferry.slug),
                "/api/published",
                "/api/published/" + ferry.slug)) {
            var now = stet.world().gets(address).with(200);
            assertThat(vary(now)).as(address).contains("accept-datetime");
            assertThat(links(now))
                    .containsEntry("original timegate", address)
                    .containsEntry("timemap", "/timemap" + address);
            assertThat(now.header("Memento-Datetime")).isEmpty();

            var lately = seen.getLast().at();
            var gate = stet.world()
                    .with("Accept-Datetime", HTTP_DATE.format(lately))
                    .gets(address)
                    .with(302);
            assertThat(vary(gate)).contains("accept-datetime");
            assertThat(links(gate)).containsEntry("original timegate", address);
            assertThat(gate.header("Memento-Datetime")).isEmpty();
            assertThat(gate.header("Cache-Control")).contains("no-store");

            var memento = stet.world().gets(gate.header("Location")).with(200);
            assertThat(instant(memento)).as(address).isBeforeOrEqualTo(lately);
            assertThat(memento.header("Cache-Control")).contains("max-age=60", "must-revalidate");
            assertThat(vary(memento)).contains("authorization", "cookie").doesNotContain("accept-datetime");
            var links = links(memento);
            assertThat(links)
                    .containsEntry("original timegate", address)
                    .containsEntry("timemap", "/timemap" + address)
                    .containsValue(gate.header("Location"));
            assertThat(links.keySet())
                    .anyMatch(relation -> relation.contains("first"))
                    .anyMatch(relation -> relation.contains("last"))
                    .allMatch(relation -> relation.endsWith("memento")
                            || relation.equals("original timegate")
                            || relation.equals("timemap"));

            // From one to the next, and back.
            var first = stet.world().gets(linked(links, "first"));
            assertThat(links(first).keySet()).noneMatch(relation -> relation.contains("prev"));
            var second = stet.world().gets(linked(links(first), "next"));
            assertThat(linked(links(second), "prev")).isEqualTo(linked(links(first), "first"));
            var last = stet.world().gets(linked(links, "last")).with(200);
            assertThat(links(last).keySet()).noneMatch(relation -> relation.contains("next"));
            stet.world()
                    .with("If-None-Match", last.header("ETag"))
                    .gets(linked(links, "last"))
                    .with(304);
            if (address.contains(ferry.slug)) {
                assertThat(last.text()).isEqualTo(now.text());
                assertThat(last.header("ETag")).isEqualTo(now.header("ETag"));
            }
        }
    }

    @Test
    void before_the_first_and_after_the_last_the_nearest_is_found() {
        var address = "/news/" + life("Ferry").slug;
        var old = stet.world()
                .with("Accept-Datetime", "Thu, 31 May 2007 20:35:00 GMT")
                .gets(address)
                .with(302);
        var first = stet.world().gets(old.header("Location")).with(200);
        assertThat(linked(links(first), "first")).isEqualTo(old.header("Location"));

        var later = stet.world()
                .with("Accept-Datetime", "Fri, 31 May 2999 20:35:00 GMT")
                .gets(address)
                .with(302);
        assertThat(linked(links(first), "last")).isEqualTo(later.header("Location"));
        stet.world()
                .gets(memento(address, Instant.parse("2007-05-31T20:35:00Z")))
                .with(404);
        stet.world()
                .gets(memento(address, Instant.parse("2999-05-31T20:35:00Z")))
                .with(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-23T14:03:00Z",
                "Thu, 31 May 2007 20:35:00 CET",
                "Fri, 31 May 2007 20:35:00 GMT",
                "Thu, 31 May 2007 25:35:00 GMT",
                "thu, 31 may 2007 20:35:00 gmt",
                "Thu, 31 May 2007 20:35:00 GMT, Thu, 31 May 2007 20:35:00 GMT"
            })
    void a_day_and_a_time_that_cannot_be_read_are_refused_in_a_sentence(String wanted) {
        var asking = stet.world().with("Accept-Datetime", wanted);
        assertThat(asking.gets("/").with(400).text()).contains("Accept-Datetime must be a day and a time");
        assertThat(asking.gets("/news/nothing").with(400).text()).contains("Accept-Datetime must be a day and a time");
        asking.gets("/api/published").refused(400, "malformed-request");
    }

    @Test
    void where_nothing_was_there_is_no_memento() {
        var asking = stet.world().with("Accept-Datetime", HTTP_DATE.format(clock.instant()));
        asking.gets("/news/never-was").with(404);
        asking.gets("/api/published/never-was").refused(404, "no-such-story");
        stet.world().gets("/timemap/news/never-was").with(404);
        stet.world().gets("/timemap/newsroom").with(404);
        stet.world().gets(memento("/news/never-was", clock.instant())).with(404);
        stet.world().gets("/as-of/yesterday/news/never-was").with(400);
        stet.world().gets("/api/as-of/yesterday/published").refused(400, "malformed-request");
        for (var life : lives.values()) {
            if (life.withdrawn) {
                assertThat(asking.gets("/news/" + life.slug).status()).isIn(404, 410);
                assertThat(stet.world().gets("/timemap/news/" + life.slug).status())
                        .isIn(404, 410);
                people.stella().gets("/timemap/news/" + life.slug).with(200);
            }
        }
    }

    @Test
    void a_time_map_lists_each_memento_once_and_in_order() {
        for (var who : List.of(stet.world(), people.stella())) {
            for (var address : List.of("/", "/news/" + life("Ferry").slug)) {
                var map = who.gets("/timemap" + address).with(200);
                assertThat(map.header("Content-Type")).isEqualTo("application/link-format");
                var lines = map.text().strip().lines().toList();
                assertThat(lines.getFirst())
                        .matches("<http.*" + Pattern.quote(address) + ">; rel=\"original timegate\",");
                assertThat(lines.get(1))
                        .contains("/timemap" + address + ">; rel=\"self\"; type=\"application/link-format\"; from=");
                var mementos = lines.subList(2, lines.size());
                assertThat(mementos).hasSizeGreaterThan(5).doesNotHaveDuplicates();
                assertThat(mementos.getFirst()).contains("rel=\"first memento\"; datetime=");
                assertThat(mementos.getLast()).contains("rel=\"last memento\"; datetime=");
                var addresses = mementos.stream()
                        .map(line -> line.substring(line.indexOf("/as-of/"), line.indexOf('>')))
                        .toList();
                assertThat(addresses).isSorted();
                addresses.forEach(each -> assertThat(who.gets(each).with(200).header("Memento-Datetime"))
                        .isNotEmpty());
            }
        }
        assertThat(people.stella().gets("/timemap/").header("Cache-Control")).contains("no-store");
    }

    private static List<String> vary(Reply reply) {
        return reply.headers().allValues("Vary").stream()
                .flatMap(names -> Pattern.compile(", *").splitAsStream(names.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** The addresses by their relations. */
    private static Map<String, String> links(Reply reply) {
        return LINK.matcher(reply.header("Link"))
                .results()
                .collect(Collectors.toMap(found -> found.group(2), found -> found.group(1)));
    }

    private static String linked(Map<String, String> links, String relation) {
        return links.entrySet().stream()
                .filter(link -> List.of(link.getKey().split(" ", -1)).contains(relation))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Instant instant(Reply memento) {
        return Instant.from(HTTP_DATE.parse(memento.header("Memento-Datetime")));
    }

    private static long readings() {
        return stet.rows("people_access").stream()
                .filter(row -> row.contains("READ_IN_CONFIDENCE"))
                .count();
    }

    /** A list, or the sections that a page of stories names, had something that was held or killed at some time. */
    private static boolean showedOtherThanIsLeft(Seen list, Set<String> withdrawn) {
        var all = new TreeSet<>(list.live().values());
        var left = new HashSet<String>();
        list.live().forEach((slug, section) -> {
            if (!withdrawn.contains(slug)) {
                left.add(section);
            }
        });
        return withdrawn.stream().anyMatch(list.body()::contains)
                || !(list.address().startsWith("/api/") || left.equals(all));
    }

    private static List<String> slugs(String body) {
        return Pattern.compile("/news/([a-z0-9-]+)")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
