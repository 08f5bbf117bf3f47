package stet.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.content.Authorship.Range;
import stet.domain.content.Blackout;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.events.StoredNames;
import stet.eventstore.StoredEvents.Stored;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An article's history as it is to be stored once words are taken out. It is folded twice, with the words and without: what an event says
 * by a fingerprint of words, or by the words that a claim stands on, is said of the words without as it was said of those with them. So
 * every sign-off, verdict and approval is of what it was of, and no fingerprint is left by which somebody could try names.
 */
final class Rewriting {
    private static final String NO_FILE = "0".repeat(64);

    private final JsonMapper json;
    private final Where where;
    private final Map<String, String> named = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Hash> files = new ArrayList<>();
    private @Nullable Article was;
    private @Nullable Article now;
    /** Whether the two differ by now. */
    private boolean differs;

    private int learned;

    /** Which characters of a text are to be blacked out. */
    @FunctionalInterface
    interface Where {
        /** @param pointer into the payload, with the slash it begins with; or the name of what is stored beside it */
        List<Range> in(Stored event, String pointer, String text);
    }

    /**
     * An event that changes.
     *
     * @param stored as it is to be
     * @param metaToo whether what is stored beside its payload changes as well
     * @param places by pointer, what is blacked out; none where only fingerprints change
     */
    record Event(Stored stored, Act act, boolean metaToo, Map<String, List<Range>> places) {}

    /** @param json knows the shapes of events */
    Rewriting(JsonMapper json, Where where, List<Stored> history) {
        this.json = json;
        this.where = where;
        history.forEach(this::next);
    }

    /** Those that change, in their order. */
    List<Event> events() {
        return events;
    }

    /** The files that drafts came from, which have the words in them and are to go. */
    List<Hash> files() {
        return files;
    }

    /** The article without the words, with all its revisions. */
    @Nullable
    Article after() {
        return now;
    }

    private void next(Stored stored) {
        var before = json.readTree(stored.payload());
        var event = event(stored, before);
        var act = act(stored.meta(), stored.at());
        var places = new TreeMap<String, List<Range>>();
        var payload = before.deepCopy();
        PeoplesWords.each(stored.type(), payload, (pointer, text) -> blackened(stored, pointer, text, places));
        file(payload, places);
        var wasBefore = was;
        var nowBefore = now;
        was = Article.evolve(was, event, act);
        var meta = (ObjectNode) json.readTree(stored.meta());
        for (var name : PeoplesWords.OF_META) {
            if (meta.path(name).isString()) {
                meta.put(name, blackened(stored, name, meta.path(name).asString(), places));
            }
        }
        differs |= !payload.equals(before);
        if (!differs) {
            now = was;
        } else {
            now = Article.evolve(nowBefore, event(stored, payload), act);
            standing(before, payload, wasBefore, nowBefore);
            learn();
            payload = renamed(payload);
            now = Article.evolve(nowBefore, event(stored, payload), act);
        }
        var metaToo = !meta.equals(json.readTree(stored.meta()));
        if (metaToo || !payload.equals(before)) {
            events.add(new Event(with(stored, payload, metaToo ? meta : null), act, metaToo, places));
        }
    }

    private Stored with(Stored stored, JsonNode payload, @Nullable JsonNode meta) {
        return new Stored(
                stored.place(),
                stored.id(),
                stored.stream(),
                stored.seq(),
                stored.kind(),
                stored.at(),
                stored.type(),
                stored.revision(),
                json.writeValueAsString(payload),
                meta == null ? stored.meta() : json.writeValueAsString(meta));
    }

    private String blackened(Stored stored, String pointer, String text, Map<String, List<Range>> places) {
        var ranges = where.in(stored, pointer, text);
        if (ranges.isEmpty()) {
            return text;
        }
        var black = Blackout.out(text, ranges);
        if (!black.equals(text)) {
            places.put(pointer, ranges);
        }
        return black;
    }

    /** A file cannot be read otherwise than it is, since its fingerprint names it; so it goes, and the fingerprint with it. */
    private void file(JsonNode payload, Map<String, List<Range>> places) {
        if (!places.isEmpty() && payload.get("origin") instanceof ObjectNode origin) {
            var bytes = origin.path("bytes").asString(NO_FILE);
            if (!bytes.equals(NO_FILE)) {
                files.add(new Hash(bytes));
                origin.put("bytes", NO_FILE);
            }
        }
    }

    private ArticleEvent event(Stored stored, JsonNode payload) {
        return (ArticleEvent)
                json.treeToValue(payload, Objects.requireNonNull(StoredNames.eventOf(stored.type()), stored.type()));
    }

    private Act act(String meta, String at) {
        var said = new HashMap<String, String>();
        json.readTree(meta)
                .properties()
                .forEach(each -> said.put(each.getKey(), each.getValue().asString("")));
        return Act.from(said, Instant.parse(at));
    }

    // ---- Words that stand on others: they may be a part of what was blacked out

    private void standing(JsonNode before, JsonNode payload, @Nullable Article wasBefore, @Nullable Article nowBefore) {
        if (was == null || now == null) {
            return;
        }
        anchors(before, payload, was.content(), now.content());
        if (wasBefore == null || nowBefore == null) {
            return;
        }
        anchors(before, payload, wasBefore.content(), nowBefore.content());
        var claim = new ClaimId(before.path("claimId").asString("none"));
        var claimWas = wasBefore.claims().get(claim);
        var claimNow = nowBefore.claims().get(claim);
        if (claimWas != null && claimNow != null && payload instanceof ObjectNode object) {
            for (var name : Set.of("wordsWere", "words", "was")) {
                if (before.path(name).asString("").equals(claimWas.anchor().words())) {
                    object.put(name, claimNow.anchor().words());
                }
            }
        }
    }

    private static void anchors(JsonNode before, JsonNode payload, Content was, Content now) {
        if (before instanceof ObjectNode && payload instanceof ObjectNode object) {
            var words = before.path("words").asString("");
            var start = before.path("start").asInt(-1);
            if (before.path("place").isString() && start >= 0) {
                var place = new Place(before.path("place").asString());
                var text = now.words(place);
                if (was.words(place).startsWith(words, start) && start + words.length() <= text.length()) {
                    object.put("words", text.substring(start, start + words.length()));
                }
            }
            before.properties().forEach(each -> anchors(each.getValue(), object.path(each.getKey()), was, now));
        } else if (before instanceof ArrayNode list && payload instanceof ArrayNode) {
            for (var n = 0; n < list.size(); n++) {
                anchors(list.get(n), payload.path(n), was, now);
            }
        }
    }

    // ---- Fingerprints

    private void learn() {
        if (was == null || now == null) {
            return;
        }
        if (learned != was.revision()) {
            learned = was.revision();
            learn(was.content(), now.content());
        }
        learn(was.contentHash(), now.content().hash());
        learn(was.checkedWords(), now.checkedWords());
        var claims = now.claims();
        was.claims().forEach((id, claim) -> {
            var other = claims.get(id);
            if (other != null) {
                learn(
                        Hash.of(List.of(claim.anchor().words())),
                        Hash.of(List.of(other.anchor().words())));
            }
        });
        learn(was.captionWords(), now.captionWords());
    }

    private void learn(Content one, Content other) {
        learn(one.hash(), other.hash());
        learn(one.printedHash(), other.printedHash());
        learn(one.wordsHash(), other.wordsHash());
        learn(one.wordsAndLinksHash(), other.wordsAndLinksHash());
        for (var n = 0; n < one.figures().size(); n++) {
            learn(
                    Hash.of(one.figures().get(n).picture()),
                    Hash.of(other.figures().get(n).picture()));
        }
        Passage.renamed(one, other).forEach(this::learn);
    }

    private void learn(Hash one, Hash other) {
        learn(one.value(), other.value());
    }

    private void learn(String one, String other) {
        if (!one.equals(other)) {
            named.put(one, other);
        }
    }

    /** With the new fingerprint wherever an old one stands, as a value or as a name. */
    private JsonNode renamed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var other = json.createObjectNode();
            object.properties()
                    .forEach(each ->
                            other.set(named.getOrDefault(each.getKey(), each.getKey()), renamed(each.getValue())));
            return other;
        }
        if (node instanceof ArrayNode array) {
            var other = json.createArrayNode();
            array.forEach(each -> other.add(renamed(each)));
            return other;
        }
        return node.isString() && named.containsKey(node.asString())
                ? json.getNodeFactory().stringNode(named.get(node.asString()))
                : node;
    }
}
