package stet.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.Edition;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.reading.Recent;
import stet.search.Entry;
import stet.search.Passage;
import stet.search.SearchIndex;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts every article as it is worked on, each of its editions, and what its history says into an index. An edition carries what the reading
 * rules ask of its article, and is written anew when that changes; what is of the history asks the working copy ({@link Past}).
 *
 * <p>An article is folded as the domain folds it, and is read back when its next event comes, unless it is still remembered. An event that
 * is in it already changes nothing, so what is read again after a crash is written as it was.
 */
public final class SearchProjection {
    /** Another one for everything else that this makes of the same events, and for other stems. */
    public static final int VERSION = 5;

    static final String COPY = "copy";
    static final String EDITION = "edition";

    private final SearchIndex index;
    private final JsonMapper json;
    private final Past past;
    private final Recent<ArticleId, Folded> remembered = new Recent<>();

    /** @param json knows the shapes of the domain's types */
    public SearchProjection(SearchIndex index, JsonMapper json) {
        this.index = index;
        this.json = json;
        past = new Past(json);
    }

    /** When an edition came out, and of which revision it is. */
    record Published(Instant at, int revision) {}

    /**
     * An article as its events up to one of them have made it.
     *
     * @param sequence the last event that is in it
     * @param command the one that the last event came of
     * @param editions the first one first
     * @param standing since when each passage reads as it does, by where it stands
     */
    record Folded(
            Article article,
            long sequence,
            CommandId command,
            Instant changedAt,
            List<Published> editions,
            Map<String, Past.Came> standing) {
        Folded {
            editions = List.copyOf(editions);
            standing = Collections.unmodifiableMap(new LinkedHashMap<>(standing));
        }

        static @Nullable Folded after(@Nullable Folded before, ArticleEvent event, Act act, long sequence) {
            var article = Article.evolveToShow(before == null ? null : before.article, event, act);
            if (article == null) {
                return null;
            }
            var editions = new ArrayList<>(before == null ? List.<Published>of() : before.editions);
            if (event instanceof EditionPublished(var _, var edition)) {
                editions.add(new Published(act.at(), edition.revision()));
            }
            var standing = before != null && before.article.revision() == article.revision()
                    ? before.standing
                    : Past.standing(before, article.content(), article.revision(), act, sequence);
            return new Folded(article, sequence, act.command(), act.at(), editions, standing);
        }

        /** What its editions carry of it. */
        Map<String, Set<String>> marks() {
            var confided = article.confided();
            return Map.of(
                    Mark.ARTICLE, Set.of(article.id().value()),
                    Mark.DESK, Set.of(article.desk().value()),
                    Mark.STAGE, Set.of(article.stage().name()),
                    Mark.KILLED, Set.of(Mark.of(article.killed())),
                    Mark.HELD, Set.of(Mark.of(article.held())),
                    Mark.GIVEN,
                            article.assignments().stream()
                                    .map(each -> each.person().value())
                                    .collect(Collectors.toCollection(TreeSet::new)),
                    Mark.CONFIDENTIAL, Set.of(Mark.of(confided != null)),
                    Mark.CONFIDED,
                            Stream.ofNullable(confided)
                                    .flatMap(List::stream)
                                    .map(PersonId::value)
                                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** An edition, and when it came out. */
    record Out(Edition edition, Instant published) {}

    /** What one batch of events has made of the articles in it; each is written once. */
    private static final class Batch {
        final Map<ArticleId, Folded> now = new LinkedHashMap<>();
        final Map<String, Entry> entries = new LinkedHashMap<>();
    }

    @EventHandler
    void on(ArticleEvent event, Act act, @SequenceNumber long sequence) {
        var batch = batch();
        var id = event.articleId();
        var before = before(batch, id, sequence);
        if (before != null && sequence <= before.sequence()) {
            return;
        }
        var after = Folded.after(before, event, act, sequence);
        if (after == null) {
            return;
        }
        batch.now.put(id, after);
        if (before == null || before.article().revision() != after.article().revision()) {
            past.stood(before, after).forEach(entry -> put(batch, entry));
        }
        var first = before == null || !before.command().equals(after.command());
        past.said(event, act, sequence, after, first).forEach(entry -> put(batch, entry));
        if (event instanceof EditionPublished e) {
            put(batch, edition(after, e.edition(), act.at()));
        }
        if (before != null
                && !before.editions().isEmpty()
                && (event instanceof EditionPublished || !before.marks().equals(after.marks()))) {
            for (var number = 1; number <= before.editions().size(); number++) {
                var kept = edition(batch, id, number);
                if (kept != null) {
                    put(
                            batch,
                            edition(
                                    after,
                                    kept,
                                    after.editions().get(number - 1).at()));
                }
            }
        }
    }

    private static void put(Batch batch, Entry entry) {
        batch.entries.put(entry.id(), entry);
    }

    private Batch batch() {
        var work = CurrentUnitOfWork.get().root();
        return work.getOrComputeResource(SearchProjection.class.getName(), _ -> {
            var begun = new Batch();
            work.onPrepareCommit(_ -> {
                begun.now.values().forEach(folded -> put(begun, copy(folded)));
                index.write(begun.entries.values());
            });
            work.afterCommit(_ -> begun.now.forEach(remembered::put));
            return begun;
        });
    }

    private @Nullable Folded before(Batch batch, ArticleId id, long sequence) {
        var known = batch.now.get(id);
        if (known != null) {
            return known;
        }
        var ours = remembered.get(id);
        if (ours != null && ours.sequence() + 1 == sequence) {
            return ours;
        }
        return index.source(copyId(id))
                .map(kept -> json.readValue(kept, Folded.class))
                .orElse(null);
    }

    private @Nullable Edition edition(Batch batch, ArticleId id, int number) {
        var written = batch.entries.get(editionId(id, number));
        var source = written == null ? index.source(editionId(id, number)).orElse(null) : written.source();
        return source == null ? null : json.readValue(source, Out.class).edition();
    }

    static String copyId(ArticleId article) {
        return article.value() + " " + COPY;
    }

    static String editionId(ArticleId article, int number) {
        return article.value() + " " + number;
    }

    private Entry copy(Folded folded) {
        var article = folded.article();
        var marks = new HashMap<>(folded.marks());
        marks.putAll(said(article.content()));
        marks.put(Mark.KIND, Set.of(COPY));
        return new Entry(
                copyId(article.id()),
                article.id().value(),
                COPY,
                article.content().locale().toLanguageTag(),
                passages(article.content(), true),
                marks,
                Map.of(Mark.CHANGED, folded.changedAt().toEpochMilli()),
                json.writeValueAsString(folded));
    }

    private Entry edition(Folded folded, Edition edition, Instant published) {
        var article = folded.article();
        var marks = new HashMap<>(folded.marks());
        marks.putAll(said(edition.content()));
        marks.put(Mark.KIND, Set.of(EDITION));
        marks.put(
                Mark.LATEST,
                Set.of(Mark.of(edition.number() == folded.editions().size())));
        return new Entry(
                editionId(article.id(), edition.number()),
                article.id().value(),
                EDITION,
                edition.content().locale().toLanguageTag(),
                passages(edition.content(), false),
                marks,
                Map.of(Mark.CHANGED, published.toEpochMilli()),
                json.writeValueAsString(new Out(edition, published)));
    }

    private static Map<String, Set<String>> said(Content content) {
        return Map.of(
                Mark.SECTION, Set.of(Mark.section(content.section())),
                Mark.LANGUAGE, Set.of(content.locale().getLanguage()));
    }

    /**
     * All that readers read, in the order of the page.
     *
     * @param slugline whether that is among it, by which the newsroom knows a working copy: readers search editions, and it is not theirs
     */
    static List<Passage> passages(Content content, boolean slugline) {
        var passages = new ArrayList<Passage>();
        add(passages, "headline", true, content.headline());
        if (slugline) {
            add(passages, "slugline", true, content.slugline());
        }
        add(passages, "standfirst", false, content.standfirst());
        add(passages, "byline", false, content.byline());
        add(passages, "dateline", false, content.dateline());
        content.subjects().forEach(subject -> add(passages, "subject", false, subject));
        for (var block : content.blocks()) {
            var key = "block/" + block.id().value();
            add(passages, key, false, block.words());
            switch (block) {
                case Block.Figure figure -> {
                    figure.picture().printed().forEach((part, words) -> add(passages, key + "#" + part, false, words));
                    add(passages, key + "#alt-text", false, figure.picture().altText());
                }
                case Block.Quotation quotation -> add(passages, key + "#speaker", false, quotation.speaker());
                case Block.Paragraph _, Block.Crosshead _, Block.Listing _ -> {}
            }
        }
        return passages;
    }

    private static void add(List<Passage> passages, String key, boolean heading, String words) {
        if (!words.isEmpty()) {
            passages.add(new Passage(key, heading, words));
        }
    }
}
