package stet.web.people;

import java.util.regex.Pattern;

/** Allows redirects to our own paths only (no open redirect): a second slash or a backslash at the beginning would lead to another site. */
public final class OwnPath {
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

    /** An answer's headers have 8 kB, and this is in one of them. */
    private static final int LONGEST = 2_000;

    private OwnPath() {}

    public static boolean is(String path) {
        return path.length() <= LONGEST && OWN.matcher(path).matches();
    }
}
