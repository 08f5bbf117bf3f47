package stet.workflow;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import stet.domain.ArticleId;
import stet.domain.article.Happened;

/** What happened to an article, as the ledger has it now: without what was taken out of it (rule 48). */
public final class EventsOfArticles {
    private final EventStore store;

    public EventsOfArticles(EventStore store) {
        this.store = store;
    }

    /**
     * Behind one of its events, up to another and with that, in its order.
     *
     * @param after a sequence
     * @param last a sequence; all up to it is in the ledger
     */
    public List<Happened> between(ArticleId article, long after, long last) {
        var happened = new ArrayList<Happened>();
        if (after < last) {
            var events = store.readEvents(article.value(), after + 1);
            while (happened.size() < last - after) {
                happened.add(ArticleAggregate.happened(events.next()));
            }
        }
        return happened;
    }
}
