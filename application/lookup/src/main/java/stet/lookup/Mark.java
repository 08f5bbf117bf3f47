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

    /** What something is that stood or was said in the history, and who wrote it. */
    static final String SAID = "said";

    static final String WHO = "who";

    /** From and until which revision a version of a passage stood, and when it was gone, in milliseconds since 1970. */
    static final String FROM = "from";

    static final String UNTIL = "until";
    static final String GONE_AT = "gone";

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
