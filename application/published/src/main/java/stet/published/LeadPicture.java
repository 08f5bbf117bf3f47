package stet.published;

import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.article.Edition;
import stet.domain.content.Block;
import stet.domain.content.Picture;

/**
 * With which picture is a story led to, where it stands in brief? With the first of its edition. One that software made stands nowhere
 * without what tells readers so, and so it leads to none.
 *
 * @param edition its number, from 1
 */
public record LeadPicture(ArticleId article, int edition) {
    /** @param picture null where the edition has none that leads to it */
    public record Found(@Nullable Picture picture) {
        static Found of(Edition edition) {
            return new Found(edition.content().figures().stream()
                    .map(Block.Figure::picture)
                    .filter(picture -> picture.file() != null)
                    .filter(picture -> picture.sourceType() == null
                            || !picture.sourceType().synthetic())
                    .findFirst()
                    .orElse(null));
        }
    }
}
