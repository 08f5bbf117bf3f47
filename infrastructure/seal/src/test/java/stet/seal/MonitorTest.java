package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.seal.Statement.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody outside watches what is shown, with what everybody gets. */
class MonitorTest {
    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00Z");
    private static final String ORIGIN = "news.example/stet";
    private static final SigningKeys KEYS = NotesTest.keys(ORIGIN, 1);
    private static final SigningKeys STATING = SigningKeys.ofStatements(ORIGIN + "/statements", new byte[32]);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** A newsroom as it answers, and as somebody may change it who runs it. */
    private static final class Newsroom implements Monitor.Site {
        private final List<byte[]> leaves = new ArrayList<>();
        private final List<byte[]> statements = new ArrayList<>();
        private final Map<String, ObjectNode> shown = new TreeMap<>();
        /** What somebody changes on its page, and nowhere else, or takes off it. */
        private final Set<String> forged = new TreeSet<>();

        private final Set<String> withoutPage = new TreeSet<>();

        private final String lied;

        Newsroom(String told) {
            lied = told;
        }

        Newsroom() {
            this("");
        }

        private byte[] happens(int times) {
            for (var n = 0; n < times; n++) {
                leaves.add(Merkle.leaf((lied + leaves.size()).getBytes(UTF_8)));
            }
            return leaves.getLast();
        }

        void states(Kind kind, String slug, int edition, String digest, Duration before) {
            var leaf = happens(3);
            statements.add(new Statement(
                            statements.size(),
                            kind,
                            slug,
                            edition,
                            digest,
                            NOW.minus(before),
                            leaves.size() - 1,
                            HexFormat.of().formatHex(leaf))
                    .bytes());
        }

        ObjectNode at(String address) {
            return Objects.requireNonNull(shown.get(address));
        }

        void publishes(String slug, Duration before) {
            var edition = shown.containsKey(slug) ? at(slug).path("edition").asInt() + 1 : 1;
            var at = NOW.minus(before).toString();
            var json = JsonMapper.shared()
                    .createObjectNode()
                    .put("slug", slug)
                    .put("edition", edition)
                    .put("published", at)
                    .put("lastPublished", at)
                    .put("headline", "Rain over Tolvik, " + slug);
            json.putArray("body")
                    .addObject()
                    .put("type", "paragraph")
                    .putObject("words")
                    .put("text", "It rained.");
            json.putArray("editorsNotes");
            states(Kind.EDITION, slug, edition, Statement.digest(json), before);
            shown.put(slug, json);
            shown.put(slug + "/editions/" + edition, json);
        }

        private static byte[] tile(List<byte[]> leaves, Tile tile) {
            var nodes = Merkle.over(leaves);
            var hashes = new byte[tile.width() * Merkle.HASH];
            for (var n = 0; n < tile.width(); n++) {
                System.arraycopy(
                        nodes.hash(tile.level() * Tile.HEIGHT, tile.index() * Tile.FULL + n),
                        0,
                        hashes,
                        n * Merkle.HASH,
                        Merkle.HASH);
            }
            return hashes;
        }

        private static Checkpoint of(String origin, List<byte[]> leaves) {
            return new Checkpoint(origin, leaves.size(), Merkle.root(Merkle.over(leaves), leaves.size()));
        }

        @Override
        public Optional<byte[]> get(String path) {
            var stated = statements.stream().map(Merkle::leaf).toList();
            if (path.equals("/seal/checkpoint")) {
                return text(KEYS.sign(of(ORIGIN, leaves), NOW).whole());
            }
            if (path.equals("/seal/policy")) {
                return text(Policy.of(
                        List.of(KEYS.verifiers().getFirst(), STATING.verifiers().getFirst())));
            }
            if (path.equals("/seal/statements/checkpoint")) {
                return text(
                        STATING.sign(of(ORIGIN + "/statements", stated), NOW).whole());
            }
            if (path.startsWith("/seal/statements/tile/entries/")) {
                var tile = Tile.of("0/" + path.substring("/seal/statements/tile/entries/".length()));
                return Optional.of(Bundle.of(statements.subList(
                        (int) tile.index() * Tile.FULL, (int) tile.index() * Tile.FULL + tile.width())));
            }
            if (path.startsWith("/seal/tile/")) {
                return Optional.of(tile(leaves, Tile.of(path.substring("/seal/tile/".length()))));
            }
            if (path.startsWith("/api/published?")) {
                return text(shown.entrySet().stream()
                        .filter(story -> !story.getKey().contains("/"))
                        .map(story -> "{\"slug\":\"%s\",\"lastPublished\":\"%s\"}"
                                .formatted(
                                        story.getKey(),
                                        story.getValue().path("lastPublished").asString()))
                        .collect(Collectors.joining(",", "{\"stories\":[", "],\"next\":null}")));
            }
            if (path.startsWith("/news/")) {
                var about = path.substring("/news/".length());
                return withoutPage.contains(about)
                        ? Optional.empty()
                        : Optional.ofNullable(shown.get(about))
                                .flatMap(json -> text(forged.contains(about) ? "forged" : heading(json)));
            }
            var story = path.substring("/api/published/".length());
            if (story.endsWith("/editions")) {
                return text(shown.keySet().stream()
                        .filter(key -> key.startsWith(story + "/"))
                        .map(key -> "{\"edition\":%s}".formatted(key.substring(story.length() + 1)))
                        .collect(Collectors.joining(",", "{\"editions\":[", "]}")));
            }
            return Optional.ofNullable(shown.get(story)).flatMap(json -> text(json.toString()));
        }

        private static String heading(JsonNode json) {
            return json.path("headline").asString();
        }

        private static List<String> differences(byte[] page, JsonNode json) {
            return new String(page, UTF_8).equals(heading(json)) ? List.of() : List.of("the headline");
        }

        private static Optional<byte[]> text(String text) {
            return Optional.of(text.getBytes(UTF_8));
        }
    }

    private Monitor.Report watch(Monitor.Site site) throws IOException {
        return new Monitor(site, Newsroom::differences, null, directory, Clock.fixed(NOW, ZoneOffset.UTC)).run();
    }

    private static final Duration LONG_AGO = Duration.ofHours(3);

    private static Newsroom newsroom() {
        var newsroom = new Newsroom();
        newsroom.publishes("ferry", LONG_AGO);
        newsroom.publishes("pier", LONG_AGO);
        newsroom.publishes("ferry", LONG_AGO);
        return newsroom;
    }

    @Test
    void what_is_shown_is_what_was_sealed_and_it_is_told_how_much_was_looked_at() throws Exception {
        var newsroom = newsroom();
        for (var n = 0; n < 300; n++) {
            newsroom.publishes("story-" + n, LONG_AGO);
        }
        newsroom.publishes("quay", LONG_AGO);
        newsroom.shown.keySet().removeIf(key -> key.startsWith("quay"));
        newsroom.states(Kind.HELD, "quay", 0, "", LONG_AGO);
        newsroom.shown.keySet().removeIf(key -> key.startsWith("pier"));
        newsroom.states(Kind.KILLED, "pier", 0, "", LONG_AGO);
        var report = watch(newsroom);
        assertThat(report.problems()).isEmpty();
        assertThat(report.editions()).isEqualTo(302);
        assertThat(report.pages()).isEqualTo(302);
        assertThat(report.stories()).isEqualTo(301);
        assertThat(report.held()).isEqualTo(1);
        assertThat(report.killed()).isEqualTo(1);
        assertThat(report.records()).isEqualTo(306 * 3);
        newsroom.publishes("later", LONG_AGO);
        assertThat(watch(newsroom).remarks()).anyMatch(said -> said.contains("The history grew by 3 entries"));
    }

    @Test
    void a_silent_change_is_named() throws Exception {
        var newsroom = newsroom();
        assertThat(watch(newsroom).problems()).isEmpty();
        newsroom.at("ferry/editions/1").put("headline", "Sun over Tolvik");
        assertThat(watch(newsroom).problems())
                .singleElement()
                .asString()
                .startsWith("Edition 1 of ferry was changed silently (the headline): it does not read as it did");
        ((ObjectNode) newsroom.at("ferry/editions/1").path("body").path(0).path("words")).put("text", "It shone.");
        assertThat(watch(newsroom).problems())
                .singleElement()
                .asString()
                .contains("silently (part 1 of the body, the headline)");

        var unseen = newsroom();
        unseen.at("pier").put("headline", "Sun over Tolvik");
        unseen.at("pier/editions/1").put("headline", "Sun over Tolvik");
        var elsewhere = new Monitor(
                unseen, Newsroom::differences, null, directory.resolve("new"), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(elsewhere.run().problems())
                .singleElement()
                .asString()
                .startsWith("Edition 1 of pier was changed silently: it does not read as it did");
    }

    /** Programs are shown what was sealed, and people are not. */
    @Test
    void a_page_that_says_another_thing_than_was_sealed_is_named() throws Exception {
        for (var about : List.of("ferry", "ferry/editions/1")) {
            var newsroom = newsroom();
            newsroom.forged.add(about);
            var report = watch(newsroom);
            assertThat(report.problems())
                    .containsExactly("The page of edition %d of ferry does not say what was sealed of it: the headline"
                            .formatted(about.contains("/") ? 1 : 2));
            assertThat(report.editions()).isEqualTo(3);
            assertThat(report.pages()).isEqualTo(2);
        }
        var newsroom = newsroom();
        newsroom.withoutPage.add("pier");
        assertThat(watch(newsroom).problems())
                .containsExactly("Edition 1 of pier has no page: programs are shown it and readers are not");
    }

    /** Words are taken out of what is shown: what is left is stated, and a change beyond that is not. */
    @Test
    void what_words_were_openly_taken_out_of_is_no_silent_change() throws Exception {
        var newsroom = newsroom();
        newsroom.at("ferry/editions/1").put("headline", "Rain over ██████");
        var left = Statement.digest(newsroom.at("ferry/editions/1"));
        newsroom.states(Kind.REDACTED, "ferry", 1, left, LONG_AGO);
        var report = watch(newsroom);
        assertThat(report.problems()).isEmpty();
        assertThat(report.redacted()).isEqualTo(1);
        newsroom.at("ferry/editions/1").put("headline", "Sun over ██████");
        assertThat(watch(newsroom).problems())
                .singleElement()
                .asString()
                .startsWith("Edition 1 of ferry was changed silently");
        newsroom.at("ferry/editions/1").put("headline", "Rain over ██████");
        newsroom.states(Kind.REDACTED, "ferry", 9, left, LONG_AGO);
        assertThat(watch(newsroom).problems()).singleElement().asString().contains("that it came out is not");
    }

    @Test
    void what_is_hidden_and_what_is_shown_without_being_stated_is_named() throws Exception {
        var newsroom = newsroom();
        newsroom.shown.keySet().removeIf(key -> key.startsWith("pier"));
        assertThat(watch(newsroom).problems())
                .containsExactly("pier is hidden: it is not shown, and not stated to be withdrawn");

        var second = newsroom();
        second.shown.remove("ferry/editions/1");
        assertThat(watch(second).problems())
                .containsExactly("Edition 1 of ferry is hidden: it is sealed and not shown");

        var third = newsroom();
        third.shown.put("smuggled", third.at("pier").deepCopy().put("slug", "smuggled"));
        assertThat(watch(third).problems()).containsExactly("smuggled is shown, and nothing is stated of it");

        var fourth = newsroom();
        fourth.states(Kind.HELD, "pier", 0, "", LONG_AGO);
        assertThat(watch(fourth).problems()).containsExactly("pier is shown, and stated to be withdrawn");
    }

    @Test
    void what_has_just_happened_is_given_its_time() throws Exception {
        var newsroom = newsroom();
        newsroom.publishes("just-now", Duration.ofSeconds(20));
        newsroom.shown.keySet().removeIf(key -> key.startsWith("just-now"));
        newsroom.states(Kind.HELD, "pier", 0, "", Duration.ofSeconds(5));
        var report = watch(newsroom);
        assertThat(report.problems()).isEmpty();
        assertThat(report.unsettled()).isEqualTo(2);
    }

    @Test
    void a_history_that_was_cut_back_made_anew_or_renamed_is_found_out() throws Exception {
        assertThat(watch(newsroom()).problems()).isEmpty();
        var shorter = new Newsroom();
        shorter.publishes("ferry", LONG_AGO);
        assertThat(watch(shorter).problems())
                .containsExactly("The history was cut back: it has 3 entries, and had 9 when it was last watched");

        var anew = new Newsroom("another ");
        anew.publishes("ferry", LONG_AGO);
        anew.publishes("pier", LONG_AGO);
        anew.publishes("ferry", LONG_AGO);
        anew.publishes("pier", LONG_AGO);
        assertThat(watch(anew).problems())
                .containsExactly(
                        "The history was made anew: its first 9 entries are not those that it had when it was last watched");
        assertThat(watch(newsroom()).problems())
                .as("what was seen before stays what was seen")
                .isEmpty();
    }

    @Test
    void a_statement_that_is_taken_out_or_changed_is_found_out() throws Exception {
        assertThat(watch(newsroom()).problems()).isEmpty();
        var newsroom = newsroom();
        newsroom.statements.set(1, newsroom.statements.get(2));
        assertThat(watch(newsroom).problems())
                .singleElement()
                .asString()
                .startsWith("What is stated openly was made anew");

        var ofNothing = newsroom();
        ofNothing.statements.add(
                new Statement(3, Kind.HELD, "pier", 0, "", NOW.minus(LONG_AGO), 2, "00".repeat(32)).bytes());
        assertThat(watch(ofNothing).problems())
                .contains("Record 2 in the history is not what is stated to be that pier was held");
    }

    @Test
    void keys_of_somebody_else_are_not_taken() throws Exception {
        var mine = Policy.read(Policy.of(NotesTest.keys(ORIGIN, 9).verifiers()));
        assertThat(new Monitor(newsroom(), Newsroom::differences, mine, directory, Clock.fixed(NOW, ZoneOffset.UTC))
                        .run()
                        .problems())
                .singleElement()
                .asString()
                .contains("No key of the policy's has signed");
    }

    @Test
    void what_readers_read_counts_and_nothing_else() {
        var json = newsroom().at("pier");
        var digest = Statement.digest(json);
        assertThat(Statement.digest(
                        json.deepCopy().put("lastPublished", "later").put("new", 1)))
                .isEqualTo(digest);
        assertThat(Statement.digest(json.deepCopy()
                        .put("published", json.path("published").asString().replace("Z", ".000Z"))))
                .isEqualTo(digest);
        assertThat(Statement.digest(json.deepCopy().put("byline", "By somebody else")))
                .isNotEqualTo(digest);
    }

    @Test
    void statements_and_bundles_are_read_back() {
        var statement = new Statement(7, Kind.NOTE, "ferry", 0, "ab", NOW, 41, "cd");
        assertThat(Statement.of(statement.bytes())).isEqualTo(statement);
        var entries = List.of(new byte[0], new byte[300], statement.bytes());
        assertThat(Bundle.read(Bundle.of(entries))).containsExactlyElementsOf(entries);
        for (var wrong : List.of(new byte[] {0}, new byte[] {0, 2, 1})) {
            assertThatThrownBy(() -> Bundle.read(wrong)).isInstanceOf(Jcs.Unfit.class);
        }
        for (var wrong : List.of("", "{}", new String(statement.bytes(), UTF_8).replace("\"note\"", "\"gossip\""))) {
            assertThatThrownBy(() -> Statement.of(wrong.getBytes(UTF_8))).isInstanceOf(Jcs.Unfit.class);
        }
        assertThat(new Tile(0, 1_067, 12).entries()).isEqualTo("entries/x001/067.p/12");
    }
}
