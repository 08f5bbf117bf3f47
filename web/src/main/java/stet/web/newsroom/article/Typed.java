package stet.web.newsroom.article;

import java.util.Map;

/**
 * What somebody typed into a form that was refused, so that the page can show it again.
 *
 * @param command the name of the command the form was for
 * @param about what it was about, where there is a form for each of several things, such as a claim's id; otherwise empty
 */
public record Typed(String command, String about, Map<String, String> fields) {
    static final Typed NOTHING = new Typed("", "", Map.of());

    /** What stood in a field of the form for this command about this thing; empty if it was another form. */
    public String in(String asked, String thing, String field) {
        return asked(asked, thing) ? fields.getOrDefault(field, "") : "";
    }

    /** The same, for a field that has something in it from the beginning. */
    public String in(String asked, String thing, String field, String otherwise) {
        return asked(asked, thing) ? fields.getOrDefault(field, otherwise) : otherwise;
    }

    /** Whether it was this form. */
    public boolean asked(String asked, String thing) {
        return command.equals(asked) && about.equals(thing);
    }
}
