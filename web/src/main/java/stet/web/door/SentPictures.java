package stet.web.door;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.Powers;
import stet.domain.content.Hash;
import stet.eventstore.Ledger;
import stet.media.Pictures;

/** Takes in a picture's file, before any article names it, and knows who sent it. */
@Component
public final class SentPictures {
    private final Pictures pictures;
    private final JdbcClient jdbc;
    private final Clock clock;

    SentPictures(Pictures pictures, JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.pictures = pictures;
        this.jdbc = jdbc;
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
        var arrival = pictures.keep(bytes, clock.instant());
        note(arrival.picture().hash(), person.person());
        return arrival;
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

    /** Whether this person sent these bytes, be they kept since somebody else did, too. */
    public boolean by(PersonId person, Hash picture) {
        return jdbc.sql("SELECT COUNT(*) FROM people_picture WHERE sha256 = ? AND person_id = ?")
                        .params(picture.value(), person.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void note(Hash picture, PersonId person) {
        jdbc.sql("""
                MERGE INTO people_picture t
                USING (VALUES (CAST(? AS CHAR(64)), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (sha256, person_id, sent_at)
                ON t.sha256 = s.sha256 AND t.person_id = s.person_id
                WHEN NOT MATCHED THEN INSERT (sha256, person_id, sent_at) VALUES (s.sha256, s.person_id, s.sent_at)
                """)
                .params(picture.value(), person.value(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
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
