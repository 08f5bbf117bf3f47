package stet.web.wiring;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import stet.web.house.House;

/** Tells the time where the newsroom is: whoever asks it for a day or an hour has those of the zone that is set now. */
final class NewsroomClock extends Clock {
    private final Clock instants = Clock.systemUTC();
    private final House house;

    NewsroomClock(House house) {
        this.house = house;
    }

    @Override
    public ZoneId getZone() {
        return house.zone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return instants.withZone(zone);
    }

    @Override
    public Instant instant() {
        return instants.instant();
    }
}
