package stet.domain.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to.
 *
 * @param events in order; none where nothing changes
 * @param after the article when they have happened, so that nobody has to fold them again; null only where nothing has drafted it
 */
public record Decision(List<ArticleEvent> events, @Nullable Article after) {
    public Decision {
        events = List.copyOf(events);
    }
}
