package stet.domain;

/** What a person may do. One person may hold several; nobody's roles let them approve their own words. */
public enum Role {
    WRITER,
    CHECKER,
    PICTURE_EDITOR,
    PUBLISHER,
    /** Standards editors and lawyers: may kill, and may read everything, also what others may not. */
    STANDARDS,
    /** Keeps people and desks, has no editorial power, and reads no article. */
    ADMINISTRATOR,
    /** Reads all of the history and changes nothing, and so holds no other role (rule 44). */
    AUDITOR;

    /** The role as it is spoken of in a sentence, such as {@code picture editor}. */
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
