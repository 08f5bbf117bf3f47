package stet.domain.newsroom;

import java.util.Set;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/** What has happened to the newsroom's desks and people. Kept for ever, so it changes only by addition. */
public sealed interface NewsroomEvent {

    record DeskOpened(DeskId desk, String name) implements NewsroomEvent {}

    /** From then on only the desk's own people read its articles, and those whom the reading rules name besides. */
    record ReadingClosed(DeskId desk) implements NewsroomEvent {}

    record ReadingOpened(DeskId desk) implements NewsroomEvent {}

    /** @param name as colleagues and readers know them */
    record PersonJoined(PersonId person, String name, Set<Role> roles, Set<DeskId> desks) implements NewsroomEvent {
        public PersonJoined {
            roles = Set.copyOf(roles);
            desks = Set.copyOf(desks);
        }
    }

    /** The roles as they are from now on, all of them. */
    record RolesChanged(PersonId person, Set<Role> roles) implements NewsroomEvent {
        public RolesChanged {
            roles = Set.copyOf(roles);
        }
    }

    /** The desks they work at from now on, all of them. */
    record DesksChanged(PersonId person, Set<DeskId> desks) implements NewsroomEvent {
        public DesksChanged {
            desks = Set.copyOf(desks);
        }
    }

    record PersonLeft(PersonId person) implements NewsroomEvent {}
}
