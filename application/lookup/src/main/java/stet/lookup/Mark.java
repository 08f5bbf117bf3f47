package stet.lookup;

import java.util.Locale;

/** What an entry is marked with, by name. */
final class Mark {
    static final String ARTICLE = "article";
    static final String KIND = "kind";
    static final String DESK = "desk";
    static final String STAGE = "stage";
    static final String KILLED = "killed";
    static final String HELD = "held";
    static final String GIVEN = "given";
    static final String CONFIDENTIAL = "confidential";
    static final String CONFIDED = "confided";

    /** Of editions, whether it is the one that readers read. */
    static final String LATEST = "latest";

    static final String SECTION = "section";
    static final String LANGUAGE = "language";

    /** When it changed last or came out, in milliseconds since 1970. */
    static final String CHANGED = "changed";

    static final String YES = "yes";
    static final String NO = "no";

    private Mark() {}

    static String of(boolean so) {
        return so ? YES : NO;
    }

    static String section(String section) {
        return section.toLowerCase(Locale.ROOT);
    }
}
