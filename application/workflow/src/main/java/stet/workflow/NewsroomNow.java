package stet.workflow;

import org.axonframework.eventsourcing.eventstore.EventStore;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent;

/** The newsroom as the ledger has it, kept at hand because every command asks who may do what. */
final class NewsroomNow {
    private final EventStore store;
    private volatile Seen seen = new Seen(Newsroom.EMPTY, -1);

    private record Seen(Newsroom newsroom, long sequence) {}

    NewsroomNow(EventStore store) {
        this.store = store;
        refresh();
    }

    Newsroom now() {
        return seen.newsroom();
    }

    /** Reads what has happened since the last time. */
    synchronized void refresh() {
        var newsroom = seen.newsroom();
        var sequence = seen.sequence();
        var stream = store.readEvents(Newsroom.ID, sequence + 1);
        while (stream.hasNext()) {
            var message = stream.next();
            newsroom = newsroom.evolve((NewsroomEvent) message.getPayload());
            sequence = message.getSequenceNumber();
        }
        seen = new Seen(newsroom, sequence);
    }
}
