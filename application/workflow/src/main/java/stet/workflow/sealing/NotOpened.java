package stet.workflow.sealing;

/** Something that was sealed cannot be opened, and nobody is told what is in it; the message is a sentence. */
public final class NotOpened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOpened(String sentence) {
        super(sentence);
    }
}
