package stet.web.people;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;
import stet.web.door.Door;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Repeat;

/** Brings people into the newsroom together with what they sign in with. */
@Component
public final class Welcoming {
    private final Commands commands;
    private final Door door;
    private final Credentials credentials;

    Welcoming(Commands commands, Door door, Credentials credentials) {
        this.commands = commands;
        this.door = door;
        this.credentials = credentials;
    }

    /**
     * Sees to it that this person is here and can sign in. Who is here already stays as they are, and so does a password that they have.
     * It is done by Stet until there is an administrator, and in an administrator's name from then on.
     *
     * @throws stet.domain.InvalidValue if the name or the password cannot be one
     * @throws Refused if the newsroom refuses, or somebody else signs in with this name
     */
    public void welcome(
            PersonId id, String name, String signInName, Set<Role> roles, Set<DeskId> desks, String password) {
        if (commands.person(id).isPresent() && credentials.of(id).isPresent()) {
            return;
        }
        credentials.requireFree(id, signInName);
        Credentials.requireStrong(password, signInName, name);
        if (commands.person(id).isEmpty()) {
            var administrators = administrators();
            var by = administrators.isEmpty() ? Newsroom.STET : administrators.getFirst();
            join(by, new NewsroomCommand.WelcomePerson(id, name, roles, desks));
        }
        if (credentials.of(id).isEmpty()) {
            credentials.set(id, signInName, password, Kind.PASSWORD_GRANTED, Newsroom.STET, RemoteAddress.NONE);
        }
    }

    /** By id, so that it is always the same one who comes first. */
    List<PersonId> administrators() {
        return commands.newsroom().people().values().stream()
                .filter(person -> person.roles().contains(Role.ADMINISTRATOR))
                .map(Newsroom.Person::id)
                .sorted(Comparator.comparing(PersonId::value))
                .toList();
    }

    /**
     * @param repeat null where it may simply be done again
     * @throws Refused if the newsroom refuses
     */
    void join(SignedIn by, NewsroomCommand.WelcomePerson welcome, @Nullable Repeat repeat) {
        done(door.send(welcome, by, Said.nothingBut(repeat)));
    }

    /** @throws Refused if the newsroom refuses */
    void join(PersonId by, NewsroomCommand.WelcomePerson welcome) {
        done(door.send(welcome, by, Said.nothing()));
    }

    private static void done(Door.Outcome outcome) {
        if (outcome.answer() instanceof Answer.No no) {
            throw new Refused(no.code(), no.sentence(), no.obstacles(), no.conflicts());
        }
    }
}
