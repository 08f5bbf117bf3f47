package stet.web.door;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;

/** The revision that a program saw, as it says so in the header {@code If-Match}: by the ETag that came with the content. */
public final class IfMatch {
    private static final Pattern REVISION = Pattern.compile("\"r(\\d{1,9})\"");

    private IfMatch() {}

    /** A command is about what somebody saw, and does not say in which revision they saw it (rule 28). */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String sentence) {
            super(sentence);
        }
    }

    /**
     * @throws Missing if there is none
     * @throws InvalidValue if it is not the ETag of one revision
     */
    public static int revision(@Nullable String header) {
        if (header == null) {
            throw new Missing("Say in If-Match which revision you started from: the ETag that came with the content");
        }
        var revision = REVISION.matcher(header);
        if (!revision.matches()) {
            throw new InvalidValue("If-Match must be the ETag of one revision, such as \"r3\"");
        }
        return Integer.parseInt(revision.group(1));
    }

    public static String etag(int revision) {
        return "\"r" + revision + "\"";
    }
}
