package stet.domain.checking;

/** How wrong words were put right (rule 8). */
public enum Remedy {
    /** Said otherwise; never for a quotation. */
    REWORDED,
    /** A quotation given as its primary source has it. */
    REPLACED_FROM_SOURCE,
    /** Taken out. */
    CUT,
    /** A quotation turned into our own words, without its quotation marks. */
    PARAPHRASED
}
