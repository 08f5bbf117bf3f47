package stet.workflow;

/** Others changed the same thing again and again while a command was being decided, and nothing was done; it can be sent again. */
public final class Contended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Contended(Throwable last) {
        super("Others are changing this at this very moment. Nothing was done; please try again", last);
    }
}
