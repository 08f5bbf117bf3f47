package stet.workflow.sealing;

/** The newsroom's keys are not to be had, are none, or are not those that are needed; the message is a sentence for an operator. */
public final class KeysNotUsable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysNotUsable(String sentence) {
        super(sentence);
    }

    KeysNotUsable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
