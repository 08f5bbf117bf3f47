package stet.web.people;

import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.domain.newsroom.Newsroom;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.people.OneTimeLinks.Purpose;
import stet.workflow.Commands;

/** Lets in whoever was invited, or has forgotten their password, by the link that they got. */
@Component
final class PasswordByLink {
    private final OneTimeLinks links;
    private final Commands commands;
    private final Credentials credentials;
    private final Addresses addresses;
    private final BearerTokens tokens;
    private final SignInLimits limits;
    private final AccessLedger access;
    private final TransactionTemplate together;

    /** Thrown at whoever comes with a link that is none, or is one no more. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            // Without a stack trace, since strangers can cause any number of these.
            super("This link is none, was used, or is too old; ask for a new one", null, false, false);
        }
    }

    /**
     * Somebody at the door with a good link.
     *
     * @param signInName what they sign in with, or may choose to
     */
    record Guest(OneTimeLinks.Link link, Newsroom.Person person, String signInName) {
        boolean isInvited() {
            return link.purpose() == Purpose.INVITATION;
        }
    }

    PasswordByLink(
            OneTimeLinks links,
            Commands commands,
            Credentials credentials,
            Addresses addresses,
            BearerTokens tokens,
            SignInLimits limits,
            AccessLedger access,
            PlatformTransactionManager transactions) {
        this.links = links;
        this.commands = commands;
        this.credentials = credentials;
        this.addresses = addresses;
        this.tokens = tokens;
        this.limits = limits;
        this.access = access;
        this.together = new TransactionTemplate(transactions);
    }

    /** @throws Ended unless it may be used now */
    Guest guest(String key, RemoteAddress from) {
        return links.good(key)
                .filter(link -> link.purpose() != Purpose.FIRST_ADMINISTRATOR)
                .flatMap(link -> commands.person(link.person()).map(person -> new Guest(link, person, name(link))))
                .orElseThrow(() -> ended(from));
    }

    private String name(OneTimeLinks.Link link) {
        return credentials
                .of(link.person())
                .map(Credentials.Known::signInName)
                .orElseGet(() ->
                        Objects.requireNonNullElse(link.address(), link.person().value()));
    }

    /**
     * Sets the password of whoever has the link, who then is signed in.
     *
     * @param signInName asked of whoever was invited; others keep theirs
     * @param endTokens whether their tokens end, too
     * @throws Ended unless it may be used now
     * @throws InvalidValue if the name or the password cannot be one; the link is then good as before
     * @throws Refused if somebody else signs in with this name; likewise
     */
    Credentials.Known comesIn(String key, String signInName, String password, boolean endTokens, RemoteAddress from) {
        var guest = guest(key, from);
        var person = guest.person().id();
        var name = guest.isInvited() ? credentials.requireFree(person, signInName) : guest.signInName();
        Credentials.requireStrong(password, name, guest.person().name());
        var first = together.execute(_ -> {
            var ours = links.use(key);
            if (ours) {
                var what = guest.isInvited() ? Kind.INVITATION_USED : Kind.PASSWORD_SET_BY_LINK;
                credentials.set(person, name, password, what, person, from);
                keepAddress(guest);
            }
            return ours;
        });
        if (!Boolean.TRUE.equals(first)) {
            throw ended(from);
        }
        if (endTokens) {
            tokens.revokeAll(person, person, from);
        }
        limits.forget(name);
        return credentials.of(person).orElseThrow();
    }

    /** An invitation that came by letter has shown that its address is theirs. */
    private void keepAddress(Guest guest) {
        var address = guest.link().address();
        var person = guest.person().id();
        if (address != null && addresses.of(person).isEmpty()) {
            addresses.set(person, address, false, true);
        }
    }

    private Ended ended(RemoteAddress from) {
        access.refused(Kind.PASSWORD_LINK_REFUSED, null, from, "link-ended");
        return new Ended();
    }
}
