package stet.workflow.sealing;

/** The newsroom's keys are not to be had, are none, or are not those that are needed. The message is a sentence for an operator. */
public final class KeysNotUsable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    /** @param advice what an operator can do, in a sentence */
    public KeysNotUsable(String sentence, String advice) {
        super(sentence);
        this.advice = advice;
    }

    KeysNotUsable(String sentence, String advice, Throwable cause) {
        super(sentence, cause);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
