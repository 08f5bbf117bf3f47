package stet.web.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.desk.WhomItConcerns;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent;
import stet.domain.newsroom.Reading;
import stet.eventstore.Ledger;
import stet.eventstore.answers.Happening;
import stet.web.access.Called;
import stet.web.reading.WhoReads;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes what happens to the pages that are open on this node. Of an event it tells the article, the sort of event and who caused it,
 * and none of its words; it does so on every node, once the desk shows it.
 */
@Component
public final class Live implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    /** The number of messages that a page can be behind and still get; one that is further behind is told to reload everything. */
    private static final int REMEMBERED = 1_000;

    private final Called called;
    private final Desk desk;
    private final Unseen unseen;
    private final WhoReads readers;
    private final JsonMapper json;
    private final int perPerson;
    private final int perNetwork;
    /** Stands before each number, since the numbers begin anew when the program does. */
    private final String era = UUID.randomUUID().toString().substring(0, 8);

    private final Deque<Message> recent = new ArrayDeque<>();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private long number;
    private volatile boolean open;

    /** One person, or one network, has as many pages open as may subscribe. Its message is a sentence for people. */
    static final class TooManyLines extends Exception {
        private static final long serialVersionUID = 1L;

        TooManyLines(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * @param number 0 for what is not repeated to a page that was away
     * @param to the only person who is told it, or null for everybody
     * @param about the article that it is about, which whoever is told may read; null where it is about none
     */
    record Message(long number, @Nullable PersonId to, Reading.@Nullable Matter about, String json) {}

    Live(
            Ledger ledger,
            Called called,
            Desk desk,
            Unseen unseen,
            WhoReads readers,
            JsonMapper json,
            @Value("${stet.live.per-person}") int perPerson,
            @Value("${stet.live.per-network}") int perNetwork) {
        this.called = called;
        this.desk = desk;
        this.unseen = unseen;
        this.readers = readers;
        this.json = json;
        this.perPerson = perPerson;
        this.perNetwork = perNetwork;
        ledger.whenShown("desk", this::shown);
    }

    /**
     * Tells every page that is open on this node something about an article that is not told later to a page that was away, such as who
     * is looking at it. On a page it arrives as the event {@code stet:<name>} of the document, with the payload as its detail.
     *
     * @param name of small letters; not {@code live}
     * @param payload becomes a JSON object, to which {@code name} and {@code article} are added
     */
    public void tell(ArticleId article, String name, Map<String, ?> payload) {
        var message = new LinkedHashMap<String, Object>(payload);
        message.put("name", name);
        message.put("article", article.value());
        desk.matter(article).ifPresent(about -> tell(null, about, false, message));
    }

    /** How many notices somebody has not looked at, on each page that they have open on this node. */
    public void tellUnseen(PersonId person) {
        tell(person, null, true, Map.of("name", "notices", "unseen", unseen.of(person)));
    }

    /** The id of the last message, from which a page that is rendered now subscribes. */
    public String now() {
        synchronized (recent) {
            return era + "-" + number;
        }
    }

    private void shown(List<Happening> happenings) {
        try {
            for (var happening : happenings) {
                if (happening.event() instanceof ArticleEvent event) {
                    changed(event, happening);
                }
            }
        } catch (RuntimeException failed) {
            // Nothing is lost but the message, so pages are told to reload everything.
            LOG.warn("Open pages could not be told of what happened: {}", failed.toString());
            tell(null, null, true, Map.of("name", "missed"));
        }
    }

    private void changed(ArticleEvent event, Happening happening) {
        var article = event.articleId();
        var who = happening.act().who();
        var changed = Map.of(
                "name", "changed",
                "article", article.value(),
                "sequence", happening.sequence(),
                "kind", happening.name(),
                "who", Map.of("id", who.value(), "name", called.name(who.value())));
        desk.matter(article)
                // Whoever read it until then hears that it was killed or made confidential, and sees it no more.
                .map(matter -> event instanceof ArticleEvent.ArticleKilled
                                || event instanceof ArticleEvent.ArticleMadeConfidential
                        ? matter.asItWas()
                        : matter)
                .ifPresent(about -> tell(null, about, true, changed));
        if (!listeners.isEmpty() && WhomItConcerns.mayBeAsked(event)) {
            desk.concerns(new WhomItConcerns(article, happening.sequence()))
                    .notices()
                    .forEach(notice -> tellUnseen(notice.person()));
        }
    }

    private void tell(@Nullable PersonId to, Reading.@Nullable Matter about, boolean later, Map<String, ?> payload) {
        var text = json.writeValueAsString(payload);
        synchronized (recent) {
            var message = new Message(later ? ++number : 0, to, about, text);
            if (later) {
                recent.addLast(message);
                if (recent.size() > REMEMBERED) {
                    recent.removeFirst();
                }
            }
            listeners.forEach(listener -> listener.hear(message));
        }
    }

    /**
     * Subscribes a page.
     *
     * @param network of the client, as {@link stet.web.access.RemoteAddress} has it
     * @param after the id of the last message that the page got, or null if it got none
     * @throws TooManyLines if this person or this network has too many subscriptions already
     */
    Listener listen(PersonId person, String network, @Nullable String after) throws TooManyLines {
        synchronized (recent) {
            if (listeners.stream()
                            .filter(other -> other.person().equals(person))
                            .count()
                    >= perPerson) {
                throw new TooManyLines(
                        "You have %d pages open that hear what happens; close one of them".formatted(perPerson));
            }
            if (listeners.stream()
                            .filter(other -> other.network().equals(network))
                            .count()
                    >= perNetwork) {
                throw new TooManyLines(
                        "%d pages hear what happens where you are; close one of them".formatted(perNetwork));
            }
            var listener = new Listener(person, network, era, about -> readers.mayRead(person, about));
            var from = after == null ? -1 : place(after);
            var oldest = recent.isEmpty() ? number + 1 : recent.getFirst().number();
            if (from + 1 < oldest || from > number) {
                listener.hear(new Message(number, null, null, "{\"name\":\"missed\"}"));
            } else {
                recent.stream().filter(message -> message.number() > from).forEach(listener::hear);
            }
            if (open) {
                listeners.add(listener);
            } else {
                listener.end();
            }
            return listener;
        }
    }

    private long place(String after) {
        var dash = after.indexOf('-');
        try {
            return dash > 0 && after.substring(0, dash).equals(era) ? Long.parseLong(after.substring(dash + 1)) : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public void start() {
        open = true;
    }

    /** Ends the requests of all subscriptions, which would otherwise keep the web server from stopping. */
    @Override
    public void stop() {
        synchronized (recent) {
            open = false;
            listeners.forEach(Listener::end);
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Stops first, before the web server waits for open requests to end. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
