package stet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.article.Article;
import stet.domain.article.Happened;

/** An article that is folded when somebody asks for it, so that a long history is folded in one go. */
final class Folded {
    private @Nullable Article article;
    private List<Happened> unfolded = new ArrayList<>();

    void add(Happened happened) {
        unfolded.add(happened);
    }

    @Nullable
    Article article() {
        if (!unfolded.isEmpty()) {
            article = Article.evolve(article, unfolded);
            unfolded = new ArrayList<>();
        }
        return article;
    }
}
