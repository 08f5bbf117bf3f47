package stet.web.people;

import java.util.regex.Pattern;

/** Where somebody may be sent: a path of our own. A second slash or a backslash at its beginning would lead to another site. */
public final class OwnPath {
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

    private OwnPath() {}

    public static boolean is(String path) {
        return OWN.matcher(path).matches();
    }
}
