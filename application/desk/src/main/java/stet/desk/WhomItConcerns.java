package stet.desk;

import java.util.List;
import stet.domain.ArticleId;
import stet.domain.article.ArticleEvent;

/** Whom does this event of an article concern? */
public record WhomItConcerns(ArticleId article, long sequence) {

    /** Whether an event of this sort ever concerns anybody. */
    public static boolean mayBeAsked(ArticleEvent event) {
        return Concerns.kind(event) != null;
    }

    /** @param notices one for each of them; none if it concerns nobody, or is not known here yet */
    public record Answer(List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }
}
