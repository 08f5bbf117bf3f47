package stet.web.reading;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.desk.Desks;
import stet.desk.HowLong;
import stet.domain.DeskId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.newsroom.Reading;
import stet.web.door.SignedIn;

/** How long work takes at the desks of which somebody may see it, as far as it is work on what they may read. */
@Component
public final class WhatTakesLong {
    private final Desk desk;
    private final WhoReads readers;

    WhatTakesLong(Desk desk, WhoReads readers) {
        this.desk = desk;
        this.readers = readers;
    }

    /**
     * @param at one desk; null for all that they see
     * @throws Refused if they see it of no desk, or not of this one
     */
    public HowLong.Answer of(@Nullable DeskId at, Instant from, Instant until, SignedIn person) {
        var timed = timed(person);
        if (at != null && !timed.all() && !timed.some().contains(at)) {
            throw refused("How long work takes at a desk is for its publishers, standards editors and auditors");
        }
        var desks = at != null ? Set.of(at) : timed.all() ? null : timed.some();
        return desk.howLong(new HowLong(from, until, desks, readers.reach(person)));
    }

    /** The desks of which somebody sees it. */
    public List<Desks.OneDesk> desks(SignedIn person) {
        var timed = timed(person);
        return desk.desks(new Desks()).desks().stream()
                .filter(each -> timed.all() || timed.some().contains(each.id()))
                .toList();
    }

    private static Reading.Timed timed(SignedIn person) {
        var timed = Reading.timed(WhoReads.reader(person));
        if (!timed.any()) {
            throw refused("How long work takes is for publishers of the desk, standards editors and auditors");
        }
        return timed;
    }

    private static Refused refused(String sentence) {
        return new Refused(RefusalCode.ROLE_MISSING, sentence);
    }
}
