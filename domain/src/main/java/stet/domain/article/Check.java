package stet.domain.article;

/** What a publisher can waive, with a reason that stays in the record for ever. */
public enum Check {
    /** The sign-off of the facts. */
    FACTS,
    /** The sign-off of the captions. */
    CAPTIONS,
    /** The primary source of one quotation (rule 7). */
    PRIMARY_SOURCE
}
