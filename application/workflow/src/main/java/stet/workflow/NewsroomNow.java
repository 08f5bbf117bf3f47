package stet.workflow;

import org.axonframework.eventsourcing.eventstore.EventStore;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent;

/** The newsroom as the ledger has it, kept at hand because every command asks who may do what. */
final class NewsroomNow {
    private final EventStore store;
    private final Others others;
    private volatile Seen seen = new Seen(Newsroom.EMPTY, -1);
    private volatile boolean outdated;

    /** @param sequence the number of the last event in it */
    record Seen(Newsroom newsroom, long sequence) {}

    NewsroomNow(EventStore store, Others others) {
        this.store = store;
        this.others = others;
        var _ = refresh();
    }

    Seen now() {
        return outdated || !others.areHeard().getAsBoolean() ? refresh() : seen;
    }

    /** Another node changed it: whoever asks next reads what has happened. */
    void outdated() {
        outdated = true;
    }

    /**
     * Reads what has happened since the last time. Nobody waits here for anybody else: a command that comes holds a connection, and all
     * of them could be waiting for one that still needs one.
     */
    Seen refresh() {
        outdated = false;
        try {
            var from = seen;
            var newsroom = from.newsroom();
            var sequence = from.sequence();
            var stream = store.readEvents(Newsroom.ID, sequence + 1);
            while (stream.hasNext()) {
                var message = stream.next();
                newsroom = newsroom.evolve((NewsroomEvent) message.getPayload());
                sequence = message.getSequenceNumber();
            }
            return later(new Seen(newsroom, sequence));
        } catch (RuntimeException unread) {
            outdated = true;
            throw unread;
        }
    }

    private synchronized Seen later(Seen other) {
        if (other.sequence() > seen.sequence()) {
            seen = other;
        }
        return seen;
    }
}
