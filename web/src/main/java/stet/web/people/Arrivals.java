package stet.web.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.eventstore.Ledger;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;
import stet.web.door.Door;
import stet.web.door.Said;
import stet.workflow.Commands;

/** Who somebody is here who comes in by single sign-on: known by the provider's subject, and welcomed the first time. */
@Component
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Commands commands;
    private final Door door;
    private final Welcoming welcoming;
    private final Staff staff;
    private final Credentials credentials;

    Arrivals(
            JdbcClient jdbc,
            Clock clock,
            Commands commands,
            Door door,
            Welcoming welcoming,
            Staff staff,
            Credentials credentials,
            Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.commands = commands;
        this.door = door;
        this.welcoming = welcoming;
        this.staff = staff;
        this.credentials = credentials;
    }

    /**
     * Whoever it is, in the roles that the provider says now. If the program stops in between, the next sign-in finds what is missing.
     *
     * @throws SignInRefused if they have no role here, or have left
     * @throws Refused if the newsroom refuses, as where somebody has their name
     */
    Credentials.Known of(SingleSignOn.Arrival arrival, RemoteAddress from) {
        var known = person(arrival);
        if (arrival.roles().isEmpty()
                || known.filter(commands.newsroom().left()::contains).isPresent()) {
            throw SignInRefused.noRoleHere();
        }
        var person = known.orElseGet(() -> begin(arrival));
        var here = commands.person(person);
        if (here.isEmpty()) {
            welcoming.join(
                    inWhoseName(), new NewsroomCommand.WelcomePerson(person, name(arrival), arrival.roles(), Set.of()));
        } else if (!here.get().roles().equals(arrival.roles())) {
            changeRoles(person, arrival);
        }
        if (credentials.of(person).isEmpty()) {
            // Nobody knows it: they come in by single sign-on, until they have a password sent to them.
            credentials.set(
                    person, person.value(), credentials.randomPassword(), Kind.CAME_BY_SINGLE_SIGN_ON, person, from);
        }
        return credentials.of(person).orElseThrow();
    }

    private void changeRoles(PersonId person, SingleSignOn.Arrival arrival) {
        var answer = door.send(new NewsroomCommand.ChangeRoles(person, arrival.roles()), inWhoseName(), Said.nothing())
                .answer();
        if (answer instanceof stet.workflow.Answer.No no) {
            if (no.code() != RefusalCode.LAST_ADMINISTRATOR) {
                throw new Refused(no.code(), no.sentence(), no.obstacles(), no.conflicts());
            }
            LOG.warn("Single sign-on says that {} is no administrator any more, and there is no other", person);
        }
    }

    private Optional<PersonId> person(SingleSignOn.Arrival arrival) {
        return jdbc.sql("SELECT person_id FROM people_identity WHERE issuer = ? AND subject = ?")
                .params(arrival.issuer(), arrival.subject())
                .query((row, _) -> new PersonId(row.getString(1)))
                .optional();
    }

    private PersonId begin(SingleSignOn.Arrival arrival) {
        var person = new PersonId(staff.idFor(name(arrival)));
        try {
            jdbc.sql("INSERT INTO people_identity (issuer, subject, person_id, made_at) VALUES (?, ?, ?, ?)")
                    .params(
                            arrival.issuer(),
                            arrival.subject(),
                            person.value(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return person;
        } catch (DuplicateKeyException atTheSameMoment) {
            return person(arrival).orElseThrow();
        }
    }

    private static String name(SingleSignOn.Arrival arrival) {
        var name = Words.visible(arrival.name());
        if (!Words.saysSomething(name)) {
            throw SignInRefused.noNameThere();
        }
        return name;
    }

    /** Stet does it by itself until there is an administrator, and in an administrator's name from then on, as with whoever is welcomed. */
    private PersonId inWhoseName() {
        var administrators = welcoming.administrators();
        return administrators.isEmpty() ? Newsroom.STET : administrators.getFirst();
    }
}
