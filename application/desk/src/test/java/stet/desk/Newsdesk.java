package stet.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.Workflow;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.eventstore.Databases;
import stet.reading.Feed;

/** A newsroom whose people ask for things, and whose desk reads what happens from a feed. */
final class Newsdesk implements AutoCloseable {
    static final PersonId ADA = new PersonId("ada");
    static final PersonId LENA = new PersonId("lena");
    static final PersonId TOMAS = new PersonId("tomas");
    static final PersonId MIRA = new PersonId("mira");
    static final PersonId GRACE = new PersonId("grace");
    static final DeskId POLITICS = new DeskId("politics");
    static final DeskId SPORT = new DeskId("sport");

    final Desk desk;
    Newsroom newsroom = Newsroom.EMPTY;
    Instant now = Instant.parse("2026-11-23T08:00:00Z");
    final Feed feed;
    private final Map<ArticleId, Article> articles = new HashMap<>();

    Newsdesk(Databases databases) {
        feed = new Feed(databases, "desk", DeskProjection::new);
        desk = new Desk(feed.jdbc, feed.json, feed);
        ask(new OpenDesk(POLITICS, "Politics"));
        ask(new OpenDesk(SPORT, "Sport"));
        welcome(ADA, "Ada Okafor", Role.WRITER);
        welcome(LENA, "Lena Brandt", Role.CHECKER);
        welcome(TOMAS, "Tomás Ruiz", Role.PICTURE_EDITOR);
        welcome(MIRA, "Mira Satō", Role.PUBLISHER);
        welcome(GRACE, "Grace Hall", Role.STANDARDS);
    }

    /** Asks in the first role that this person holds. */
    Newsdesk ask(PersonId who, ArticleCommand command) {
        now = now.plus(Duration.ofMinutes(1));
        var role = newsroom.person(who).orElseThrow().roles().iterator().next();
        return act(new Act(who, role, now, null, new CommandId("c" + feed.size())), command);
    }

    private Newsdesk act(Act act, ArticleCommand command) {
        var article = articles.get(command.articleId());
        for (var event : Workflow.decide(article, command, act, newsroom)) {
            article = Article.evolve(article, event, act);
            feed.happened(act, event);
        }
        articles.put(command.articleId(), Objects.requireNonNull(article));
        return this;
    }

    /** What Stet does by itself. */
    Newsdesk byItself(ArticleCommand command) {
        now = now.plus(Duration.ofMinutes(1));
        return act(new Act(Newsroom.STET, Role.PUBLISHER, now, null, new CommandId("c" + feed.size())), command);
    }

    /** The same, since a source is doubted. */
    void reopens(ReopenOnDoubt command) {
        now = now.plus(Duration.ofMinutes(1));
        act(new Act(Newsroom.STET, Role.STANDARDS, now, null, new CommandId("c" + feed.size())), command);
    }

    void ask(NewsroomCommand command) {
        ask(Newsroom.STET, command);
    }

    void ask(PersonId who, NewsroomCommand command) {
        var act = new Act(who, command.role(), now, null, new CommandId("c" + feed.size()));
        for (var event : newsroom.decide(command, act)) {
            newsroom = newsroom.evolve(event);
            feed.happened(act, event);
        }
    }

    private void welcome(PersonId who, String name, Role role) {
        ask(new WelcomePerson(who, name, Set.of(role), Set.of(POLITICS)));
    }

    Article article(ArticleId id) {
        return Objects.requireNonNull(articles.get(id));
    }

    /** The plant story's, as it is by now. */
    int revision() {
        return article(Stories.PLANT).revision();
    }

    /** Brings what has happened since to the projection, in one batch. */
    Newsdesk read() {
        feed.readAtOnce();
        return this;
    }

    @Override
    public void close() {
        feed.close();
    }
}
