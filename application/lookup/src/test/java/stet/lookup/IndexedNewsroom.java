package stet.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Workflow;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.eventstore.following.ActParameter;
import stet.eventstore.shapes.DomainJson;
import stet.search.SearchIndex;

/** A newsroom whose words are put into an index in memory. */
abstract class IndexedNewsroom {
    final SearchIndex index = SearchIndex.inMemory();
    final Search search = new Search(() -> index, DomainJson.mapper());
    final Map<ArticleId, Article> articles = new HashMap<>();
    Instant now = Instant.parse("2026-11-23T08:00:00Z");

    private final AnnotationEventHandlerAdapter projection = new AnnotationEventHandlerAdapter(
            new SearchProjection(index, DomainJson.mapper()),
            MultiParameterResolverFactory.ordered(
                    new ActParameter(), ClasspathParameterResolverFactory.forClass(IndexedNewsroom.class)));
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<DomainEventMessage<?>> unread = new ArrayList<>();
    private Newsroom newsroom = Newsroom.EMPTY;
    private int commands;

    @AfterEach
    void close() {
        index.close();
    }

    void ask(NewsroomCommand command) {
        var act = new Act(Newsroom.STET, command.role(), now, null, new CommandId("n" + commands++));
        for (var event : newsroom.decide(command, act)) {
            newsroom = newsroom.evolve(event);
        }
    }

    void ask(PersonId who, ArticleCommand command) {
        ask(who, command, null);
    }

    void ask(PersonId who, ArticleCommand command, @Nullable String why) {
        now = now.plus(Duration.ofMinutes(1));
        var role = newsroom.person(who).orElseThrow().roles().iterator().next();
        var act = new Act(who, role, now, why, new CommandId("c" + commands++));
        var id = command.articleId();
        for (var event : Workflow.decide(articles.get(id), command, act, newsroom)) {
            articles.put(id, Article.evolve(articles.get(id), event, act));
            var sequence = sequences.merge(id.value(), 0L, (last, _) -> last + 1);
            unread.add(new GenericDomainEventMessage<>(
                    "Test", id.value(), sequence, new GenericMessage<>(event, act.asMap()), now));
        }
    }

    /** Puts what has happened into the index. */
    void read() {
        if (unread.isEmpty()) {
            return;
        }
        var batch = new BatchingUnitOfWork<EventMessage<?>>(List.copyOf(unread));
        var result = batch.executeWithResult(() -> projection.handle(batch.getMessage()));
        if (result.isExceptional()) {
            throw new AssertionError(result.exceptionResult());
        }
        unread.clear();
    }
}
