package stet.domain.checking;

/** What sort of evidence a source is. */
public enum SourceType {
    RECORDING(true),
    TRANSCRIPT(true),
    DOCUMENT(true),
    /** A call the checker made. */
    OWN_CALL(true),
    PERSON(false),
    WEB_PAGE(false),
    PUBLICATION(false);

    private final boolean primary;

    SourceType(boolean primary) {
        this.primary = primary;
    }

    /** Whether it can bear out somebody's exact words by itself (rule 7). */
    public boolean primary() {
        return primary;
    }
}
