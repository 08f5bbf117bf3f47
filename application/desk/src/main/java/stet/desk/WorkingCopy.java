package stet.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.content.Anchor;

/** What does this article say now, and how far is it? */
public record WorkingCopy(ArticleId article) {

    /**
     * @param article as its events have made it, without its earlier revisions
     * @param sequence the last event that is in it
     * @param names of everybody who is in it, by id: writers, those who work on it, those who comment and are mentioned
     * @param comments oldest first, resolved ones too
     * @param changedAt when anything last happened to it
     * @param stageSince when it came to its stage
     * @param scheduleDropped why it will not be published when it was to be, or null
     */
    public record Answer(
            Article article,
            long sequence,
            Map<PersonId, String> names,
            List<Comment> comments,
            Instant draftedAt,
            Instant changedAt,
            Instant stageSince,
            @Nullable String scheduleDropped) {
        public Answer {
            names = Map.copyOf(names);
            comments = List.copyOf(comments);
        }
    }

    /** @param anchor the words it is about, as they were when it was made; null where it is about the whole article */
    public record Comment(
            CommentId id,
            String text,
            @Nullable Anchor anchor,
            List<PersonId> mentions,
            PersonId author,
            Instant at,
            boolean resolved) {
        public Comment {
            mentions = List.copyOf(mentions);
        }
    }
}
