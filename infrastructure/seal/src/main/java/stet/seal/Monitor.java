package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.seal.Statement.Kind;
import tools.jackson.databind.JsonNode;

/**
 * Watches a newsroom from outside, with nothing that anybody else does not get: whether what it shows the world is what it has sealed, whether it shows
 * all of that but what it has openly withdrawn, and whether its history only grew since it was last watched.
 */
public final class Monitor {
    /** What has just come out is sealed, signed and in caches within this time. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final String SEAL = "/seal/";
    private static final String STATEMENTS = SEAL + "statements/";
    private static final String STORIES = "/api/published";
    /** Nobody has so many stories; a site that leads from page to page without an end is left. */
    private static final int MOST_PAGES = 100_000;

    private final Site site;
    private final Pages pages;
    private final @Nullable Policy trusted;
    private final NoteFile lastHistory;
    private final NoteFile lastStatements;
    private final SeenEditions seen;
    private final Clock clock;
    private final Report report = new Report();

    /** A newsroom, as anybody finds it. */
    @FunctionalInterface
    public interface Site {
        /**
         * What is at an address there.
         *
         * @param path with the slash it begins with
         * @return nothing if nothing is on view there
         * @throws IOException if nobody can tell
         */
        Optional<byte[]> get(String path) throws IOException;
    }

    /** Reads the pages of a newsroom as people do. */
    @FunctionalInterface
    public interface Pages {
        /**
         * Where a page does not say what the edition says, in words such as "the headline"; empty if it says the same everywhere.
         *
         * @param page as it was sent
         * @param edition its public JSON
         */
        List<String> differences(byte[] page, JsonNode edition);
    }

    /** What was looked at, and what of it does not fit. */
    public static final class Report {
        private long records;
        private long statements;
        private int stories;
        private int editions;
        private int pages;
        private int held;
        private int killed;
        private int redacted;
        private int unsettled;
        private final List<String> problems = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        private Report() {}

        /** How many records the history has. */
        public long records() {
            return records;
        }

        /** How many things it states openly. */
        public long statements() {
            return statements;
        }

        /** How many stories are shown. */
        public int stories() {
            return stories;
        }

        /** How many of their editions are shown, and read as they did when they came out. */
        public int editions() {
            return editions;
        }

        /** On how many pages readers read the same. */
        public int pages() {
            return pages;
        }

        /** How many stories are openly on hold. */
        public int held() {
            return held;
        }

        /** How many were openly withdrawn for good. */
        public int killed() {
            return killed;
        }

        /** Of how many editions and notes words were openly taken out. */
        public int redacted() {
            return redacted;
        }

        /** How much is so new that it may not be sealed, signed or shown everywhere yet. */
        public int unsettled() {
            return unsettled;
        }

        public boolean fits() {
            return problems.isEmpty();
        }

        /** What does not fit, as sentences without full stops. */
        public List<String> problems() {
            return List.copyOf(problems);
        }

        /** What whoever reads this should know, as sentences. */
        public List<String> remarks() {
            return List.copyOf(remarks);
        }
    }

    /**
     * @param trusted whose keys are taken; null for those that the site hands out itself
     * @param state a directory in which it is kept what was last seen, for the next time
     */
    public Monitor(Site site, Pages pages, @Nullable Policy trusted, Path state, Clock clock) {
        this.site = site;
        this.pages = pages;
        this.trusted = trusted;
        lastHistory = new NoteFile(state.resolve("history.checkpoint"));
        lastStatements = new NoteFile(state.resolve("statements.checkpoint"));
        seen = new SeenEditions(state.resolve("editions"));
        this.clock = clock;
    }

    /**
     * Looks at all of it, once.
     *
     * @throws IOException if the site, or what was last seen, cannot be read
     */
    public Report run() throws IOException {
        try {
            watch();
        } catch (Jcs.Unfit unfit) {
            report.problems.add(String.valueOf(unfit.getMessage()));
        } catch (DateTimeParseException none) {
            report.problems.add("A story does not say when it came out");
        } catch (UncheckedIOException unread) {
            throw unread.getCause();
        }
        return report;
    }

    private void watch() throws IOException {
        if (trusted == null) {
            report.remarks.add(
                    "The keys are those that the site hands out itself: that they are the newsroom's was not verified. Have its policy from"
                            + " somebody whom you believe, and give it with --policy.");
        }
        var policy = trusted == null ? Policy.read(text(SEAL + "policy")) : trusted;
        var note = Note.of(text(SEAL + "checkpoint"));
        var history = policy.accepted(note);
        report.records = history.size();
        var nodes = new Tiles(site, SEAL + "tile/", history.size());
        grew("The history", history, nodes, lastHistory);

        var stated = Note.of(text(STATEMENTS + "checkpoint"));
        var open = policy.accepted(stated);
        if (!open.origin().equals(history.origin() + "/statements")) {
            throw new Jcs.Unfit("The statements are of another log, '%s'".formatted(open.origin()));
        }
        var statements = statements(open);
        report.statements = statements.size();
        for (var statement : statements) {
            isSealed(statement, history, nodes);
        }
        shown(statements);
        if (report.fits()) {
            lastHistory.write(note);
            lastStatements.write(stated);
        }
    }

    /** What was last seen must be the beginning of what is there now. It is kept until all fits, so that what does not is told each time. */
    private void grew(String what, Checkpoint now, Merkle.Nodes nodes, NoteFile kept) throws IOException {
        var before = kept.read().map(note -> Checkpoint.of(note.text())).orElse(null);
        if (!Arrays.equals(Merkle.root(nodes, now.size()), now.root())) {
            throw new Jcs.Unfit(
                    "%s has not the hashes that its checkpoint of %d was made of".formatted(what, now.size()));
        }
        if (before == null) {
            report.remarks.add("%s was not watched before: it has %,d entries now.".formatted(what, now.size()));
            return;
        }
        if (!before.origin().equals(now.origin())) {
            throw new Jcs.Unfit("%s is called '%s', and was called '%s' when it was last watched: it is another one"
                    .formatted(what, now.origin(), before.origin()));
        }
        if (before.size() > now.size()) {
            throw new Jcs.Unfit("%s was cut back: it has %d entries, and had %d when it was last watched"
                    .formatted(what, now.size(), before.size()));
        }
        if (!Arrays.equals(Merkle.root(nodes, before.size()), before.root())) {
            throw new Jcs.Unfit(
                    "%s was made anew: its first %d entries are not those that it had when it was last watched"
                            .formatted(what, before.size()));
        }
        report.remarks.add(
                "%s grew by %,d entries since it was last watched.".formatted(what, now.size() - before.size()));
    }

    private List<Statement> statements(Checkpoint open) throws IOException {
        var entries = new ArrayList<byte[]>();
        for (var first = 0L; first < open.size(); first += Tile.FULL) {
            var tile = new Tile(0, first / Tile.FULL, (int) Math.min(Tile.FULL, open.size() - first));
            var bundle = Bundle.read(site.get(STATEMENTS + "tile/" + tile.entries())
                    .orElseThrow(() -> new Jcs.Unfit(
                            "The statements from %d on are not there".formatted(tile.index() * Tile.FULL))));
            if (bundle.size() != tile.width()) {
                throw new Jcs.Unfit("Of the statements from %d on are %d there, and not %d"
                        .formatted(first, bundle.size(), tile.width()));
            }
            entries.addAll(bundle);
        }
        grew(
                "What is stated openly",
                open,
                Merkle.over(entries.stream().map(Merkle::leaf).toList()),
                lastStatements);
        var statements = new ArrayList<Statement>();
        for (var entry : entries) {
            var statement = Statement.of(entry);
            if (statement.index() != statements.size()) {
                throw new Jcs.Unfit(
                        "Statement %d stands where %d belongs".formatted(statement.index(), statements.size()));
            }
            statements.add(statement);
        }
        return statements;
    }

    private void isSealed(Statement statement, Checkpoint history, Merkle.Nodes nodes) {
        if (statement.record() >= history.size()) {
            settles(
                    statement.at(),
                    "Record %d, which is stated to be %s, is not in the history that was signed"
                            .formatted(statement.record(), called(statement)));
        } else if (!Merkle.includes(
                history.root(),
                history.size(),
                statement.record(),
                HexFormat.of().parseHex(statement.leaf()),
                Merkle.inclusion(nodes, statement.record(), history.size()))) {
            report.problems.add("Record %d in the history is not what is stated to be %s"
                    .formatted(statement.record(), called(statement)));
        }
    }

    private static String called(Statement statement) {
        return switch (statement.kind()) {
            case EDITION -> "edition %d of %s".formatted(statement.edition(), statement.slug());
            case NOTE -> "a note on %s".formatted(statement.slug());
            case REDACTED -> "words taken out of %s".formatted(statement.slug());
            case HELD, RELEASED, KILLED ->
                "that %s was %s"
                        .formatted(statement.slug(), statement.kind().name().toLowerCase(Locale.ROOT));
        };
    }

    /** What is as new as that may settle by itself. */
    private void settles(Instant at, String problem) {
        if (at.plus(SETTLED).isAfter(clock.instant())) {
            report.unsettled++;
        } else {
            report.problems.add(problem);
        }
    }

    /** A story as it is stated to be. */
    private static final class Stated {
        private final TreeMap<Integer, Statement> editions = new TreeMap<>();
        private final Set<String> notes = new HashSet<>();
        /** Of how many notes words were taken out; they are not shown any more as they were stated at first. */
        private int redactedNotes;

        private Kind standing = Kind.RELEASED;
        /** When something of it changed. */
        private Instant last = Instant.MIN;
    }

    private void shown(List<Statement> statements) throws IOException {
        var stories = new TreeMap<String, Stated>();
        for (var statement : statements) {
            var story = stories.computeIfAbsent(statement.slug(), _ -> new Stated());
            story.last = statement.at();
            switch (statement.kind()) {
                case EDITION -> {
                    if (story.editions.put(statement.edition(), statement) != null) {
                        report.problems.add("There are two statements of edition %d of %s"
                                .formatted(statement.edition(), statement.slug()));
                    }
                }
                case NOTE -> story.notes.add(statement.shown());
                case REDACTED -> redacted(story, statement);
                case HELD, RELEASED, KILLED -> story.standing = statement.kind();
            }
        }
        var listed = listed();
        for (var slug : listed.entrySet()) {
            if (!stories.containsKey(slug.getKey())) {
                settles(slug.getValue(), "%s is shown, and nothing is stated of it".formatted(slug.getKey()));
            }
        }
        for (var story : stories.entrySet()) {
            switch (story.getValue().standing) {
                case HELD, KILLED -> withdrawn(story.getKey(), story.getValue(), listed.containsKey(story.getKey()));
                default -> onView(story.getKey(), story.getValue(), listed.containsKey(story.getKey()));
            }
        }
    }

    /** What is shown of an edition, or a note, is from then on what is left of it. */
    private void redacted(Stated story, Statement statement) {
        report.redacted++;
        if (statement.edition() == 0) {
            story.notes.add(statement.shown());
            story.redactedNotes++;
        } else if (story.editions.replace(statement.edition(), statement) == null) {
            report.problems.add("Words are stated to be taken out of edition %d of %s, and that it came out is not"
                    .formatted(statement.edition(), statement.slug()));
        }
    }

    /** The stories that are shown, with when their latest edition came out. */
    private Map<String, Instant> listed() throws IOException {
        var listed = new HashMap<String, Instant>();
        var after = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var json = Jcs.read(text(STORIES + "?limit=100" + (after.isEmpty() ? "" : "&after=" + encoded(after))));
            json.path("stories")
                    .valueStream()
                    .forEach(story -> listed.put(said(story, "slug"), Instant.parse(said(story, "lastPublished"))));
            after = said(json, "next");
            if (after.isEmpty()) {
                return listed;
            }
        }
        throw new Jcs.Unfit("The list of stories has no end");
    }

    private void withdrawn(String slug, Stated story, boolean listed) throws IOException {
        if (story.standing == Kind.HELD) {
            report.held++;
        } else {
            report.killed++;
        }
        if (listed || site.get(STORIES + "/" + encoded(slug)).isPresent()) {
            settles(story.last, "%s is shown, and stated to be withdrawn".formatted(slug));
        }
    }

    private void onView(String slug, Stated story, boolean listed) throws IOException {
        var latest = site.get(STORIES + "/" + encoded(slug)).map(Monitor::json).orElse(null);
        if (latest == null || !listed) {
            settles(
                    story.last,
                    "%s is hidden: it is not shown%s, and not stated to be withdrawn"
                            .formatted(slug, latest == null ? "" : " among the stories"));
            return;
        }
        report.stories++;
        var numbers = site.get(STORIES + "/" + encoded(slug) + "/editions")
                .map(Monitor::json)
                .map(json -> json.path("editions")
                        .valueStream()
                        .map(one -> one.path("edition").asInt(0))
                        .toList())
                .orElse(List.of());
        for (var number : numbers) {
            if (!story.editions.containsKey(number)) {
                settles(
                        instant(latest, "lastPublished"),
                        "Edition %d of %s is shown, and nothing is stated of it".formatted(number, slug));
            }
        }
        for (var edition : story.editions.values()) {
            edition(slug, edition, numbers.contains(edition.edition()), latest);
        }
        notes(slug, story, latest);
    }

    private void edition(String slug, Statement stated, boolean listed, JsonNode latest) throws IOException {
        var json = stated.edition() == latest.path("edition").asInt(0)
                ? latest
                : site.get(STORIES + "/%s/editions/%d".formatted(encoded(slug), stated.edition()))
                        .map(Monitor::json)
                        .orElse(null);
        if (json == null || !listed) {
            settles(
                    stated.at(),
                    "Edition %d of %s is hidden: it is sealed and not shown".formatted(stated.edition(), slug));
        } else if (Statement.digest(json).equals(stated.shown())) {
            report.editions++;
            seen.keep(stated.shown(), json);
            page(slug, stated, latest, json);
        } else {
            var differences = seen.differences(stated.shown(), json);
            settles(
                    stated.kind() == Kind.REDACTED ? stated.at() : Instant.MIN,
                    "Edition %d of %s was changed silently%s: it does not read as it did when %s at %s"
                            .formatted(
                                    stated.edition(),
                                    slug,
                                    differences.isEmpty() ? "" : " (%s)".formatted(String.join(", ", differences)),
                                    stated.kind() == Kind.REDACTED ? "words were taken out of it" : "it came out",
                                    stated.at()));
        }
    }

    /** What people read is what programs read, which is what was sealed. */
    private void page(String slug, Statement stated, JsonNode latest, JsonNode json) throws IOException {
        var isLatest = stated.edition() == latest.path("edition").asInt(0);
        var page = site.get("/news/" + encoded(slug) + (isLatest ? "" : "/editions/" + stated.edition()));
        var differences = page.map(html -> pages.differences(html, json)).orElse(List.of());
        if (page.isPresent() && differences.isEmpty()) {
            report.pages++;
            return;
        }
        var now = isLatest
                ? site.get(STORIES + "/" + encoded(slug)).map(Monitor::json).orElse(null)
                : json;
        if (!json.equals(now)) {
            // Something came out, or was withdrawn, between two questions.
            report.unsettled++;
            return;
        }
        settles(
                instant(latest, "lastPublished"),
                page.isEmpty()
                        ? "Edition %d of %s has no page: programs are shown it and readers are not"
                                .formatted(stated.edition(), slug)
                        : "The page of edition %d of %s does not say what was sealed of it: %s"
                                .formatted(stated.edition(), slug, String.join(", ", differences)));
    }

    private void notes(String slug, Stated story, JsonNode latest) {
        var shown = new HashSet<String>();
        latest.path("editorsNotes").valueStream().forEach(note -> {
            var json =
                    Pack.JSON.createObjectNode().put("text", said(note, "note")).put("at", said(note, "at"));
            var digest = Statement.digest(json);
            shown.add(digest);
            if (!story.notes.contains(digest)) {
                settles(instant(note, "at"), "A note on %s reads otherwise than any that is stated".formatted(slug));
            }
        });
        if (story.notes.stream().filter(note -> !shown.contains(note)).count() > story.redactedNotes) {
            settles(story.last, "A note on %s is hidden: it is sealed and not shown".formatted(slug));
        }
    }

    private static JsonNode json(byte[] bytes) {
        return Jcs.read(new String(bytes, UTF_8));
    }

    private static String said(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(said(json, name));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }

    private String text(String path) throws IOException {
        return site.get(path)
                .map(bytes -> new String(bytes, UTF_8))
                .orElseThrow(() -> new Jcs.Unfit("There is nothing at %s".formatted(path)));
    }

    /** The hashes of a tree as they are asked for tile by tile. */
    private static final class Tiles implements Merkle.Nodes {
        private final Site site;
        private final String prefix;
        private final long size;
        private final Map<String, byte[]> tiles = new HashMap<>();

        Tiles(Site site, String prefix, long size) {
            this.site = site;
            this.prefix = prefix;
            this.size = size;
        }

        @Override
        public byte[] hash(int level, long index) {
            if (level % Tile.HEIGHT != 0) {
                return Merkle.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
            }
            var first = index / Tile.FULL * Tile.FULL;
            var tile = new Tile(
                    level / Tile.HEIGHT, index / Tile.FULL, (int) Math.min(Tile.FULL, (size >> level) - first));
            var hashes = tiles.computeIfAbsent(tile.path(), _ -> read(tile));
            var at = (int) (index - first) * Merkle.HASH;
            return Arrays.copyOfRange(hashes, at, at + Merkle.HASH);
        }

        private byte[] read(Tile tile) {
            try {
                var hashes = site.get(prefix + tile.path()).orElse(new byte[0]);
                if (hashes.length == tile.width() * Merkle.HASH) {
                    return hashes;
                }
            } catch (IOException unread) {
                throw new UncheckedIOException(unread);
            }
            throw new Jcs.Unfit("The tile %s of the history is not there".formatted(tile.path()));
        }
    }
}
