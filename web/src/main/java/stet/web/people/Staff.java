package stet.web.people;

import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.mail.MailSender;
import org.springframework.stereotype.Component;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.Only;
import stet.web.door.SignedIn;
import stet.web.http.Origin;
import stet.web.people.OneTimeLinks.Purpose;
import stet.workflow.Commands;

/** What administrators do for people's sign-ins, on a page and by a program: invite them, and give them another password. */
@Component
public final class Staff {
    private static final int LONGEST_ID = 40;

    private final Commands commands;
    private final Welcoming welcoming;
    private final Credentials credentials;
    private final OneTimeLinks links;
    private final BearerTokens tokens;
    private final SignInLimits limits;
    private final AccessLedger access;
    private final Origin origin;
    private final Environment environment;
    private final boolean mail;
    private final SecondFactors factors;
    private final Passkeys passkeys;

    /**
     * Somebody who was invited.
     *
     * @param link shown now and never again; null where it goes by letter
     * @param sentTo null where the link is shown
     */
    public record Invited(
            String id,
            String name,
            @Nullable String link,
            @Nullable String sentTo,
            Instant until) {
        @Override
        public String toString() {
            return "Invited[%s]".formatted(id);
        }
    }

    /** @param password only where it was made here: shown now and never again */
    public record WasReset(
            String id, String signInName, @Nullable String password) {
        @Override
        public String toString() {
            return "WasReset[%s]".formatted(id);
        }
    }

    /**
     * How it stands with somebody's way in.
     *
     * @param until null where it has no end, or is none
     */
    public record Standing(Way way, @Nullable Instant until) {
        /** By what somebody can come in. */
        public enum Way {
            PASSWORD,
            GIVEN_PASSWORD,
            INVITATION,
            NONE
        }

        public static final Standing NONE = new Standing(Way.NONE, null);
    }

    Staff(
            Commands commands,
            Welcoming welcoming,
            Credentials credentials,
            OneTimeLinks links,
            BearerTokens tokens,
            SignInLimits limits,
            AccessLedger access,
            Origin origin,
            Environment environment,
            ObjectProvider<MailSender> mail,
            SecondFactors factors,
            Passkeys passkeys) {
        this.passkeys = passkeys;
        this.factors = factors;
        this.commands = commands;
        this.welcoming = welcoming;
        this.credentials = credentials;
        this.links = links;
        this.tokens = tokens;
        this.limits = limits;
        this.access = access;
        this.origin = origin;
        this.environment = environment;
        this.mail = mail.getIfAvailable() != null;
    }

    /** Whether letters go, so that an invitation can be sent. */
    public boolean letters() {
        return mail;
    }

    /**
     * Brings somebody into the newsroom, who then sets a password of their own behind a link. If the program stops in between, they are
     * here without a way in, and are invited again.
     *
     * @param id null where it is made of the name
     * @param email to which the link goes; null where it is shown
     * @throws InvalidValue if one of these cannot be, or no letters go
     * @throws Refused if the newsroom refuses
     */
    public Invited invite(
            SignedIn me,
            @Nullable String id,
            String name,
            Set<Role> roles,
            Set<DeskId> desks,
            @Nullable String email,
            RemoteAddress from) {
        Only.administrators(me);
        var address = address(email);
        var person = new PersonId(id == null ? idFor(name) : id);
        welcoming.join(me, new WelcomePerson(person, Words.visible(name), roles, desks), null);
        return link(me, commands.person(person).orElseThrow(), address, from);
    }

    /**
     * Invites somebody anew who is here and has no password of their own; the link before ends.
     *
     * @throws InvalidValue if the address is none, or no letters go
     * @throws Refused if they are not here, or have a password of their own
     */
    public Invited inviteAgain(SignedIn me, PersonId person, @Nullable String email, RemoteAddress from) {
        Only.administrators(me);
        var address = address(email);
        var known = here(person);
        if (credentials.of(person).filter(it -> !it.isGiven()).isPresent()) {
            throw new Refused(
                    RefusalCode.ALREADY_SO,
                    "%s has a password; give them a new one if they have lost it".formatted(known.name()));
        }
        return link(me, known, address, from);
    }

    private Invited link(SignedIn me, Newsroom.Person person, @Nullable String address, RemoteAddress from) {
        String shown = null;
        if (address == null) {
            var key = links.draw(person.id(), Purpose.INVITATION, me.person());
            shown = origin.on(environment.getProperty("local.server.port", "")) + OneTimeLinks.PATH + "?key=" + key;
        } else {
            links.send(person.id(), Purpose.INVITATION, address, me.person());
        }
        access.done(Kind.INVITED, me.person(), person.id(), from, null);
        return new Invited(
                person.id().value(),
                person.name(),
                shown,
                address,
                links.until(person.id(), Purpose.INVITATION).orElseThrow());
    }

    private @Nullable String address(@Nullable String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        if (!mail) {
            throw new InvalidValue(
                    "No letters go out from here; leave the address out, and hand the link over yourself");
        }
        return Addresses.valid(email);
    }

    /**
     * Gives somebody a password for one sign-in, in which they set their own. Whoever knew the old one is out: every session of this person
     * ends, and every token and passkey. They need not wait, either.
     *
     * @param chosen null where one is to be made
     * @throws InvalidValue if it is easy to guess
     * @throws Refused if they are not here, or never could sign in
     */
    public WasReset reset(SignedIn me, PersonId person, @Nullable String chosen, RemoteAddress from) {
        Only.administrators(me);
        var known = credentials
                .of(person)
                .filter(it -> commands.person(person).isPresent())
                .orElseThrow(() -> new Refused(
                        RefusalCode.NO_SUCH_PERSON,
                        "Nobody called '%s' can sign in here; welcome them first".formatted(person)));
        var password =
                Credentials.requireStrong(chosen == null ? credentials.randomPassword() : chosen, known.signInName());
        tokens.revokeAll(person, me.person(), from);
        passkeys.removeAll(person, me.person(), from);
        credentials.give(person, known.signInName(), password, Kind.PASSWORD_RESET, me.person(), from);
        limits.forget(known.signInName());
        return new WasReset(person.value(), known.signInName(), chosen == null ? password : null);
    }

    public boolean hasSecondFactor(PersonId person) {
        return factors.has(person);
    }

    /**
     * Takes away the second factor of somebody who has lost it, and its recovery codes. They are told, as of each change of their sign-in.
     *
     * @throws Refused if they are not here, or have none
     */
    public void takeSecondFactorAway(SignedIn me, PersonId person, RemoteAddress from) {
        Only.administrators(me);
        factors.takeAway(me.person(), here(person).id(), from);
    }

    /** Somebody has left, whose sign-in the newsroom takes no more: it is noted, and nothing of it lies about. */
    public void left(PersonId by, PersonId person, RemoteAddress from) {
        links.end(person);
        tokens.revokeAll(person, by, from);
        passkeys.removeAll(person, by, from);
        access.done(Kind.LEFT, by, person, from, null);
    }

    /** How each of those who are here comes in. */
    public Map<PersonId, Standing> standings() {
        var known = new HashMap<PersonId, Credentials.Known>();
        credentials.all().forEach(each -> known.put(each.person(), each));
        var standings = new HashMap<PersonId, Standing>();
        for (var person : commands.newsroom().people().keySet()) {
            var theirs = known.get(person);
            standings.put(
                    person,
                    theirs != null && !theirs.isGiven()
                            ? new Standing(Standing.Way.PASSWORD, null)
                            : links.until(person, Purpose.INVITATION)
                                    .map(until -> new Standing(Standing.Way.INVITATION, until))
                                    .orElseGet(() -> theirs != null && credentials.opens(person)
                                            ? new Standing(Standing.Way.GIVEN_PASSWORD, theirs.givenUntil())
                                            : Standing.NONE));
        }
        return standings;
    }

    private Newsroom.Person here(PersonId person) {
        return commands.person(person)
                .orElseThrow(
                        () -> new Refused(RefusalCode.NO_SUCH_PERSON, "Nobody here is called '%s'".formatted(person)));
    }

    /** Of a name as others say it, without a mark or a space: {@code zoe-marin}; with a number where somebody had it before. */
    String idFor(String name) {
        var letters = Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var base = letters.isEmpty() ? "person" : letters.substring(0, Math.min(LONGEST_ID, letters.length()));
        var newsroom = commands.newsroom();
        var id = base;
        for (var next = 2; taken(newsroom, id); next++) {
            id = base + "-" + next;
        }
        return id;
    }

    private static boolean taken(Newsroom newsroom, String id) {
        var person = new PersonId(id);
        return person.equals(Newsroom.STET)
                || newsroom.people().containsKey(person)
                || newsroom.left().contains(person);
    }
}
