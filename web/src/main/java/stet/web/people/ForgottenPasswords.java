package stet.web.people;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailSender;
import org.springframework.stereotype.Component;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;

/**
 * Sends whoever has forgotten their password a link by which they set a new one. Whoever asks learns nothing: a name is looked up after
 * they have been answered, so neither the words nor the time tell whether it is known.
 */
@Component
final class ForgottenPasswords {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenPasswords.class);
    private static final int WAITING = 100;

    private final Credentials credentials;
    private final Visitors visitors;
    private final Addresses addresses;
    private final OneTimeLinks links;
    private final SignInLimits limits;
    private final AccessLedger access;
    private final boolean mail;
    private final ThreadPoolExecutor later = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("forgotten-passwords").daemon().factory());

    ForgottenPasswords(
            Credentials credentials,
            Visitors visitors,
            Addresses addresses,
            OneTimeLinks links,
            SignInLimits limits,
            AccessLedger access,
            ObjectProvider<MailSender> mail) {
        this.credentials = credentials;
        this.visitors = visitors;
        this.addresses = addresses;
        this.links = links;
        this.limits = limits;
        this.access = access;
        this.mail = mail.getIfAvailable() != null;
        later.allowCoreThreadTimeOut(true);
    }

    /** Whether letters go at all. */
    boolean helps() {
        return mail;
    }

    /** @throws SignInRefused if this is asked too often, or by too many at once */
    void ask(String signInName, RemoteAddress from) {
        if (Credentials.isTooLong(signInName)) {
            return;
        }
        var name = Credentials.normal(signInName);
        if (limits.letter(name, from.network()) instanceof SignInLimits.Wait wait) {
            throw SignInRefused.askedTooOften(wait);
        }
        try {
            later.execute(() -> look(name, from));
        } catch (RejectedExecutionException full) {
            throw SignInRefused.busy();
        }
    }

    private void look(String name, RemoteAddress from) {
        try {
            var person =
                    credentials.owner(name).filter(owner -> visitors.now(owner).isPresent());
            var address = person.flatMap(addresses::forPasswords);
            if (person.isEmpty() || address.isEmpty()) {
                access.refused(
                        Kind.PASSWORD_FORGOTTEN,
                        person.orElse(null),
                        from,
                        person.isEmpty() ? "nobody-of-this-name" : "no-address");
                return;
            }
            links.send(person.get(), OneTimeLinks.Purpose.FORGOTTEN, address.get(), null);
            access.done(Kind.PASSWORD_FORGOTTEN, null, person.get(), from, null);
        } catch (DataAccessException away) {
            LOG.warn("A link for a forgotten password was not made, for the database cannot be had");
        }
    }

    @PreDestroy
    void close() {
        later.shutdown();
    }
}
