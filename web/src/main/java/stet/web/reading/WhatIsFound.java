package stet.web.reading;

import java.time.Duration;
import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.newsroom.Reading;
import stet.eventstore.Ledger;
import stet.lookup.ArticlesCalled;
import stet.lookup.EverSaid;
import stet.lookup.Search;
import stet.lookup.SearchFor;
import stet.web.door.SignedIn;

/**
 * Asks where words stand, among what somebody may read. Whoever asks waits a moment for the index to have what was done before, so that
 * nobody misses their own words.
 */
@Component
public final class WhatIsFound {
    public static final String INDEX = "search";

    private final Search search;
    private final Ledger ledger;
    private final WhoReads readers;
    private final Duration patience;

    /** @param patience how long whoever asks waits for the index at most */
    WhatIsFound(Search search, Ledger ledger, WhoReads readers, @Value("${stet.search.patience}") Duration patience) {
        this.search = search;
        this.ledger = ledger;
        this.readers = readers;
        this.patience = patience;
    }

    /** @param current false where the index has still to read something that has happened */
    public record Answer(SearchFor.Answer found, boolean current) {}

    public Answer of(
            SignedIn person,
            String words,
            boolean typing,
            SearchFor.Narrowing by,
            boolean newest,
            int from,
            int limit) {
        var asked = new SearchFor(words, typing, by, readers.reach(person), newest, from, limit);
        var current = ledger.shows(INDEX, patience);
        var found = search.search(asked);
        return new Answer(readsInConfidence(person) ? withoutConfidences(found, person) : found, current);
    }

    /** @param current false where the index has still to read something that has happened */
    public record Ever(EverSaid.Answer found, boolean current) {}

    /** Asks the history of what somebody may read. */
    public Ever ever(SignedIn person, String words, EverSaid.Narrowing by, boolean newest, int from, int limit) {
        var asked = new EverSaid(words, by, readers.reach(person), newest, from, limit);
        var current = ledger.shows(INDEX, patience);
        var found = search.ever(asked);
        return new Ever(readsInConfidence(person) ? withoutConfidences(found, person) : found, current);
    }

    /** @param current false where the index has still to read something that has happened */
    public record Called(ArticlesCalled.Answer found, boolean current) {
        /** Whether the words stand in the headline or slugline of no other article that may be read. */
        public boolean complete() {
            return current && found.whole() && !tooMany();
        }

        /** Whether there are more than are told. */
        public boolean tooMany() {
            return found.total() > found.articles().size();
        }

        public int most() {
            return ArticlesCalled.MOST;
        }
    }

    /**
     * Asks in the headline or slugline of which articles words stand.
     *
     * @throws InvalidValue if it says nothing, or more than a search may
     */
    public Called called(SignedIn person, String words) {
        var asked = new ArticlesCalled(words, readers.reach(person));
        var current = ledger.shows(INDEX, patience);
        return new Called(search.called(asked), current);
    }

    private static boolean readsInConfidence(SignedIn person) {
        return Arrays.stream(Reading.Standing.values())
                // What somebody opened is in no list.
                .filter(standing -> standing != Reading.Standing.OPENED)
                .anyMatch(standing -> Reading.of(person.roles(), standing) == Reading.Answer.RECORDED);
    }

    /** What may be read only where that is recorded is named here, as in every list, and quoted where it is opened. */
    private EverSaid.Answer withoutConfidences(EverSaid.Answer found, SignedIn person) {
        return new EverSaid.Answer(
                found.total(),
                found.whole(),
                found.hits().stream()
                        .map(hit -> readers.answer(person, hit.article()) == Reading.Answer.YES
                                ? hit
                                : hit.readInConfidence())
                        .toList());
    }

    /** The same of what stands now. */
    private SearchFor.Answer withoutConfidences(SearchFor.Answer found, SignedIn person) {
        return new SearchFor.Answer(
                found.total(),
                found.whole(),
                found.hits().stream()
                        .map(hit -> readers.answer(person, hit.article()) == Reading.Answer.YES
                                ? hit
                                : hit.withoutSentences())
                        .toList());
    }
}
