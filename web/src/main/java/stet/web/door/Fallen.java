package stet.web.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.CaptionReopened;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;
import stet.domain.content.Passage;
import stet.domain.content.Place;

/** Something that was said of the words as they are and would no longer stand, in a sentence for editors. */
public record Fallen(Kind kind, String sentence) {
    /** What falls. */
    public enum Kind {
        CLAIM,
        PASSAGE,
        CAPTION,
        SCHEDULE
    }

    /** What would fall by these events, in the order in which it would happen. */
    static List<Fallen> by(List<ArticleEvent> events, Article before, Article after) {
        var fallen = new ArrayList<Fallen>();
        // By the words that stand there now, for whoever looks at them; a list's item has another key with other words.
        var titles = new HashMap<String, String>();
        Passage.of(after.content()).forEach((key, passage) -> titles.put(key, passage.title()));
        Passage.of(before.content()).forEach((key, passage) -> titles.put(key, passage.title()));
        for (var event : events) {
            switch (event) {
                case ClaimReopened e ->
                    fallen.add(new Fallen(
                            Kind.CLAIM,
                            "“%s” was %s, and “%s” would be unchecked"
                                    .formatted(
                                            e.wordsWere(),
                                            e.was().title(),
                                            e.now().words())));
                case ClaimLapsed e ->
                    fallen.add(new Fallen(
                            Kind.CLAIM,
                            "“%s” was %s, and its claim would be gone with the words"
                                    .formatted(e.words(), e.was().title())));
                case FactsReopened e ->
                    e.passages().stream()
                            .map(key -> titles.getOrDefault(key, "a passage that would be cut"))
                            .distinct()
                            .forEach(title -> fallen.add(
                                    new Fallen(Kind.PASSAGE, "The sign-off of %s would fall".formatted(title))));
                case CaptionReopened e ->
                    fallen.add(new Fallen(
                            Kind.CAPTION,
                            "The approval of the caption “%s” would fall"
                                    .formatted(before.content().words(Place.of(e.figure())))));
                case CaptionsReopened _ ->
                    fallen.add(new Fallen(Kind.CAPTION, "The sign-off of the captions would fall"));
                case PublicationUnscheduled _ ->
                    fallen.add(new Fallen(Kind.SCHEDULE, "It would no longer be published by itself"));
                default -> {}
            }
        }
        return fallen;
    }
}
