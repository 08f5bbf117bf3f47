package stet.published;

import java.util.List;
import stet.domain.ArticleId;

/** Which of these articles are on view, in brief, in the order in which they are asked for? */
public record StoriesOf(List<ArticleId> articles) {
    public StoriesOf {
        articles = List.copyOf(articles);
    }

    public record Answer(List<FrontPage.Teaser> stories) {
        public Answer {
            stories = List.copyOf(stories);
        }
    }
}
