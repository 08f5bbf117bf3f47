package stet.eventstore.rebuilding;

/** A rebuild that cannot be begun, accepted or abandoned as things are; the message is a sentence for people. */
public final class RebuildRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RebuildRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
