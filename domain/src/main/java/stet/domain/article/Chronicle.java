package stet.domain.article;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import stet.domain.ArticleId;

/** The record of what has happened, for whoever keeps an article as it was after one of its events and needs what came next. */
public interface Chronicle {
    /**
     * Some of the events of an article.
     *
     * @param after they are behind this one, a sequence; -1 for all from the first
     * @param last they end with this one
     */
    record Span(ArticleId article, long after, long last) {}

    /** What is there of each of these, in its order; nothing of an article that has none of them. Words that were taken out (rule 48) are in none. */
    Map<ArticleId, List<Happened>> happened(Collection<Span> spans);

    /** The sequence of the event that told last that words were taken out of each of these; nothing of an article of which none ever were. */
    Map<ArticleId, Long> redactions(Collection<ArticleId> articles);
}
