package stet.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

        /** What was said first, each with all that was answered to it or to an answer: oldest first, as are the answers. */
        public List<Talk> threads() {
            var byId = comments.stream().collect(Collectors.toMap(Comment::id, Function.identity(), (one, _) -> one));
            var answers = comments.stream()
                    .filter(comment -> comment.answers() != null)
                    .collect(Collectors.groupingBy(
                            comment -> first(comment, byId).id()));
            return comments.stream()
                    .filter(comment -> comment.answers() == null)
                    .map(comment -> new Talk(comment, answers.getOrDefault(comment.id(), List.of())))
                    .toList();
        }

        private static Comment first(Comment comment, Map<CommentId, Comment> byId) {
            var at = comment;
            while (at.answers() != null && byId.get(at.answers()) != null) {
                at = byId.get(at.answers());
            }
            return at;
        }
    }

    public record Talk(Comment first, List<Comment> answers) {
        public Talk {
            answers = List.copyOf(answers);
        }
    }

    /**
     * @param anchor the words it is about, where they stand now; null where it is about the whole article, or its words are gone
     * @param about the words it is about, as they were when it was made; null where it is about the whole article
     * @param edited when its writer last put it otherwise, or null
     * @param resolved where changes are asked for, whether the writer has handed in again
     * @param answers the comment or the request that it answers, or null
     * @param answerable whether it can be answered: requests for changes from before they had an id cannot
     * @param asksForChanges whether the article went back to its writer with it; then nobody resolves it but by handing in
     */
    public record Comment(
            CommentId id,
            String text,
            @Nullable Anchor anchor,
            @Nullable String about,
            List<PersonId> mentions,
            PersonId author,
            Instant at,
            @Nullable Instant edited,
            boolean resolved,
            @Nullable CommentId answers,
            boolean answerable,
            boolean asksForChanges) {
        public Comment {
            mentions = List.copyOf(mentions);
        }
    }
}
