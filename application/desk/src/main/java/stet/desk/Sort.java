package stet.desk;

import stet.domain.DeskId;
import stet.domain.article.Article;

/** What is told apart where articles are counted. */
record Sort(DeskId desk, Queue queue, boolean amongLive) {
    static Sort of(Article article) {
        return new Sort(article.desk(), Queue.of(article), Queue.amongLive(article));
    }
}
