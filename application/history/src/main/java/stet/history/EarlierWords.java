package stet.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import stet.domain.ArticleId;
import stet.domain.content.Place;

/** What did this article say before, and since when does it say what it says now? */
public record EarlierWords(ArticleId article) {
    /**
     * @param written when the last revision was made
     * @param words of each place in its latest revisions, oldest first
     */
    public record Answer(Instant written, Map<Place, List<String>> words) {}
}
