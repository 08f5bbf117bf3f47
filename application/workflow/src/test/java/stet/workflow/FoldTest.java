package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.content.Hash;
import stet.domain.events.StoredNames;
import stet.eventstore.Approved;
import stet.eventstore.RecordedHistories;
import stet.eventstore.shapes.DomainJson;

/** States of articles are kept, and believed by the version of the fold that made them: so another fold has another version. */
class FoldTest {
    private static final int FINGERPRINT = 16;

    @Test
    void another_fold_has_another_version() throws IOException {
        var json = DomainJson.mapper();
        var articles = new TreeMap<String, @Nullable Article>();
        var states = new ArrayList<String>();
        for (var recorded : RecordedHistories.all()) {
            if (recorded.getPayload() instanceof ArticleEvent event) {
                var id = recorded.getAggregateIdentifier();
                var article = Article.evolve(articles.get(id), event, RecordedHistories.act(recorded));
                articles.put(id, article);
                states.add("%s after %s, its event %d: %s"
                        .formatted(
                                id,
                                StoredNames.of(event.getClass()),
                                recorded.getSequenceNumber(),
                                Hash.of(List.of(json.writeValueAsString(article)))
                                        .value()
                                        .substring(0, FINGERPRINT)));
            }
        }
        // So that whoever changes the fold sees what becomes of an article in the end.
        articles.values()
                .forEach(article -> json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(article)
                        .lines()
                        .forEach(states::add));

        Approved.holds("fold", "The fold", Article.FOLD_VERSION, "Article.FOLD_VERSION", states);
    }

    @Test
    void everything_that_can_happen_has_happened_in_the_recorded_histories() {
        assertThat(RecordedHistories.all().stream()
                        .map(event -> StoredNames.of(event.getPayloadType()))
                        .collect(Collectors.toSet()))
                .isEqualTo(StoredNames.all());
    }
}
