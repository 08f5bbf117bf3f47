package stet.web.people;

import java.io.PrintStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.http.Origin;
import stet.web.people.OneTimeLinks.Purpose;
import stet.workflow.Commands;

/**
 * Lets the first administrator in where none could sign in otherwise: whoever starts Stet is shown a link, behind which they set a name and a
 * password. It runs last, after anything that sets up a newsroom.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class FirstAdministrator implements ApplicationRunner {
    private static final PersonId ADMINISTRATOR = new PersonId("administrator");

    private final Welcoming people;
    private final Commands commands;
    private final Credentials credentials;
    private final AccessLedger access;
    private final OneTimeLinks links;
    private final TransactionTemplate together;
    private final Origin origin;
    private final Environment environment;

    /** Thrown at whoever comes with a link that is none, or is one no more. */
    static final class LinkEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LinkEnded() {
            // Without a stack trace, since strangers can cause any number of these.
            super(
                    "This link is none, was used, or is more than a day old; a new start of Stet shows a new one",
                    null,
                    false,
                    false);
        }
    }

    FirstAdministrator(
            Welcoming people,
            Commands commands,
            Credentials credentials,
            AccessLedger access,
            OneTimeLinks links,
            PlatformTransactionManager transactions,
            Origin origin,
            Environment environment) {
        this.people = people;
        this.commands = commands;
        this.credentials = credentials;
        this.access = access;
        this.links = links;
        this.together = new TransactionTemplate(transactions);
        this.origin = origin;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // Printed and not logged, since logs are kept, copied and read by others.
        showLink(System.out);
    }

    void showLink(PrintStream out) {
        if (someoneKeepsIt()) {
            return;
        }
        var key = Secret.draw();
        out.printf("""

                ----------------------------------------------------------------
                  Nobody can keep this newsroom yet. Become its administrator at

                    %s%s?key=%s

                  The link works once, until tomorrow, and is shown this once.
                  A new start shows a new one, and ends this.
                ----------------------------------------------------------------

                """, origin.on(environment.getProperty("local.server.port", "")), FirstAdministratorPage.PATH, key);
        // Printed first and stored second: if either fails, the next start makes a new one, and nobody is locked out.
        if (!out.checkError()) {
            together.executeWithoutResult(_ -> {
                links.end(Purpose.FIRST_ADMINISTRATOR);
                links.keep(key, whoItIs(), Purpose.FIRST_ADMINISTRATOR, Newsroom.STET);
                access.done(Kind.LINK_MADE, Newsroom.STET, whoItIs(), RemoteAddress.NONE, null);
            });
        }
    }

    /** @throws LinkEnded unless it may be used now */
    void require(String key, RemoteAddress from) {
        var good = links.good(key).filter(link -> link.purpose() == Purpose.FIRST_ADMINISTRATOR);
        if (good.isEmpty() || someoneKeepsIt()) {
            throw ended(from);
        }
    }

    /** The name of whoever was administrator already and cannot sign in; null where there is nobody yet, who then gives a name. */
    @Nullable
    String knownName() {
        return commands.person(whoItIs()).map(Newsroom.Person::name).orElse(null);
    }

    /**
     * Makes whoever has the link the administrator, who then is signed in.
     *
     * @param name unless they have one already
     * @throws LinkEnded unless it may be used now
     * @throws InvalidValue if a name or the password cannot be one; the link is then good as before
     * @throws Refused if the newsroom refuses; likewise
     */
    Credentials.Known comesIn(String key, String name, String signInName, String password, RemoteAddress from) {
        require(key, from);
        var person = whoItIs();
        var known = knownName();
        credentials.requireFree(person, signInName);
        Credentials.requireStrong(password, signInName, known == null ? name : known);
        if (known == null) {
            if (!Words.saysSomething(name)) {
                throw new InvalidValue("An administrator has a name, by which the others know them");
            }
            people.join(
                    Newsroom.STET,
                    new NewsroomCommand.WelcomePerson(
                            person, Words.visible(name), Set.of(Role.ADMINISTRATOR), Set.of()));
        }
        var first = together.execute(_ -> {
            // Of two who come at once, one ends it.
            var ours = links.use(key);
            if (ours) {
                credentials.set(person, signInName, password, Kind.LINK_USED, person, from);
            }
            return ours;
        });
        if (!Boolean.TRUE.equals(first)) {
            throw ended(from);
        }
        return credentials.of(person).orElseThrow();
    }

    private boolean someoneKeepsIt() {
        return people.administrators().stream().anyMatch(credentials::opens);
    }

    private PersonId whoItIs() {
        var administrators = people.administrators();
        return administrators.isEmpty() || administrators.contains(ADMINISTRATOR)
                ? ADMINISTRATOR
                : administrators.getFirst();
    }

    private LinkEnded ended(RemoteAddress from) {
        access.refused(Kind.LINK_REFUSED, null, from, "link-ended");
        return new LinkEnded();
    }
}
