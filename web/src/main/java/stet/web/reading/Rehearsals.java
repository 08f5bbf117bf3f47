package stet.web.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.Rehearsal;
import stet.domain.article.Required;
import stet.domain.newsroom.Reading;
import stet.published.Archive;
import stet.web.door.SignedIn;
import stet.web.http.Bulkhead;
import stet.web.http.Problems;
import stet.workflow.Commands;

/**
 * Which past editions would not have gone out if more had been asked of them (rule 46). Every history is read for it, so it is answered in
 * parts: one at a time on each node, each for a moment, and whoever asks goes on from where the last one ended. Nothing of it is kept.
 */
@Component
public final class Rehearsals {
    /** As many articles as one part has at the most. */
    public static final int MOST_ARTICLES = 100;

    private static final int MOST_EDITIONS = 50;
    /** A part ends with the article in which this has passed. */
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final Archive archive;
    private final Commands commands;
    private final WhoReads readers;
    private final Bulkhead one = new Bulkhead(1, Duration.ofSeconds(10));

    Rehearsals(Archive archive, Commands commands, WhoReads readers) {
        this.archive = archive;
        this.commands = commands;
        this.readers = readers;
    }

    /**
     * Where a part ended, and what came of all parts up to it.
     *
     * @param article the last one that was looked at
     * @param articles how many articles were looked at
     * @param editions how many editions they had
     * @param stopped how many of these would not have gone out
     */
    public record Place(ArticleId article, int articles, int editions, int stopped) {}

    /**
     * An article of which an edition would not have gone out.
     *
     * @param editions the first of these
     * @param more how many there are besides
     */
    public record Story(ArticleId article, String headline, List<Rehearsal.Stopped> editions, int more) {}

    /** @param done whether there is nothing left to look at */
    public record Part(List<Story> stories, Place upTo, boolean done) {}

    /**
     * @param since editions of before are not looked at; null for all
     * @param after where the last part ended; null to begin
     * @param limit so many articles at the most
     * @throws InvalidValue if it is not said what is required, or the same twice
     * @throws Refused if they do not read all there is
     */
    public Part of(
            List<Required> required, @Nullable Instant since, @Nullable Place after, int limit, SignedIn person) {
        if (!Reading.readsAll(person.roles())) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING,
                    "Only a standards editor or an auditor rehearses rules, since that takes reading all that was published");
        }
        if (required.stream().map(Required::requirement).distinct().count() < required.size()) {
            throw new InvalidValue("Say each requirement once");
        }
        if (limit < 1 || limit > MOST_ARTICLES) {
            throw new InvalidValue("'limit' is between 1 and %d".formatted(MOST_ARTICLES));
        }
        if (!one.enter()) {
            throw new ErrorResponseException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    Problems.problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "crowded",
                            "Others rehearse rules at the moment. Go on in a few seconds"),
                    null);
        }
        try {
            return part(required, within(since), after, limit, person);
        } finally {
            one.leave();
        }
    }

    private Part part(List<Required> required, Instant since, @Nullable Place after, int limit, SignedIn person) {
        var enough = System.nanoTime() + ENOUGH.toNanos();
        var found = archive.everPublished(after == null ? null : after.article(), since, limit);
        var stories = new ArrayList<Story>();
        var upTo = after == null ? new Place(new ArticleId("0"), 0, 0, 0) : after;
        var looked = 0;
        for (var article : found) {
            upTo = look(article, new Rehearsal(required, commands.newsroom(), since), upTo, stories, person);
            looked++;
            if (System.nanoTime() > enough) {
                break;
            }
        }
        return new Part(stories, upTo, looked == found.size() && found.size() < limit);
    }

    private Place look(ArticleId article, Rehearsal rehearsal, Place before, List<Story> stories, SignedIn person) {
        var answer = readers.answer(person, article);
        if (answer == Reading.Answer.NO) {
            return new Place(article, before.articles(), before.editions(), before.stopped());
        }
        commands.replay(article, rehearsal::happened);
        var stopped = rehearsal.stopped();
        if (!stopped.isEmpty()) {
            var told = stopped.stream()
                    .limit(MOST_EDITIONS)
                    // What may be read only where that is recorded is named here, and quoted where it is opened.
                    .map(each -> answer == Reading.Answer.YES ? each : each.withoutWords())
                    .toList();
            stories.add(new Story(article, rehearsal.headline(), told, stopped.size() - told.size()));
        }
        return new Place(
                article,
                before.articles() + 1,
                before.editions() + rehearsal.editions(),
                before.stopped() + stopped.size());
    }

    /** As databases tell the time. */
    private static Instant within(@Nullable Instant since) {
        if (since == null || since.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return since.isAfter(LAST) ? LAST : since;
    }
}
