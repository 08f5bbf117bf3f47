package stet.web.door;

import java.util.Set;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/** Who is asking, with the roles and desks that they have at this moment; controllers get it by {@code @AuthenticationPrincipal}. */
public record SignedIn(PersonId person, String name, Set<Role> roles, Set<DeskId> desks) {
    public SignedIn {
        roles = Set.copyOf(roles);
        desks = Set.copyOf(desks);
    }

    public boolean holds(Role role) {
        return roles.contains(role);
    }
}
