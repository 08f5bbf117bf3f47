package stet.domain.article;

import org.jspecify.annotations.Nullable;
import stet.domain.checking.Findings;
import stet.domain.content.Content;

/**
 * What must be checked in the words of an article, found lazily and once: a replay never asks for it, and a decision asks several times.
 * Since it follows from the words, it is left out of equality and of what is stored.
 */
final class Looked {
    private volatile @Nullable Findings found;
    private volatile @Nullable Findings before;

    Looked() {}

    private Looked(@Nullable Findings before) {
        this.before = before;
    }

    Findings at(Content content) {
        var known = found;
        if (known == null) {
            var basis = before;
            known = basis == null ? Findings.of(content, content.locale()) : basis.then(content, content.locale());
            found = known;
            before = null;
        }
        return known;
    }

    /** For the words that come after these: passages that stay as they are need no second look. */
    Looked next() {
        var known = found;
        return new Looked(known == null ? before : known);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Looked;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
