package stet.domain.article;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a newsroom might ask of every edition, besides what it asks already. They are there to be rehearsed on what was published (see
 * {@link Rehearsal}), and hold nothing back.
 */
public enum Requirement {
    RULES_OF_TODAY("It meets all that is asked of a publication today"),
    NO_WAIVED_CHECK("It has the sign-offs of the facts and of the captions, and no waiver stands for one"),
    NO_WAIVED_QUOTATION("Each quotation has its primary source, and no waiver stands for one"),
    SOURCES("Each claim that was confirmed or corrected rests on at least %,d sources", "sources", 1, 2, 10),
    NO_CONFIDENTIAL_SOURCE_ALONE("No claim rests on confidential sources alone"),
    EVERYTHING_CHECKABLE("No claim was found not to be checkable"),
    NO_DOUBTED_SOURCE("No claim rests on a source that the newsroom doubts today"),
    FRESH_SIGN_OFF("The last sign-off of the facts is at most %,d hours old when it goes out", "hours", 1, 24, 8_760),
    REST_AFTER_CHANGES(
            "Nothing in the article was changed in the last %,d minutes before it goes out", "minutes", 1, 15, 10_080),
    PUBLISHER_SIGNED_NOTHING("Whoever publishes it signed off neither its facts nor its captions"),
    NO_SYNTHETIC_PICTURE("No picture in it was made or changed by a program");

    private final String sentence;
    private final String unit;
    private final int least;
    private final int usual;
    private final int most;

    Requirement(String sentence) {
        this(sentence, "", 0, 0, 0);
    }

    Requirement(String sentence, String unit, int least, int usual, int most) {
        this.sentence = sentence;
        this.unit = unit;
        this.least = least;
        this.usual = usual;
        this.most = most;
    }

    /** Whether a number is a part of it. */
    public boolean counts() {
        return !unit.isEmpty();
    }

    /** What its number counts, such as {@code hours}; empty where it has none. */
    public String unit() {
        return unit;
    }

    /** The least that its number may be; 0 where it has none. */
    public int least() {
        return least;
    }

    /** Its number where nobody says another; 0 where it has none. */
    public int usual() {
        return usual;
    }

    /** The most that its number may be; 0 where it has none. */
    public int most() {
        return most;
    }

    /** Its name for programs, such as {@code no-waived-check}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Requirement> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** With this number, without a full stop. */
    String sentence(int number) {
        return counts() ? sentence.formatted(number) : sentence;
    }
}
