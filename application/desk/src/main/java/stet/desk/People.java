package stet.desk;

import java.util.List;
import java.util.Set;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/** Who is and was in the newsroom? */
public record People() {
    /** In the order of their names. */
    public record Answer(List<Person> people) {
        public Answer {
            people = List.copyOf(people);
        }
    }

    /** @param here false once they have left; they have no roles and no desks then */
    public record Person(PersonId id, String name, boolean here, Set<Role> roles, Set<DeskId> desks) {
        public Person {
            roles = Set.copyOf(roles);
            desks = Set.copyOf(desks);
        }
    }
}
