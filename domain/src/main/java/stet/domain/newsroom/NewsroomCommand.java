package stet.domain.newsroom;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.checking.QuotationMarks;
import stet.domain.content.Content;
import stet.domain.content.Field;

/** What may be asked of the newsroom: by an administrator, and of sources by a standards editor ({@link #role}). */
public sealed interface NewsroomCommand {

    record OpenDesk(DeskId desk, String name) implements NewsroomCommand {}

    record RenameDesk(DeskId desk, String name) implements NewsroomCommand {}

    /** Lets no new article and nobody else come to this desk; what stands there stays. */
    record CloseDesk(DeskId desk) implements NewsroomCommand {}

    record ReopenDesk(DeskId desk) implements NewsroomCommand {}

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

    /** What the newsroom is called, by those who work in it and by those who read it. */
    record NameNewsroom(String name) implements NewsroomCommand {}

    /** @param zone in which times are typed and shown, by its name in the time zone database, such as {@code Europe/London} */
    record SetZone(String zone) implements NewsroomCommand {
        public SetZone {
            zone = zone.strip();
            if (!isNewsrooms(zone)) {
                throw new InvalidValue(
                        "There is no time zone '%s'; one is called by its region, as Europe/London, or UTC"
                                .formatted(zone));
            }
        }

        /** An offset knows nothing of the day on which clocks change, so a schedule would come an hour too early or too late. */
        private static boolean isNewsrooms(String zone) {
            return zone.equals("UTC")
                    || (zone.contains("/")
                            && !zone.startsWith("Etc/")
                            && ZoneId.getAvailableZoneIds().contains(zone));
        }
    }

    /** @param language that new articles are in unless they say another, as a BCP 47 tag */
    record SetLanguage(String language) implements NewsroomCommand {
        public SetLanguage {
            language = tag(language);
        }
    }

    /**
     * @param language whose articles are typed with these, as a BCP 47 tag
     * @param marks null where they are those that the language itself has
     */
    record SetQuotationMarks(String language, @Nullable QuotationMarks marks) implements NewsroomCommand {
        public SetQuotationMarks {
            language = tag(language);
            if (marks != null && !marks.areMarks()) {
                throw new InvalidValue("A quotation mark is one sign, such as “ or »");
            }
        }
    }

    /**
     * Says that a source is not to be relied on any more (rule 43).
     *
     * @param locator where it is found again, however it is typed
     */
    record DoubtSource(String locator, String reason) implements NewsroomCommand {}

    /** Takes a doubt back: from then on verdicts may rest on the source again. What was reopened stays so. */
    record LiftDoubt(String locator, String reason) implements NewsroomCommand {}

    /** In which role this is asked. */
    default Role role() {
        return switch (this) {
            case DoubtSource _, LiftDoubt _ -> Role.STANDARDS;
            default -> Role.ADMINISTRATOR;
        };
    }

    private static String tag(String tag) {
        if (tag.isBlank()) {
            throw new InvalidValue("A language has a tag, such as en or pt-BR");
        }
        return Content.of("", "", List.of()).with(Field.LANGUAGE, tag).language();
    }
}
