package stet.web.pages;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.eventstore.StoredEvents.Stored;
import stet.eventstore.shapes.DomainJson;
import stet.media.Pictures;
import stet.published.Story;
import stet.sealing.Publicly;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An edition as the world is shown it, made of nothing but the event in which it came out: what is stated of it must not depend on what is shown. */
@Component
final class AsShown implements Publicly {
    private static final JsonMapper STORED = DomainJson.mapper();

    private final JsonMapper answers;
    private final Gallery gallery;

    AsShown(JsonMapper answers, Pictures pictures) {
        this.answers = answers;
        gallery = Gallery.ofTheWorld(pictures);
    }

    @Override
    public JsonNode edition(Stored published) {
        var edition = STORED.treeToValue(STORED.readTree(published.payload()).path("edition"), Edition.class);
        var at = Instant.parse(published.at());
        var story = new Story(new ArticleId(published.stream()), edition, at, at, edition.number(), List.of());
        return answers.valueToTree(PublicEdition.of(story, gallery));
    }
}
