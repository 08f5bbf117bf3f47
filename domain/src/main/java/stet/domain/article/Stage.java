package stet.domain.article;

/** Which sign-offs stand for the words as they are now. Derived, never set. */
public enum Stage {
    DRAFTED,
    FACT_CHECKED,
    CAPTIONED,
    /** The words are those of the last edition. */
    PUBLISHED,
    SPIKED,
    KILLED
}
