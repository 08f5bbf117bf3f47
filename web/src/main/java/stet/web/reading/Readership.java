package stet.web.reading;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.newsroom.Reading;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Who is asking, what they may read, and that it is recorded where it is to be. */
@Component
public final class Readership {
    private final WhoReads readers;
    private final AccessLedger access;

    Readership(WhoReads readers, AccessLedger access) {
        this.readers = readers;
        this.access = access;
    }

    /** Whoever is signed in. */
    Optional<SignedIn> asking() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? Optional.of(person)
                : Optional.empty();
    }

    /** Whoever is signed in, if they see what was public once and is no more: they read what was killed. */
    public Optional<SignedIn> archivist() {
        return asking().filter(person -> Reading.of(person.roles(), Reading.Standing.KILLED) != Reading.Answer.NO);
    }

    /** Whether they may read this article; it is recorded, where reading it is. */
    public boolean read(SignedIn person, ArticleId article, HttpServletRequest request) {
        var answer = readers.answer(person, article);
        if (answer == Reading.Answer.RECORDED) {
            access.done(
                    Kind.READ_IN_CONFIDENCE,
                    person.person(),
                    person.person(),
                    RemoteAddress.of(request),
                    article.value());
        }
        return answer != Reading.Answer.NO;
    }
}
