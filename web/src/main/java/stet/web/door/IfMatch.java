package stet.web.door;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.content.Blackout;
import stet.domain.content.Content;

/** The revision that a program saw, as it says so in the header {@code If-Match}: by the ETag that came with the content. */
public final class IfMatch {
    private static final Pattern REVISION = Pattern.compile("\"r(\\d{1,9})(?:-(\\d{1,9}))?\"");

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
        return Integer.parseInt(read(header).group(1));
    }

    /** How many letters were black in what they saw, as {@link #revision}. */
    public static int black(@Nullable String header) {
        var black = read(header).group(2);
        return black == null ? 0 : Integer.parseInt(black);
    }

    private static Matcher read(@Nullable String header) {
        if (header == null) {
            throw new Missing("Say in If-Match which revision you started from: the ETag that came with the content");
        }
        var revision = REVISION.matcher(header);
        if (!revision.matches()) {
            throw new InvalidValue("If-Match must be the ETag of one revision, such as \"r3\"");
        }
        return revision;
    }

    /**
     * Names a revision, and how many letters are black in it: whoever keeps what it was before words were taken out (rule 48) has another.
     */
    public static String etag(int revision, Content content) {
        return etag(revision, Blackout.black(content));
    }

    /** As long as nothing is black. Where something is, a save that has it from here is asked to look at the content first. */
    public static String etag(int revision) {
        return etag(revision, 0);
    }

    private static String etag(int revision, int black) {
        return "\"r" + revision + (black == 0 ? "" : "-" + black) + "\"";
    }
}
