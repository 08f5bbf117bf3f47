package stet.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;

/** What a batch of events has made of the articles in it, until it is written down all at once. */
final class Batch {
    private final Map<ArticleId, Folded> known = new LinkedHashMap<>();
    private final Set<ArticleId> changed = new LinkedHashSet<>();
    final Set<ArticleId> reassigned = new LinkedHashSet<>();
    final List<@Nullable Object[]> comments = new ArrayList<>();
    final List<Object[]> resolved = new ArrayList<>();
    final List<Object[]> notices = new ArrayList<>();
    final List<Object[]> sources = new ArrayList<>();
    final List<@Nullable Object[]> over = new ArrayList<>();

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
