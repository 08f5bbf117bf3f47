package stet.eventstore.tables;

/** Refuses a history of which an event is missing: what is decided on the rest of it might never have been allowed. */
public final class HistoryBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryBroken(String aggregate) {
        super("An event is missing from the history of '%s' in the ledger, so nothing is decided about it"
                .formatted(aggregate));
    }
}
