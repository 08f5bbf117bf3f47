package stet.web.newsroom;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.HtmlUtils;

/** What stands beside the text: one sort of work at a time, each at an address of its own. */
public enum Panel {
    CHECKING("Checking", "1"),
    PICTURES("Pictures", "2"),
    PUBLISHING("Publishing", "3"),
    COMMENTS("Comments", "4"),
    PEOPLE("People", "5"),
    HISTORY("History", "6"),
    DETAILS("Details", "7"),
    REPLACE("Replace", "8");

    private final String title;
    private final String key;

    Panel(String title, String key) {
        this.title = title;
        this.key = key;
    }

    public String title() {
        return title;
    }

    /** The key that opens it. */
    public String key() {
        return key;
    }

    /** Whether whoever only reads has nothing to do there. */
    public boolean forEditorsAlone() {
        return this == REPLACE;
    }

    /** The last part of its address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What every form of this panel says besides its own fields, as safe HTML. A panel may have thousands of forms, so no template is asked
     * for each of these fields.
     *
     * @param about which of several things the form is about; empty where there is one
     * @param key by which a form that is sent twice is known again
     */
    public String door(String about, String key) {
        return "<input type=\"hidden\" name=\"_panel\" value=\"%s\"><input type=\"hidden\" name=\"_about\" value=\"%s\"><input type=\"hidden\" name=\"key\" value=\"%s\">"
                .formatted(path(), HtmlUtils.htmlEscape(about, "UTF-8"), HtmlUtils.htmlEscape(key, "UTF-8"));
    }

    public static Optional<Panel> at(String path) {
        return Arrays.stream(values())
                .filter(panel -> panel.path().equals(path))
                .findFirst();
    }

    /** What somebody of these roles most likely came for. */
    public static Panel fitting(Me me) {
        if (me.checks()) {
            return CHECKING;
        }
        if (me.captions()) {
            return PICTURES;
        }
        return me.publishes() || me.judges() ? PUBLISHING : CHECKING;
    }
}
