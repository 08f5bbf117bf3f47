package stet.web.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;
import stet.web.live.Live.Message;

/** The subscription of one open page. Its queue is bounded: a page that reads too slowly loses messages and is told that it has missed some. */
final class Listener {
    private static final int PATIENCE = 500;
    private static final Message END = new Message(0, null, null, "");

    private final PersonId person;
    private final String network;
    private final String era;
    private final Predicate<Reading.Matter> reads;
    private final LinkedBlockingQueue<Message> unheard = new LinkedBlockingQueue<>(PATIENCE);
    private volatile boolean missed;
    private volatile boolean ended;

    /** @param reads whether this person may read an article at this moment */
    Listener(PersonId person, String network, String era, Predicate<Reading.Matter> reads) {
        this.reads = reads;
        this.person = person;
        this.network = network;
        this.era = era;
    }

    PersonId person() {
        return person;
    }

    /** The network of the client, by which subscriptions are limited. */
    String network() {
        return network;
    }

    void hear(Message message) {
        if ((message.to() == null || message.to().equals(person))
                && (message.about() == null || reads.test(message.about()))
                && !unheard.offer(message)) {
            missed = true;
        }
    }

    void end() {
        ended = true;
        // Ends the wait of the thread that polls; if the queue is full, that thread is not waiting.
        var _ = unheard.offer(END);
    }

    boolean ended() {
        return ended;
    }

    /** The next messages, as server-sent events; empty if none came within this time. */
    String next(Duration atMost) throws InterruptedException {
        var first = unheard.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return "";
        }
        var all = new ArrayList<>(List.of(first));
        unheard.drainTo(all);
        var lines = new StringBuilder();
        for (var message : all) {
            if (message.json().isEmpty()) {
                continue;
            }
            if (message.number() > 0) {
                lines.append("id: ")
                        .append(era)
                        .append('-')
                        .append(message.number())
                        .append('\n');
            }
            lines.append("data: ").append(message.json()).append("\n\n");
        }
        if (missed) {
            missed = false;
            lines.append("data: {\"name\":\"missed\"}\n\n");
        }
        return lines.toString();
    }
}
