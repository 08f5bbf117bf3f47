package stet.web.reading;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.Waiver;
import stet.domain.newsroom.Reading;
import stet.history.DeedsAcross;
import stet.history.Entry;
import stet.history.History;
import stet.history.Work;
import stet.web.door.SignedIn;

/**
 * What was done in all articles, among what somebody may read. What may be read only where that is recorded is named here, and told in words
 * where it is opened.
 */
@Component
public final class WhatWasDone {
    private final History history;
    private final Desk desk;
    private final WhoReads readers;

    WhatWasDone(History history, Desk desk, WhoReads readers) {
        this.history = history;
        this.desk = desk;
        this.readers = readers;
    }

    /** Which of it; see {@link DeedsAcross}. */
    public record Which(
            @Nullable PersonId by,
            DeedsAcross.@Nullable Listed list,
            @Nullable Work work,
            Set<String> kinds,
            @Nullable DeskId desk,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * One thing that somebody did; see {@link DeedsAcross.Deed}.
     *
     * @param entry its sentence and its reason are empty where they are to be read in the article, since that is recorded
     * @param standing of a sign-off or a waiver that is asked for as one of a list, whether it still stands; else null
     */
    public record Deed(
            @Nullable ArticleId article,
            String headline,
            @Nullable DeskId desk,
            @Nullable Integer revision,
            Entry entry,
            @Nullable Standing standing) {}

    /**
     * What a sign-off or a waiver was of, and what is left of it.
     *
     * @param passages the keys of those that it was of; none for a waiver, for captions, and for a sign-off from before there were passages
     * @param fallen those of them that it is of no more
     * @param stands whether all that it was of is still as it was then
     */
    public record Standing(List<String> passages, List<String> fallen, boolean stands) {
        public Standing {
            passages = List.copyOf(passages);
            fallen = List.copyOf(fallen);
        }
    }

    public record Page(List<Deed> deeds, DeedsAcross.@Nullable Place next) {
        public Page {
            deeds = List.copyOf(deeds);
        }
    }

    /** @throws InvalidValue if it asks for nothing in particular, for what there is not, or for too much */
    public Page of(Which which, DeedsAcross.@Nullable Place after, int limit, SignedIn person) {
        var found = history.deeds(new DeedsAcross(
                readers.reach(person),
                which.by(),
                which.list(),
                which.work(),
                which.kinds(),
                which.desk(),
                which.from(),
                which.until(),
                after,
                limit));
        var articles = new HashSet<ArticleId>();
        for (var deed : found.deeds()) {
            var article = deed.article();
            if (article != null) {
                articles.add(article);
            }
        }
        var answers = readers.answers(person, articles);
        var now = which.list() == null ? Map.<ArticleId, Article>of() : desk.articles(articles);
        return new Page(
                found.deeds().stream()
                        .map(deed -> {
                            var article = deed.article();
                            var told = article == null || answers.get(article) == Reading.Answer.YES
                                    ? deed
                                    : deed.withoutWords();
                            return new Deed(
                                    article,
                                    told.headline(),
                                    told.desk(),
                                    told.revision(),
                                    told.entry(),
                                    article == null ? null : standing(told, now.get(article)));
                        })
                        .toList(),
                found.next());
    }

    /** @param article as it is now, or null where that is not asked or not known */
    private static @Nullable Standing standing(DeedsAcross.Deed deed, @Nullable Article article) {
        var event = deed.event();
        return article == null || event == null
                ? null
                : switch (event) {
                    case FactsSignedOff e -> {
                        var fallen = e.covers().stream()
                                .filter(passage -> !deed.entry()
                                        .who()
                                        .equals(article.signed().get(passage)))
                                .toList();
                        yield new Standing(
                                e.covers(), fallen, e.covers().isEmpty() ? article.factsStand() : fallen.isEmpty());
                    }
                    case CaptionsSignedOff e ->
                        new Standing(List.of(), List.of(), e.words().equals(article.captionsSignedOff()));
                    case CheckWaived e ->
                        new Standing(List.of(), List.of(), article.stands(new Waiver(e.check(), e.claim(), e.words())));
                    default -> null;
                };
    }
}
