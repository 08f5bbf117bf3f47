package stet.domain.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/**
 * Who may read which articles before the world does, and all that belongs to them. Pages, programs, live lines, notices and letters all
 * ask here, and {@code docs/reading.md} prints the table (rule 34).
 */
public final class Reading {
    private Reading() {}

    /** How an article stands to somebody. The first that is so counts. */
    public enum Standing {
        KILLED("killed"),
        CONFIDENTIAL("confidential, and neither given nor confided to them"),
        GIVEN("given to them to work on, or confided to them"),
        OWN_DESK("at a desk of theirs"),
        CLOSED_DESK("at another desk that is closed"),
        OPEN_DESK("at another desk"),
        /** Where what is so otherwise says no. */
        OPENED("none of these to them, and opened by them with a reason");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether it may be read. */
    public enum Answer {
        NO,
        YES,
        /** It may, and stands in the log of access then. */
        RECORDED
    }

    /** @param desks at which they work */
    public record Reader(PersonId person, Set<Role> roles, Set<DeskId> desks) {
        public Reader {
            roles = Set.copyOf(roles);
            desks = Set.copyOf(desks);
        }
    }

    /**
     * Somebody opened, with a reason, what was not theirs to read (break-glass).
     *
     * @param until when it is closed to them again
     */
    public record Opening(PersonId person, Instant until) {}

    /**
     * What is asked of an article.
     *
     * @param given those who were given it to work on
     * @param confided those to whom it is confided; null where it is not confidential
     */
    public record Matter(
            DeskId desk,
            boolean killed,
            Set<PersonId> given,
            @Nullable Set<PersonId> confided,
            List<Opening> opened) {
        public Matter {
            given = Set.copyOf(given);
            confided = confided == null ? null : Set.copyOf(confided);
            opened = List.copyOf(opened);
        }

        /** One that is not confidential and that nobody has opened. */
        public Matter(DeskId desk, boolean killed, Set<PersonId> given) {
            this(desk, killed, given, null, List.of());
        }

        /** The same as it was before it was killed and while it was confidential to nobody. */
        public Matter asItWas() {
            return new Matter(desk, false, given, null, opened);
        }

        private boolean isOpenTo(PersonId person, Instant now) {
            return opened.stream()
                    .anyMatch(opening -> opening.person().equals(person) && now.isBefore(opening.until()));
        }
    }

    /**
     * Which articles somebody sees in a list. What they opened with a reason they read at its own address, and see in no list.
     *
     * @param any whether they see any at all
     * @param killed whether killed ones are among them
     * @param confidential whether confidential ones are, that were neither given nor confided to them
     * @param hidden the desks whose articles are not, unless they were given or confided to them
     */
    public record Reach(PersonId person, boolean any, boolean killed, boolean confidential, Set<DeskId> hidden) {
        public Reach {
            hidden = Set.copyOf(hidden);
        }
    }

    /** For how long somebody reads what they opened with a reason: long enough to decide at night, too short to work with it. */
    public static final Duration OPEN_FOR = Duration.ofHours(1);

    /**
     * The table. Publishers may open what they do not read: whoever answers at night for what goes out must be able to see what it is about.
     * All others ask one of them.
     */
    public static Answer of(Role role, Standing standing) {
        return switch (role) {
            case WRITER, CHECKER, PICTURE_EDITOR ->
                switch (standing) {
                    case GIVEN, OWN_DESK, OPEN_DESK -> Answer.YES;
                    case KILLED, CONFIDENTIAL, CLOSED_DESK, OPENED -> Answer.NO;
                };
            case PUBLISHER ->
                switch (standing) {
                    case GIVEN, OWN_DESK, OPEN_DESK -> Answer.YES;
                    case KILLED, CONFIDENTIAL, CLOSED_DESK -> Answer.NO;
                    case OPENED -> Answer.RECORDED;
                };
            case STANDARDS, AUDITOR ->
                switch (standing) {
                    case GIVEN, OWN_DESK, OPEN_DESK -> Answer.YES;
                    case KILLED, CONFIDENTIAL, CLOSED_DESK, OPENED -> Answer.RECORDED;
                };
            case ADMINISTRATOR -> Answer.NO;
        };
    }

    /** What the roles together allow; nothing is recorded that one of them would not record. */
    public static Answer of(Set<Role> roles, Standing standing) {
        var answers = new HashSet<Answer>();
        roles.forEach(role -> answers.add(of(role, standing)));
        if (answers.contains(Answer.YES)) {
            return Answer.YES;
        }
        return answers.contains(Answer.RECORDED) ? Answer.RECORDED : Answer.NO;
    }

    public static Answer of(Reader reader, Matter matter, Newsroom newsroom, Instant now) {
        var answer = of(reader.roles(), standing(reader, matter, newsroom));
        return answer == Answer.NO && matter.isOpenTo(reader.person(), now)
                ? of(reader.roles(), Standing.OPENED)
                : answer;
    }

    /** Whether somebody in these roles may open, with a reason, what they do not read. */
    public static boolean opens(Set<Role> roles) {
        return of(roles, Standing.OPENED) != Answer.NO
                && Arrays.stream(Standing.values()).anyMatch(standing -> of(roles, standing) == Answer.NO);
    }

    /** Whether there is any article that somebody in these roles may read. */
    public static boolean reads(Set<Role> roles) {
        return Arrays.stream(Standing.values()).anyMatch(standing -> of(roles, standing) != Answer.NO);
    }

    /** Whether there is anything that somebody in these roles may read only where that is recorded. */
    public static boolean records(Set<Role> roles) {
        return Arrays.stream(Standing.values()).anyMatch(standing -> of(roles, standing) == Answer.RECORDED);
    }

    /** Whether somebody in these roles reads all there is, however it stands to them, and so what was made of it as a whole. */
    public static boolean readsAll(Set<Role> roles) {
        return Arrays.stream(Standing.values()).allMatch(standing -> of(roles, standing) != Answer.NO);
    }

    /**
     * Of which desks somebody sees how long work takes there: of all, or of some of them.
     *
     * @param some where it is not all; empty for those who see it of none
     */
    public record Timed(boolean all, Set<DeskId> some) {
        public Timed {
            some = Set.copyOf(some);
        }

        public boolean any() {
            return all || !some.isEmpty();
        }
    }

    /** Whoever answers for all that is published, or audits it, sees it of all desks; who publishes, of their own. */
    public static Timed timed(Reader reader) {
        var all = reader.roles().contains(Role.STANDARDS) || reader.roles().contains(Role.AUDITOR);
        return new Timed(all, !all && reader.roles().contains(Role.PUBLISHER) ? reader.desks() : Set.of());
    }

    static Standing standing(Reader reader, Matter matter, Newsroom newsroom) {
        if (matter.killed()) {
            return Standing.KILLED;
        }
        var confided = matter.confided();
        if (matter.given().contains(reader.person()) || (confided != null && confided.contains(reader.person()))) {
            return Standing.GIVEN;
        }
        if (confided != null) {
            return Standing.CONFIDENTIAL;
        }
        if (reader.desks().contains(matter.desk())) {
            return Standing.OWN_DESK;
        }
        return newsroom.closed().contains(matter.desk()) ? Standing.CLOSED_DESK : Standing.OPEN_DESK;
    }

    public static Reach reach(Reader reader, Newsroom newsroom) {
        var hidden = new HashSet<DeskId>();
        if (of(reader.roles(), Standing.CLOSED_DESK) == Answer.NO) {
            hidden.addAll(newsroom.closed());
            hidden.removeAll(reader.desks());
        }
        return new Reach(
                reader.person(),
                reads(reader.roles()),
                of(reader.roles(), Standing.KILLED) != Answer.NO,
                of(reader.roles(), Standing.CONFIDENTIAL) != Answer.NO,
                hidden);
    }
}
