package stet.workflow;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent.Redacted;
import stet.domain.content.Authorship.Range;
import stet.domain.content.Blackout;
import stet.domain.content.Hash;
import stet.domain.newsroom.Newsroom;
import stet.eventstore.Ledger;
import stet.eventstore.Redactions;
import stet.eventstore.Redactions.Rewritten;
import stet.eventstore.Redactions.Salts;
import stet.eventstore.StoredEvents;
import stet.eventstore.StoredEvents.Stored;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.ShreddedList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes words out of all that is stored of an article (rule 48). In one transaction the event that tells of it is written, the events in
 * which they stood are stored without them, and all that was made of these goes: states, answers to keys, the file that the draft came
 * from; and the read models are begun anew. Where the words stood, and never what they were, is noted beside the keys, so that a start on
 * an older backup takes them out again.
 */
public final class Redaction {
    private static final Logger LOG = LoggerFactory.getLogger(Redaction.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT = 32;
    private static final String AGAIN = "It was taken out after the backup was made that was restored";
    /** Of an event in which only fingerprints changed; these follow from where words stood in others. */
    private static final String NOWHERE = "{}";

    private static final Pattern BLACK = Pattern.compile(Blackout.BLACK + "+");
    private static final String EDITION = "article.edition-published";

    private final Commands commands;
    private final PastStates past;
    private final Ledger ledger;
    private final StoredEvents events;
    private final Redactions redactions;
    private final JsonMapper json;
    private final Hashes hashes;
    private final Consumer<Hash> files;
    private final ShreddedList list;
    private final Clock clock;

    /** What the seal has of an event, over a salt. */
    public interface Hashes {
        /** SHA-256 over the payload, in hexadecimal digits. */
        String payload(Stored event, byte[] salt);

        /** SHA-256 over what is stored beside it. */
        String metaData(Stored event, byte[] salt);
    }

    /**
     * @param json knows the shapes of events
     * @param files destroys the file that a draft came from, in the transaction that it is called in
     */
    public Redaction(
            Commands commands,
            PastStates past,
            Ledger ledger,
            DataSource database,
            JsonMapper json,
            Hashes hashes,
            Consumer<Hash> files,
            KeyFile keys,
            Clock clock) {
        this.commands = commands;
        this.past = past;
        this.ledger = ledger;
        this.json = json;
        this.hashes = hashes;
        this.files = files;
        this.clock = clock;
        events = new StoredEvents(database);
        redactions = new Redactions(database);
        list = ShreddedList.ofRedactions(keys);
    }

    /**
     * What would be taken out of the record of an article.
     *
     * @param events how many of its events say the words
     * @param times how often they stand there, in all revisions, editions and remarks
     * @param now how often they stand in the working copy
     * @param editions in which they stand, by number
     * @param file whether the draft came from a file, which would go
     */
    public record Preview(int events, int times, int now, List<Integer> editions, boolean file) {
        public Preview {
            editions = List.copyOf(editions);
        }
    }

    /** @throws Refused if there is no such article */
    public Preview preview(ArticleId article, Blackout words) {
        var history = events.history(article.value());
        var rewriting = rewriting(words, history);
        var said = rewriting.events().stream()
                .filter(event -> !event.places().isEmpty())
                .toList();
        var after = rewriting.after();
        if (after == null) {
            throw new Refused(RefusalCode.NO_SUCH_ARTICLE, "There is no such article");
        }
        return new Preview(
                said.size(),
                said.stream()
                        .flatMap(event -> event.places().values().stream())
                        .mapToInt(List::size)
                        .sum(),
                black(after) - black(commands.whole(article).orElse(after)),
                said.stream()
                        .filter(event -> event.stored().type().equals(EDITION))
                        .map(event -> json.readTree(event.stored().payload())
                                .path("edition")
                                .path("number")
                                .asInt(0))
                        .toList(),
                !rewriting.files().isEmpty());
    }

    /** How many parts of words are black in the working copy. */
    private static int black(Article article) {
        return article.content().written().values().stream()
                .mapToInt(text -> (int) BLACK.matcher(text).results().count())
                .sum();
    }

    private Rewriting rewriting(Blackout words, List<Stored> history) {
        // Most texts stand in an edition as they stood in a revision.
        var known = new HashMap<String, List<Range>>();
        return new Rewriting(json, (_, _, text) -> known.computeIfAbsent(text, words::in), history);
    }

    /**
     * Takes these words out of the record of an article.
     *
     * @param ground by which it has to be; the words are taken out of it, too
     */
    public Answer redact(ArticleId article, Blackout words, String ground, Request request) {
        var free = Blackout.out(ground, words.in(ground));
        var why = request.act().why();
        return commands.redact(
                article,
                free,
                last -> plan(article, last, rewriting(words, events.history(article.value()))),
                why == null ? request : request.with(without(request.act(), Blackout.out(why, words.in(why)))));
    }

    private static Act without(Act act, String why) {
        return new Act(act.who(), act.role(), act.at(), why, act.command(), act.program());
    }

    /** What is to be stored otherwise of an article, found in the transaction in which it is done. */
    interface Plan {
        List<Redacted> redacted();

        /** The article without the words. */
        Article after();

        /** The events that change, for whoever has kept answers to their commands. */
        List<Rewriting.Event> events();

        void carryOut();
    }

    private Plan plan(ArticleId article, long last, Rewriting rewriting) {
        var known = places(article);
        var salted = redactions.saltsOf(article.value());
        var rewritten = new ArrayList<Rewritten>();
        var redacted = new ArrayList<Redacted>();
        for (var event : rewriting.events()) {
            var stored = event.stored();
            var salt = salt();
            var before = salted.get(stored.id());
            // What is told last counts for all of an event, so it tells again what was told before.
            var metaSalt = event.metaToo() || (before != null && before.meta() != null) ? salt() : null;
            redacted.add(new Redacted(
                    stored.seq(),
                    new Hash(hashes.payload(stored, salt)),
                    metaSalt == null ? null : new Hash(hashes.metaData(stored, metaSalt))));
            rewritten.add(new Rewritten(
                    stored.seq(),
                    stored.id(),
                    stored.payload(),
                    stored.meta(),
                    new Salts(hex(salt), metaSalt == null ? null : hex(metaSalt)),
                    json.writeValueAsString(numbers(both(known.getOrDefault(stored.id(), Map.of()), event.places())))));
        }
        return new Plan() {
            @Override
            public List<Redacted> redacted() {
                return redacted;
            }

            @Override
            public Article after() {
                return Objects.requireNonNull(rewriting.after());
            }

            @Override
            public List<Rewriting.Event> events() {
                return rewriting.events();
            }

            @Override
            public void carryOut() {
                ledger.redact(article.value(), last + 1, rewritten);
                rewriting.files().forEach(files);
                var lines = rewritten.stream()
                        .filter(event -> !event.places().equals(NOWHERE))
                        .map(event -> line(article.value(), event.sequence(), event.id(), event.places()))
                        .toList();
                onceCommitted(() -> {
                    past.forget(article);
                    note(lines);
                });
            }
        };
    }

    private static byte[] salt() {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    // ---- Where they stood

    private Map<String, Map<String, List<Range>>> places(ArticleId article) {
        return redactions.places().stream()
                .filter(place -> place.history().equals(article.value()))
                .collect(Collectors.toMap(Redactions.Place::id, place -> ranges(place.places())));
    }

    private static Map<String, List<Range>> both(Map<String, List<Range>> one, Map<String, List<Range>> other) {
        var both = new TreeMap<String, List<Range>>(one);
        other.forEach((pointer, ranges) -> both.merge(pointer, ranges, (before, now) -> {
            var all = new ArrayList<>(before);
            now.stream().filter(range -> !before.contains(range)).forEach(all::add);
            return all;
        }));
        return both;
    }

    private static Map<String, List<Integer>> numbers(Map<String, List<Range>> places) {
        var numbers = new TreeMap<String, List<Integer>>();
        places.forEach((pointer, ranges) -> numbers.put(
                pointer,
                ranges.stream()
                        .flatMap(range -> List.of(range.start(), range.end()).stream())
                        .toList()));
        return numbers;
    }

    private Map<String, List<Range>> ranges(String places) {
        var ranges = new TreeMap<String, List<Range>>();
        json.readTree(places).properties().forEach(pointer -> {
            var numbers = pointer.getValue().valueStream().map(JsonNode::asInt).toList();
            var all = new ArrayList<Range>();
            for (var n = 0; n + 1 < numbers.size(); n += 2) {
                all.add(new Range(numbers.get(n), numbers.get(n + 1)));
            }
            ranges.put(pointer.getKey(), all);
        });
        return ranges;
    }

    // ---- The list beside the keys

    private record Listed(String history, long sequence, String id, String places) {}

    private static String line(String history, long sequence, String id, String places) {
        return "%s %d %s %s".formatted(history, sequence, id, places);
    }

    private static @Nullable Listed listed(String line) {
        var parts = line.split(" ", 4);
        return parts.length == 4 && parts[1].matches("[0-9]{1,18}")
                ? new Listed(parts[0], Long.parseLong(parts[1]), parts[2], parts[3])
                : null;
    }

    private static void onceCommitted(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }

    private void note(Collection<String> lines) {
        try {
            list.add(lines);
        } catch (IOException unwritable) {
            LOG.warn(
                    "Where words were taken out cannot be noted in {} ({}), so a backup from before would have them again",
                    list.path(),
                    unwritable.toString());
        }
    }

    /**
     * Takes out again what the list beside the keys says was taken out and a backup brought back, and puts on the list what other nodes have
     * taken out. For the start, before anybody is answered.
     */
    public void again() {
        Set<String> lines;
        try {
            lines = list.read();
        } catch (IOException unreadable) {
            LOG.warn(
                    "{} cannot be read ({}), so what was taken out since a backup that was restored may stand there again",
                    list.path(),
                    unreadable.toString());
            return;
        }
        var known = new HashMap<String, Map<String, List<Range>>>();
        var missing = new ArrayList<String>();
        for (var place : redactions.places()) {
            known.put(place.id(), ranges(place.places()));
            var line = line(place.history(), place.sequence(), place.id(), place.places());
            if (!place.places().equals(NOWHERE) && !lines.contains(line)) {
                missing.add(line);
            }
        }
        var back = new LinkedHashMap<String, Map<String, Map<String, List<Range>>>>();
        lines.stream().map(Redaction::listed).filter(Objects::nonNull).forEach(listed -> {
            var places = ranges(listed.places());
            if (!covers(known.getOrDefault(listed.id(), Map.of()), places)) {
                back.computeIfAbsent(listed.history(), _ -> new HashMap<>())
                        .merge(listed.id(), places, Redaction::both);
            }
        });
        back.forEach(this::again);
        note(missing);
    }

    private static boolean covers(Map<String, List<Range>> known, Map<String, List<Range>> places) {
        return places.entrySet().stream()
                .allMatch(each -> known.getOrDefault(each.getKey(), List.of()).containsAll(each.getValue()));
    }

    /** An event that is not there any more, or another in its place, says nothing of what was taken out. */
    private void again(String history, Map<String, Map<String, List<Range>>> places) {
        var there = events.history(history);
        if (there.stream().noneMatch(event -> places.containsKey(event.id()))) {
            return;
        }
        var act = new Act(
                Newsroom.STET,
                Role.STANDARDS,
                clock.instant(),
                null,
                new CommandId(UUID.randomUUID().toString()));
        Rewriting.Where where = (event, pointer, text) ->
                places.getOrDefault(event.id(), Map.of()).getOrDefault(pointer, List.of()).stream()
                        .filter(range -> range.end() <= text.length())
                        .toList();
        var article = new ArticleId(history);
        var answer = commands.redact(
                article,
                AGAIN,
                last -> plan(article, last, new Rewriting(json, where, events.history(history))),
                Request.by(act));
        if (answer instanceof Answer.Done) {
            LOG.warn("Words that were taken out since a backup that was restored are taken out again of {}", history);
        }
    }
}
