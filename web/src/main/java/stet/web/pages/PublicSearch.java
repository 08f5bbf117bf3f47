package stet.web.pages;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.lookup.Search;
import stet.lookup.StoriesWith;
import stet.published.FrontPage;
import stet.published.Published;
import stet.published.StoriesOf;
import stet.search.Found;

/**
 * What readers find. The index says which stories fit, and what is published says which of these are on view at this moment and how they
 * read: a story that is held or killed is gone from the answer before the index knows.
 */
@Component
final class PublicSearch {
    private final Search search;
    private final Published published;
    /** A search may take a processor for a second, and everybody may ask; the newsroom searches too. */
    private final ReadersBulkhead bulkhead;

    PublicSearch(Search search, Published published, ReadersBulkhead bulkhead) {
        this.search = search;
        this.published = published;
        this.bulkhead = bulkhead;
    }

    /** @param next how many hits come before the next page; null if this is the last */
    record Page(List<Hit> hits, @Nullable Integer next) {
        FrontPage.Page stories() {
            return new FrontPage.Page(hits.stream().map(Hit::story).toList(), null);
        }
    }

    record Hit(FrontPage.Teaser story, List<Found.Sentence> sentences) {}

    /** @throws ReadersBulkhead.Crowded without having looked */
    Page find(StoriesWith asked) {
        bulkhead.enter();
        try {
            var found = search.stories(asked);
            var onView = published
                    .stories(new StoriesOf(
                            found.hits().stream().map(StoriesWith.Hit::article).toList()))
                    .stories()
                    .stream()
                    .collect(Collectors.toMap(FrontPage.Teaser::article, Function.identity()));
            return new Page(
                    found.hits().stream()
                            .filter(hit -> onView.containsKey(hit.article()))
                            .map(hit -> hit(hit, onView))
                            .toList(),
                    found.more() ? asked.from() + asked.limit() : null);
        } finally {
            bulkhead.leave();
        }
    }

    private static Hit hit(StoriesWith.Hit hit, Map<ArticleId, FrontPage.Teaser> onView) {
        return new Hit(
                java.util.Objects.requireNonNull(onView.get(hit.article())),
                // The headline is shown anyway.
                hit.sentences().stream()
                        .filter(sentence -> !sentence.passage().equals("headline"))
                        .toList());
    }
}
