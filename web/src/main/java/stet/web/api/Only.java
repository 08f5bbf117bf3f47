package stet.web.api;

import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.web.people.SignedIn;

/** For whom something is, where no command asks for it. */
final class Only {
    private Only() {}

    /** @throws Refused if it is somebody else */
    static void administrators(SignedIn person) {
        if (!person.holds(Role.ADMINISTRATOR)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator may do this");
        }
    }

    /** @throws Refused if it is somebody else */
    static void auditors(SignedIn person) {
        if (!person.holds(Role.ADMINISTRATOR) && !person.holds(Role.STANDARDS)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator or a standards editor may read this");
        }
    }
}
