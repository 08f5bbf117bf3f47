package stet.web.reading;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.desk.Doubts;
import stet.desk.RestingOn;
import stet.domain.InvalidValue;
import stet.domain.checking.Locator;
import stet.domain.content.Words;
import stet.domain.newsroom.Reading;
import stet.web.door.SignedIn;

/** What rests on a source, among what somebody may read. What may be read only where that is recorded is named here, and quoted where it is opened. */
@Component
public final class WhatRests {
    private static final int LONGEST = 2_000;

    private final Desk desk;
    private final WhoReads readers;

    WhatRests(Desk desk, WhoReads readers) {
        this.desk = desk;
        this.readers = readers;
    }

    /**
     * @param locator as somebody types it
     * @throws InvalidValue if it says nothing, or far too much
     */
    public RestingOn.Answer on(String locator, RestingOn.@Nullable Place after, int limit, SignedIn person) {
        if (locator.length() > LONGEST) {
            throw new InvalidValue("Where a source is found again has at most %,d characters".formatted(LONGEST));
        }
        if (!Words.saysSomething(locator)) {
            throw new InvalidValue("Say which source: a URL, a document, a person or a recording");
        }
        var answer = desk.resting(new RestingOn(Locator.of(locator), readers.reach(person), after, limit));
        return answer.with(answer.claims().stream()
                .map(claim ->
                        readers.answer(person, claim.article()) == Reading.Answer.YES ? claim : claim.withoutWords())
                .toList());
    }

    public Doubts.Answer doubts(SignedIn person) {
        return desk.doubts(new Doubts(readers.reach(person)));
    }
}
