package stet.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent;
import stet.domain.content.Content;
import stet.search.Entry;
import stet.search.Passage;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an index of words keeps of the history of articles: each version of each passage once, with the revisions from which and until which
 * it stood, and what was said, each when it was. These lie on a shelf of their own and belong to the entry of the working copy, which alone
 * has what the reading rules ask of the article.
 */
final class Past {
    static final String SHELF = "past";

    /** Where a passage stands until a revision takes it away. */
    static final long STILL = Long.MAX_VALUE;

    private final JsonMapper json;

    Past(JsonMapper json) {
        this.json = json;
    }

    /** With which revision, and event of the article, a version of a passage came, and who made it. */
    record Came(int revision, long sequence, Instant at, PersonId who) {}

    /** What an entry hands back. */
    record Kept(EverSaid.Kind kind, @Nullable String place, PersonId who, Instant at, long sequence) {}

    /** The passages of a content by where they stand. Those that stand in one place are one. */
    static Map<String, Passage> passages(@Nullable Content content) {
        var passages = new LinkedHashMap<String, Passage>();
        if (content != null) {
            for (var passage : SearchProjection.passages(content, true)) {
                passages.merge(
                        passage.key(),
                        passage,
                        (one, other) -> new Passage(one.key(), one.heading(), one.words() + "\n" + other.words()));
            }
        }
        return passages;
    }

    /** What stands after an event, and since when each of it does. */
    static Map<String, Came> standing(
            SearchProjection.@Nullable Folded before, Content after, int revision, Act act, long sequence) {
        var was = passages(before == null ? null : before.article().content());
        var standing = new LinkedHashMap<String, Came>();
        passages(after).forEach((place, passage) -> {
            var came = before != null && passage.equals(was.get(place))
                    ? before.standing().get(place)
                    : null;
            standing.put(place, came != null ? came : new Came(revision, sequence, act.at(), act.who()));
        });
        return standing;
    }

    /** What a revision makes of the entries: passages that it brings, and those that it takes away. */
    List<Entry> stood(SearchProjection.@Nullable Folded before, SearchProjection.Folded after) {
        var entries = new ArrayList<Entry>();
        var article = after.article();
        var was = before == null ? Map.<String, Came>of() : before.standing();
        if (before != null) {
            var content = before.article().content();
            var gone = after.changedAt().toEpochMilli();
            passages(content).forEach((place, passage) -> {
                var came = was.get(place);
                if (came != null && !came.equals(after.standing().get(place))) {
                    entries.add(passage(article.id(), content, passage, came, article.revision(), gone));
                }
            });
        }
        var content = article.content();
        // In another language, the same words have other forms.
        var anew = before == null || !before.article().content().locale().equals(content.locale());
        passages(content).forEach((place, passage) -> {
            var came = after.standing().get(place);
            if (came != null && (anew || !came.equals(was.get(place)))) {
                entries.add(passage(article.id(), content, passage, came, STILL, STILL));
            }
        });
        return entries;
    }

    private Entry passage(
            ArticleId article, Content content, Passage passage, Came came, long untilRevision, long until) {
        var at = article.value() + " " + passage.key();
        return entry(
                article,
                at + " " + came.revision(),
                at,
                content,
                List.of(passage),
                new Kept(EverSaid.Kind.PASSAGE, passage.key(), came.who(), came.at(), came.sequence()),
                Map.of(
                        Mark.CHANGED,
                        came.at().toEpochMilli(),
                        Mark.GONE_AT,
                        until,
                        Mark.FROM,
                        (long) came.revision(),
                        Mark.UNTIL,
                        untilRevision));
    }

    /**
     * What is said with an event.
     *
     * @param first whether no other event came of the same command before it
     */
    List<Entry> said(ArticleEvent event, Act act, long sequence, SearchProjection.Folded after, boolean first) {
        var entries = new ArrayList<Entry>();
        var utterances = new ArrayList<>(Utterance.in(event, first));
        var why = act.why();
        if (first
                && why != null
                && utterances.stream().noneMatch(one -> one.words().contains(why))) {
            utterances.add(new Utterance(EverSaid.Kind.REASON, List.of(why), null));
        }
        for (var nth = 0; nth < utterances.size(); nth++) {
            var one = utterances.get(nth);
            var article = after.article();
            var id = "%s said %d %d".formatted(article.id().value(), sequence, nth);
            var thread = one.thread();
            var words = new ArrayList<Passage>();
            one.words().forEach(said -> words.add(new Passage("said", false, said)));
            entries.add(entry(
                    article.id(),
                    id,
                    thread == null ? id : article.id().value() + " " + thread,
                    article.content(),
                    words,
                    new Kept(one.kind(), null, act.who(), act.at(), sequence),
                    Map.of(
                            Mark.CHANGED,
                            act.at().toEpochMilli(),
                            Mark.GONE_AT,
                            act.at().toEpochMilli() + 1)));
        }
        return entries;
    }

    private Entry entry(
            ArticleId article,
            String id,
            String group,
            Content content,
            List<Passage> words,
            Kept kept,
            Map<String, Long> numbers) {
        return new Entry(
                SHELF,
                id,
                SearchProjection.copyId(article),
                group,
                kept.kind() == EverSaid.Kind.PASSAGE ? "passage" : "said",
                content.locale().toLanguageTag(),
                words,
                Map.of(
                        Mark.SAID, Set.of(kept.kind().name()),
                        Mark.WHO, Set.of(kept.who().value())),
                numbers,
                json.writeValueAsString(kept));
    }
}
