package stet.domain;

/** A value that cannot be: its message is a sentence for the person who sent it. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValue(String message) {
        super(message);
    }
}
