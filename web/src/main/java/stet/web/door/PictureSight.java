package stet.web.door;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.content.Hash;

/** Which pictures somebody may put into an article. Whoever names one in an article of theirs comes to see it. */
@FunctionalInterface
public interface PictureSight {
    /**
     * The first of these pictures that somebody may not name: it stands or stood in articles, of which they may read none, and they have
     * not sent it themselves.
     *
     * @param article that is to show them, and may show what it has shown before; null for a new one
     */
    Optional<Hash> outOfSight(SignedIn person, @Nullable ArticleId article, List<Hash> pictures);
}
