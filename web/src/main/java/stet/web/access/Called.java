package stet.web.access;

import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.domain.newsroom.Newsroom;
import stet.workflow.Commands;

/** What people are called of whom the log of access knows the ids. */
@Component
public final class Called {
    private final Commands commands;

    Called(Commands commands) {
        this.commands = commands;
    }

    /** Their id where they have left. */
    public String name(String id) {
        var person = new PersonId(id);
        return person.equals(Newsroom.STET)
                ? "Stet"
                : commands.person(person).map(Newsroom.Person::name).orElse(id);
    }

    /** What was done, by whom and from where: a sentence without a full stop. */
    public String sentence(AccessEvent event) {
        var by = event.who() == null
                ? ", by somebody who was not signed in"
                : event.who().equals(event.whom()) ? "" : ", by " + name(event.who());
        return event.kind().sentence() + by + (event.address().isEmpty() ? "" : ", from " + event.address());
    }
}
