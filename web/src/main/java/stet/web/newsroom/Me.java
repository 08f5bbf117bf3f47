package stet.web.newsroom;

import java.util.Set;
import stet.domain.Role;
import stet.web.door.SignedIn;

/**
 * Whoever looks at a page, so that it offers them what their roles allow. What they may do is decided where it is done; a page that
 * offers too much is refused, and says why.
 */
public record Me(String id, String name, Set<Role> roles) {
    public static Me of(SignedIn person) {
        return new Me(person.person().value(), person.name(), person.roles());
    }

    public boolean writes() {
        return roles.contains(Role.WRITER);
    }

    public boolean checks() {
        return roles.contains(Role.CHECKER);
    }

    public boolean captions() {
        return roles.contains(Role.PICTURE_EDITOR);
    }

    public boolean publishes() {
        return roles.contains(Role.PUBLISHER);
    }

    /** Standards editors and lawyers. */
    public boolean judges() {
        return roles.contains(Role.STANDARDS);
    }

    /** Reads all of the history, and changes nothing. */
    public boolean audits() {
        return roles.contains(Role.AUDITOR);
    }

    public boolean administers() {
        return roles.contains(Role.ADMINISTRATOR);
    }

    /** Whether they hold a role with power over words; an administrator has none. */
    public boolean edits() {
        return writes() || checks() || captions() || publishes();
    }

    /** Whether they may speak about an article. */
    public boolean speaks() {
        return edits() || judges();
    }
}
