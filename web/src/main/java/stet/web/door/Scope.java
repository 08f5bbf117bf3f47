package stet.web.door;

import java.util.Locale;

/** What a program may do with a token, at the most: its owner's roles still hold. The names are stored. */
public enum Scope {
    READ("read"),
    /** Draft, write, raise claims, ask and answer: nothing that anybody else would rely on. */
    WRITE("write"),
    /** What others rely on: verdicts, approvals of captions, sign-offs and waivers, and taking these back. */
    CHECK("check and sign off"),
    /** Everything else that changes what readers see, or when; and who in the newsroom reads what few may. */
    PUBLISH("publish"),
    /** What nobody undoes: to kill a story, and to shred who a source is. */
    KILL("kill and shred"),
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
