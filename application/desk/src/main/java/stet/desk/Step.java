package stet.desk;

import stet.domain.article.Article;
import stet.domain.article.Stage;

/**
 * At which step an article stands. It is found once after each event and kept with the article: whether the facts stand takes a look at all
 * words and claims.
 *
 * @param amongLive see {@link Queue#amongLive}
 */
record Step(Stage stage, Queue queue, boolean amongLive) {
    static Step of(Article article) {
        var stage = article.stage();
        var queue = Queue.of(article, stage);
        return new Step(stage, queue, Queue.amongLive(article, queue));
    }
}
