package stet.domain.article;

/** What an edition is to the one before it (rule 19). */
public enum EditionKind {
    /** The first. */
    ORIGINAL,
    /** A factual error put right. */
    CORRECTION,
    /** Accurate, but misleading. */
    CLARIFICATION,
    /** New information. */
    UPDATE,
    /** Typography only. */
    REFILE
}
