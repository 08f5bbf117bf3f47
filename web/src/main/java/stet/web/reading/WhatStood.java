package stet.web.reading;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.BoardAsOf;
import stet.desk.CardAsOf;
import stet.desk.Desk;
import stet.desk.Queue;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.web.door.SignedIn;

/** How the newsroom stood at an instant, among what somebody may read now; it is recorded that they were shown what few may read. */
@Component
public final class WhatStood {
    /** What another node has just done, whose clock is ahead, can be asked for as well. */
    private static final Duration ANOTHER_CLOCK = Duration.ofSeconds(5);

    private final Desk desk;
    private final WhoReads who;
    private final Readership readers;
    private final Clock clock;

    WhatStood(Desk desk, WhoReads who, Readership readers, Clock clock) {
        this.desk = desk;
        this.who = who;
        this.readers = readers;
        this.clock = clock;
    }

    /** Which of it; see {@link BoardAsOf}. */
    public record Which(
            @Nullable Queue queue,
            boolean live,
            @Nullable DeskId desk,
            @Nullable PersonId assigned) {}

    /** @throws InvalidValue if the instant is still to come, or for too much */
    public BoardAsOf.Page at(
            Instant at,
            Which which,
            BoardAsOf.@Nullable Place after,
            int limit,
            SignedIn person,
            HttpServletRequest request) {
        if (at.isAfter(clock.instant().plus(ANOTHER_CLOCK))) {
            throw new InvalidValue("How the newsroom stands at an instant is told once that has come");
        }
        var page = desk.board(new BoardAsOf(
                at, which.queue(), which.live(), which.desk(), which.assigned(), who.reach(person), after, limit));
        readers.shown(person, page.cards().stream().map(CardAsOf::article).toList(), request);
        return page;
    }
}
