package stet.domain.newsroom;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.checking.QuotationMarks;

/** What has happened to the newsroom's desks, its people, what it is set to and which sources it doubts. Kept for ever, so it changes only by addition. */
public sealed interface NewsroomEvent {

    record DeskOpened(DeskId desk, String name) implements NewsroomEvent {}

    record DeskRenamed(DeskId desk, String name) implements NewsroomEvent {}

    /** From then on no new article and nobody else came to it; what stood there stayed. */
    record DeskClosed(DeskId desk) implements NewsroomEvent {}

    record DeskReopened(DeskId desk) implements NewsroomEvent {}

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

    record NewsroomNamed(String name) implements NewsroomEvent {}

    /** @param zone by its name in the time zone database */
    record ZoneSet(String zone) implements NewsroomEvent {}

    /** @param language as a BCP 47 tag */
    record LanguageSet(String language) implements NewsroomEvent {}

    /**
     * @param language whose articles are typed with these from now on, as a BCP 47 tag
     * @param marks null where they are those that the language itself has
     */
    record QuotationMarksSet(String language, @Nullable QuotationMarks marks) implements NewsroomEvent {}

    /**
     * From then on no verdict rests on this source, and those that did are open again (rule 43).
     *
     * @param locator as {@link stet.domain.checking.Locator} has it
     */
    record SourceDoubted(String locator, String reason) implements NewsroomEvent {}

    /** @param locator as {@link stet.domain.checking.Locator} has it */
    record DoubtLifted(String locator, String reason) implements NewsroomEvent {}
}
