package stet.desk;

import java.util.List;
import stet.domain.ArticleId;

/** Whom does this event of an article concern? */
public record WhomItConcerns(ArticleId article, long sequence) {

    /** @param notices one for each of them; none if it concerns nobody, or is not known here yet */
    public record Answer(List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }
}
