package stet.seal;

/** Which records of a log somebody has before them, and so what must be there. */
public enum Scope {
    /** All, from the first on. */
    LOG,
    /** All of some time, one after the other. */
    INTERVAL,
    /** All of one history, such as an article's. */
    STREAM,
    /** All that one person did. That none is left out cannot be seen in them. */
    PERSON;

    boolean withoutGap() {
        return this == LOG || this == INTERVAL;
    }

    public boolean wholeHistories() {
        return this == LOG || this == STREAM;
    }
}
