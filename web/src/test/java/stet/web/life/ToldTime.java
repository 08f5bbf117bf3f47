package stet.web.life;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import stet.web.house.House;

/** A clock that stands still until it is told to go on. */
final class ToldTime extends Clock {
    volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    /** Whose zone it tells; none says UTC. */
    volatile @Nullable House house;

    void goesOn(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        var newsroom = house;
        return newsroom == null ? ZoneOffset.UTC : newsroom.zone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("There is one newsroom here");
    }
}
