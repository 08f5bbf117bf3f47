package stet.domain.article;

import static stet.domain.article.Workflow.alreadySo;
import static stet.domain.article.Workflow.remark;

import java.util.List;
import stet.domain.article.ArticleCommand.RedactWords;
import stet.domain.article.ArticleCommand.Redacting;
import stet.domain.article.ArticleEvent.WordsRedacted;

/** Rule 48: what a court or the law takes out of the record, at any stage. */
final class RedactingRules {
    private RedactingRules() {}

    static List<ArticleEvent> decide(Redacting command) {
        return switch (command) {
            case RedactWords c -> {
                var ground = remark(c.ground(), "The ground on which words are taken out");
                if (c.redacted().isEmpty()) {
                    throw alreadySo("These words stand nowhere in the record of this article");
                }
                yield List.of(new WordsRedacted(c.articleId(), ground, c.redacted()));
            }
        };
    }
}
