package stet.domain.newsroom;

import java.util.Set;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/** What may be asked of the newsroom; only an administrator may ask it. */
public sealed interface NewsroomCommand {

    record OpenDesk(DeskId desk, String name) implements NewsroomCommand {}

    /** Lets nobody read the articles of this desk but its people, and those whom the reading rules name besides. */
    record CloseReading(DeskId desk) implements NewsroomCommand {}

    /** Lets everybody who edits read the articles of this desk again. */
    record OpenReading(DeskId desk) implements NewsroomCommand {}

    record WelcomePerson(PersonId person, String name, Set<Role> roles, Set<DeskId> desks) implements NewsroomCommand {
        public WelcomePerson {
            roles = Set.copyOf(roles);
            desks = Set.copyOf(desks);
        }
    }

    record ChangeRoles(PersonId person, Set<Role> roles) implements NewsroomCommand {
        public ChangeRoles {
            roles = Set.copyOf(roles);
        }
    }

    record ChangeDesks(PersonId person, Set<DeskId> desks) implements NewsroomCommand {
        public ChangeDesks {
            desks = Set.copyOf(desks);
        }
    }

    record FarewellPerson(PersonId person) implements NewsroomCommand {}
}
