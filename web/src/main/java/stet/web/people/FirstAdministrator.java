package stet.web.people;

import java.io.PrintStream;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.RemoteAddress;

/** Creates the first administrator if nobody could sign in otherwise. It runs last, after anything that sets up a newsroom. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class FirstAdministrator implements ApplicationRunner {
    private static final PersonId ADMINISTRATOR = new PersonId("administrator");

    private final Welcoming people;
    private final Credentials credentials;

    FirstAdministrator(Welcoming people, Credentials credentials) {
        this.people = people;
        this.credentials = credentials;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // Printed and not logged, since logs are kept, copied and read by others.
        letIn(System.out);
    }

    void letIn(PrintStream out) {
        var administrators = people.administrators();
        if (administrators.stream().anyMatch(id -> credentials.of(id).isPresent())) {
            return;
        }
        if (administrators.isEmpty()) {
            people.join(
                    Newsroom.STET,
                    new NewsroomCommand.WelcomePerson(
                            ADMINISTRATOR, "Administrator", Set.of(Role.ADMINISTRATOR), Set.of()));
        }
        var id = administrators.isEmpty() || administrators.contains(ADMINISTRATOR)
                ? ADMINISTRATOR
                : administrators.getFirst();
        var name = Credentials.normal(id.value());
        var password = credentials.randomPassword();
        out.printf("""

                ----------------------------------------------------------------
                  Nobody can keep this newsroom yet. Sign in as its administrator:

                    name      %s
                    password  %s

                  It is shown this once. Please change it after signing in.
                ----------------------------------------------------------------

                """, name, password);
        // Printed first and stored second: if either fails, the next start makes a new one, and nobody is locked out.
        if (!out.checkError()) {
            credentials.set(id, name, password, Kind.PASSWORD_GRANTED, Newsroom.STET, RemoteAddress.NONE);
        }
    }
}
