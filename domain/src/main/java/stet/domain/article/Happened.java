package stet.domain.article;

import java.util.List;
import stet.domain.Act;

/** An event together with who did it, when and why. */
public record Happened(ArticleEvent event, Act act) {
    /** The events of one act, in their order. */
    static List<Happened> by(Act act, List<ArticleEvent> events) {
        return events.stream().map(event -> new Happened(event, act)).toList();
    }
}
