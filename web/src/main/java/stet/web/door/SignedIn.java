package stet.web.door;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/**
 * Who is asking, with the roles and desks that they have at this moment; controllers get it by {@code @AuthenticationPrincipal}.
 *
 * @param roles of theirs in which they act here; fewer than they hold where a token is narrowed to some
 * @param grant the token with which their program asks, or null where they signed in themselves
 */
public record SignedIn(
        PersonId person,
        String name,
        Set<Role> roles,
        Set<DeskId> desks,
        @Nullable Grant grant) {
    public SignedIn {
        roles = Set.copyOf(roles);
        desks = Set.copyOf(desks);
    }

    public SignedIn(PersonId person, String name, Set<Role> roles, Set<DeskId> desks) {
        this(person, name, roles, desks, null);
    }

    public boolean holds(Role role) {
        return roles.contains(role);
    }
}
