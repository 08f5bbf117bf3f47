package stet.domain;

/** What every identifier has in common: 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}, so that it is safe in a URL. */
final class Ids {
    private static final int LONGEST = 64;

    private Ids() {}

    static String checked(String kind, String value) {
        var fits = !value.isEmpty() && value.length() <= LONGEST;
        // Not a pattern: a history has thousands of them.
        for (var i = 0; fits && i < value.length(); i++) {
            fits = isSafe(value.charAt(i));
        }
        if (!fits) {
            throw new InvalidValue(kind + " must be 1 to 64 letters, digits, hyphens or underscores");
        }
        return value;
    }

    private static boolean isSafe(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
