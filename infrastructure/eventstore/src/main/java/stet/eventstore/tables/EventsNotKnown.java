package stet.eventstore.tables;

/** Refuses a ledger with events that this program does not know: it would decide as if they had never happened. */
public final class EventsNotKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventsNotKnown(String name) {
        super("There are events in this ledger that this Stet does not know, such as '%s'.".formatted(name));
    }
}
