package stet.web.door;

import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;

/** Checks roles for what is no command, and so is not checked by the domain. */
public final class Only {
    private Only() {}

    /** @throws Refused if it is somebody else */
    public static void administrators(SignedIn person) {
        if (!person.holds(Role.ADMINISTRATOR)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator may do this");
        }
    }

    /** @throws Refused if it is somebody else */
    public static void standards(SignedIn person) {
        if (!person.holds(Role.STANDARDS)) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING, "Only a standards editor may do this, who may read all of the history");
        }
    }

    /** @throws Refused if it is somebody else */
    public static void auditors(SignedIn person) {
        if (!person.holds(Role.ADMINISTRATOR) && !person.holds(Role.STANDARDS)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator or a standards editor may read this");
        }
    }
}
