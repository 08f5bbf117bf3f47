package stet.web.door;

import java.time.Clock;
import java.util.Collections;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.Powers;
import stet.media.Pictures;

/** Takes in a picture's file, before any article names it. */
@Component
public final class SentPictures {
    private final Pictures pictures;
    private final Clock clock;

    SentPictures(Pictures pictures, Clock clock) {
        this.pictures = pictures;
        this.clock = clock;
    }

    /**
     * Keeps a picture for somebody who may put it into an article.
     *
     * @throws Refused if they may not
     * @throws stet.domain.InvalidValue if it is no picture that can be shown
     */
    public Pictures.Arrival keep(byte[] bytes, SignedIn person) {
        requireDesk(person);
        return pictures.keep(bytes, clock.instant());
    }

    /**
     * Looks at a picture that somebody puts into an article, and is kept if that is done; otherwise as {@link #keep}.
     *
     * @throws Refused if they may not
     * @throws stet.domain.InvalidValue if it is no picture that can be shown
     */
    public Pictures.Sent lookAt(byte[] bytes, SignedIn person) {
        requireDesk(person);
        return pictures.lookAt(bytes, clock.instant());
    }

    private static void requireDesk(SignedIn person) {
        if (Collections.disjoint(person.roles(), Powers.DESK)) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING,
                    "Only a %s may do this"
                            .formatted(Powers.DESK.stream().map(Role::title).collect(Collectors.joining(" or a "))));
        }
    }
}
