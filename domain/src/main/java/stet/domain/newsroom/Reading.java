package stet.domain.newsroom;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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
        OWN_DESK("at a desk of theirs"),
        GIVEN("given to them to work on"),
        CLOSED_DESK("at another desk that is closed"),
        OPEN_DESK("at another desk");

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
     * What is asked of an article.
     *
     * @param given those who were given it to work on
     */
    public record Matter(DeskId desk, boolean killed, Set<PersonId> given) {
        public Matter {
            given = Set.copyOf(given);
        }
    }

    /**
     * Which articles somebody sees in a list.
     *
     * @param any whether they see any at all
     * @param killed whether killed ones are among them
     * @param hidden the desks whose articles are not, unless they were given to them
     */
    public record Reach(PersonId person, boolean any, boolean killed, Set<DeskId> hidden) {
        public Reach {
            hidden = Set.copyOf(hidden);
        }
    }

    /** The table. */
    public static Answer of(Role role, Standing standing) {
        return switch (role) {
            case WRITER, CHECKER, PICTURE_EDITOR, PUBLISHER ->
                switch (standing) {
                    case OWN_DESK, GIVEN, OPEN_DESK -> Answer.YES;
                    case CLOSED_DESK, KILLED -> Answer.NO;
                };
            case STANDARDS ->
                switch (standing) {
                    case OWN_DESK, GIVEN, OPEN_DESK -> Answer.YES;
                    case CLOSED_DESK, KILLED -> Answer.RECORDED;
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

    public static Answer of(Reader reader, Matter matter, Newsroom newsroom) {
        return of(reader.roles(), standing(reader, matter, newsroom));
    }

    /** Whether there is any article that somebody in these roles may read. */
    public static boolean reads(Set<Role> roles) {
        return Arrays.stream(Standing.values()).anyMatch(standing -> of(roles, standing) != Answer.NO);
    }

    static Standing standing(Reader reader, Matter matter, Newsroom newsroom) {
        if (matter.killed()) {
            return Standing.KILLED;
        }
        if (reader.desks().contains(matter.desk())) {
            return Standing.OWN_DESK;
        }
        if (matter.given().contains(reader.person())) {
            return Standing.GIVEN;
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
                reader.person(), reads(reader.roles()), of(reader.roles(), Standing.KILLED) != Answer.NO, hidden);
    }
}
