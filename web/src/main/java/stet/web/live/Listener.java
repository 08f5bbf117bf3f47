package stet.web.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import stet.domain.PersonId;
import stet.web.live.Live.Message;

/** A page that hears. One that takes too long is told that it has missed something, and keeps nobody waiting. */
final class Listener {
    private static final int PATIENCE = 500;
    private static final Message END = new Message(0, null, "");

    private final PersonId person;
    private final String network;
    private final String era;
    private final LinkedBlockingQueue<Message> unheard = new LinkedBlockingQueue<>(PATIENCE);
    private volatile boolean missed;
    private volatile boolean ended;

    Listener(PersonId person, String network, String era) {
        this.person = person;
        this.network = network;
        this.era = era;
    }

    PersonId person() {
        return person;
    }

    /** From which it hears. */
    String network() {
        return network;
    }

    void hear(Message message) {
        if ((message.to() == null || message.to().equals(person)) && !unheard.offer(message)) {
            missed = true;
        }
    }

    void end() {
        ended = true;
        // Wakes whoever waits; where there is no room, nobody waits.
        var _ = unheard.offer(END);
    }

    boolean ended() {
        return ended;
    }

    /** What there is to hear, as it goes over the line; empty if nothing came for so long. */
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
