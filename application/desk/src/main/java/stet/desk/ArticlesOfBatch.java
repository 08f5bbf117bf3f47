package stet.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.article.Article;

/** What a batch of events has made of the articles in it; each is written once, when the batch is about to commit. */
final class ArticlesOfBatch {
    private final Map<ArticleId, Folded> known = new LinkedHashMap<>();
    private final Set<ArticleId> changed = new LinkedHashSet<>();
    private final Map<Sort, Integer> counted = new LinkedHashMap<>();
    private final Set<ArticleId> reassigned = new LinkedHashSet<>();
    private final RelianceOfBatch reliance = new RelianceOfBatch();

    @Nullable
    Folded known(ArticleId article) {
        return known.get(article);
    }

    void read(Folded folded) {
        known.put(folded.article().id(), folded);
    }

    /** @param before what it was until this event, or null where there was none */
    void changed(@Nullable Folded before, Folded after) {
        read(after);
        changed.add(after.article().id());
        if (before != null) {
            count(before.article(), -1);
        }
        count(after.article(), 1);
    }

    /** Confidential ones are counted when somebody asks, since hardly anybody sees them. */
    private void count(Article article, int by) {
        if (article.confided() == null) {
            counted.merge(Sort.of(article), by, Integer::sum);
        }
    }

    RelianceOfBatch reliance() {
        return reliance;
    }

    /** How many more articles there are of each sort than before this batch, or fewer; nothing of those of which there are as many. */
    Map<Sort, Integer> more() {
        var more = new LinkedHashMap<>(counted);
        more.values().removeIf(by -> by == 0);
        return more;
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
