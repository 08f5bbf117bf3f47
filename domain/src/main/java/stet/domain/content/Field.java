package stet.domain.content;

/** The single-line parts of an article that are words. */
public enum Field {
    HEADLINE,
    /** The summary under the headline. */
    STANDFIRST,
    /** Who is credited. */
    BYLINE,
    /** Where (and when) it was filed. */
    DATELINE,
    /** The desk's short name for the story. */
    SLUGLINE,
    SECTION,
    /** What it is written in, as a BCP 47 tag. */
    LANGUAGE;
}
