package stet.web.reading;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.content.Hash;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Reading;
import stet.web.door.SignedIn;
import stet.workflow.Commands;

/** Asks {@link Reading} about the people, the desks and the articles as they are now. */
@Component
public final class WhoReads {
    private final Commands commands;
    private final Desk desk;
    private final Clock clock;

    WhoReads(Commands commands, Desk desk, Clock clock) {
        this.commands = commands;
        this.desk = desk;
        this.clock = clock;
    }

    /** What somebody sees in lists. */
    public Reading.Reach reach(SignedIn person) {
        return Reading.reach(reader(person), commands.newsroom());
    }

    public Reading.Reach reach(PersonId person) {
        var newsroom = commands.newsroom();
        return Reading.reach(reader(person, newsroom), newsroom);
    }

    /** Of an article that the desk does not know, nobody reads anything. */
    Reading.Answer answer(SignedIn person, ArticleId article) {
        return answers(person, Set.of(article)).getOrDefault(article, Reading.Answer.NO);
    }

    /** The same of each of these that the desk knows. */
    Map<ArticleId, Reading.Answer> answers(SignedIn person, Collection<ArticleId> articles) {
        var answers = new HashMap<ArticleId, Reading.Answer>();
        desk.matters(articles)
                .forEach((article, matter) ->
                        answers.put(article, Reading.of(reader(person), matter, commands.newsroom(), clock.instant())));
        return answers;
    }

    /** Some of the articles in which a picture stands or stood, and which they may read. */
    List<ArticleId> showing(SignedIn person, Hash picture) {
        return desk.showing(picture, reach(person));
    }

    public boolean mayRead(PersonId person, ArticleId article) {
        return desk.matter(article).filter(matter -> mayRead(person, matter)).isPresent();
    }

    public boolean mayRead(PersonId person, Reading.Matter matter) {
        var newsroom = commands.newsroom();
        return Reading.of(reader(person, newsroom), matter, newsroom, clock.instant()) != Reading.Answer.NO;
    }

    static Reading.Reader reader(SignedIn person) {
        return new Reading.Reader(person.person(), person.roles(), person.desks());
    }

    private static Reading.Reader reader(PersonId person, Newsroom newsroom) {
        return newsroom.person(person)
                .map(Newsroom.Person::reader)
                .orElseGet(() -> new Reading.Reader(person, Set.of(), Set.of()));
    }
}
