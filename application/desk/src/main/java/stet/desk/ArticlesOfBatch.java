package stet.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;

/** What a batch of events has made of the articles in it; each is written once, when the batch is about to commit. */
final class ArticlesOfBatch {
    private final Map<ArticleId, Folded> known = new LinkedHashMap<>();
    private final Set<ArticleId> changed = new LinkedHashSet<>();
    private final Set<ArticleId> reassigned = new LinkedHashSet<>();

    @Nullable
    Folded known(ArticleId article) {
        return known.get(article);
    }

    void read(Folded folded) {
        known.put(folded.article().id(), folded);
    }

    void changed(Folded folded) {
        read(folded);
        changed.add(folded.article().id());
    }

    void reassigned(ArticleId article) {
        reassigned.add(article);
    }

    List<Folded> changed() {
        return of(changed);
    }

    List<Folded> reassigned() {
        return of(reassigned);
    }

    private List<Folded> of(Set<ArticleId> ids) {
        var found = new ArrayList<Folded>();
        known.forEach((id, folded) -> {
            if (ids.contains(id)) {
                found.add(folded);
            }
        });
        return found;
    }
}
