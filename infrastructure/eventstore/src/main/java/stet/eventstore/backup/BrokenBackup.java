package stet.eventstore.backup;

/** A backup that must not be restored; the message is a sentence about what is wrong with it. */
public final class BrokenBackup extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenBackup(String sentence) {
        super(sentence);
    }

    BrokenBackup(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
