package stet.web.door;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;

/** Checks roles for what is no command, and so is not checked by the domain. */
public final class Only {
    /** Those who read the log of access, and what proves that the history is whole. */
    public static final Set<Role> AUDITING =
            Collections.unmodifiableSet(EnumSet.of(Role.ADMINISTRATOR, Role.STANDARDS, Role.AUDITOR));

    private Only() {}

    /** @throws Refused if it is somebody else */
    public static void administrators(SignedIn person) {
        if (!person.holds(Role.ADMINISTRATOR)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator may do this");
        }
    }

    /** @throws Refused if it is somebody else */
    public static void readersOfAll(SignedIn person) {
        if (!person.holds(Role.STANDARDS) && !person.holds(Role.AUDITOR)) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING,
                    "Only an auditor or a standards editor may do this, who may read all of the history");
        }
    }

    /** Whether somebody in these roles reads the log of access, and what proves that the history is whole. */
    public static boolean isAuditing(Set<Role> roles) {
        return !Collections.disjoint(roles, AUDITING);
    }

    /** @throws Refused if it is somebody else */
    public static void auditors(SignedIn person) {
        if (!isAuditing(person.roles())) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING, "Only an auditor, an administrator or a standards editor may read this");
        }
    }
}
