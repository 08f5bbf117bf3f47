package stet.domain.checking;

/** What a word can be in a number or a date. */
enum Sense {
    /** One, where it may as well be an article or a pronoun. */
    ONE,
    /** An article before a word of magnitude: a dozen. */
    ARTICLE,
    /** What makes a pronoun of a one before it. */
    AFTER_PRONOUN,
    /** What makes a pronoun of a one behind it. */
    BEFORE_PRONOUN,
    /** First, which mostly says in what order something is told. */
    FIRST,
    NUMBER,
    /** Stands behind other numbers and multiplies them. */
    SCALE,
    /** May be followed by "and" and another number: hundred, and in some languages tens. */
    LINKED,
    /** Stands behind "and a": half, quarter, third. */
    PART,
    /** Many of what follows: tens of thousands. */
    MANY,
    AND,
    OF,
    TO,
    IN,
    /** May stand between one and "in": un Français sur cinq. */
    PER,
    CENT,
    PER_CENT,
    MONEY,
    CLOCK,
    MONTH,
    /** A month only where something says so: one may march in March. */
    UNCLEAR_MONTH,
    SHORT_MONTH,
    WEEKDAY,
    SHORT_WEEKDAY,
    /** Stands before a month or a day of the week. */
    DATE_LEAD,
    /** Says that May, at the head of a sentence, is the month. */
    AFTER_MONTH,
    THE,
    UNIT,
    SEASON,
    ORDINAL_ENDING,
    /** Stands behind a number and makes no year of it. */
    NO_YEAR
}
