package stet.web.door;

import java.util.Locale;

/** What a program may do with a token, at the most: its owner's roles still hold. The names are stored. */
public enum Scope {
    READ("read"),
    /** Draft, write, check and caption. */
    WRITE("write and check"),
    /** Everything that changes what readers see, or when. */
    PUBLISH("publish"),
    /** Keep people and desks, take backups, rebuild read models, and read the log of access. */
    ADMINISTER("administer");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** As it is spoken of after "may". */
    public String words() {
        return words;
    }

    /** As a form sends it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
