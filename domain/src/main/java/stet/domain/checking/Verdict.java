package stet.domain.checking;

import java.util.Locale;

/** What was found of a claim. */
public enum Verdict {
    UNCHECKED,
    QUERIED,
    CONFIRMED,
    DISPUTED,
    CORRECTED,
    NOT_CHECKABLE;

    /** As it is spoken of in a sentence: {@code not checkable}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether somebody still has to do something before the facts can be signed off (rule 9). */
    public boolean open() {
        return switch (this) {
            case UNCHECKED, QUERIED, DISPUTED -> true;
            case CONFIRMED, CORRECTED, NOT_CHECKABLE -> false;
        };
    }
}
