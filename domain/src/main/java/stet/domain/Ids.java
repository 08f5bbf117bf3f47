package stet.domain;

import java.util.regex.Pattern;

/** What every identifier has in common: 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}, so that it is safe in a URL. */
final class Ids {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Ids() {}

    static String checked(String kind, String value) {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidValue(kind + " must be 1 to 64 letters, digits, hyphens or underscores");
        }
        return value;
    }
}
