package stet.domain.checking;

/** What sort of thing a claim says. */
public enum ClaimKind {
    FACT,
    NAME,
    TITLE,
    DATE,
    NUMBER,
    QUOTE,
    ATTRIBUTION,
    CHARACTERISATION
}
