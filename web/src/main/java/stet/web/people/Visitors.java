package stet.web.people;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.web.door.SignedIn;
import stet.workflow.Commands;

/** Looks up who a signed-in person is now. Nothing is kept between requests, so a role that is taken away is gone with the next. */
@Component
final class Visitors {
    private final Commands commands;

    Visitors(Commands commands) {
        this.commands = commands;
    }

    /** Nothing for somebody who has left. */
    Optional<SignedIn> now(PersonId person) {
        return commands.person(person).map(p -> new SignedIn(p.id(), p.name(), p.roles(), p.desks()));
    }

    /** The owner of a token, in the roles and at the desks that they still have and that it is not narrowed away from. */
    Optional<SignedIn> now(BearerTokens.Borne borne) {
        var token = borne.token();
        return commands.person(borne.owner())
                .map(p -> new SignedIn(
                        p.id(),
                        p.name(),
                        both(p.roles(), token.roles()),
                        both(p.desks(), token.desks()),
                        token.grant()));
    }

    private static <T> Set<T> both(Set<T> theirs, @Nullable Set<T> narrowed) {
        return narrowed == null
                ? theirs
                : theirs.stream().filter(narrowed::contains).collect(Collectors.toUnmodifiableSet());
    }

    static Authentication authenticated(SignedIn signedIn) {
        var authorities = signedIn.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, authorities);
    }
}
