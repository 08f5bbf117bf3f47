package stet.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Happened;
import stet.domain.article.Workflow;
import stet.domain.newsroom.Newsroom;

/** An article as Axon keeps it: its events, folded when somebody asks something of it. */
@AggregateRoot(type = "article")
final class ArticleAggregate {
    private @Nullable String id;

    private @Nullable Article article;

    /** Events that came in since the last fold: a long history is folded in one go. */
    private List<EventMessage<?>> unfolded = new ArrayList<>();

    ArticleAggregate() {}

    /** From a snapshot, which has no earlier revisions: they would make it as long as the history that it saves reading. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ArticleAggregate(Article article) {
        this.id = article.id().value();
        this.article = article;
    }

    @JsonValue
    @Nullable
    Article snapshot() {
        var now = article();
        return now == null ? null : now.withoutEarlierRevisions();
    }

    @AggregateIdentifier
    @Nullable
    String id() {
        return id;
    }

    @EventSourcingHandler
    void on(ArticleEvent event, EventMessage<?> message) {
        id = event.articleId().value();
        unfolded.add(message);
    }

    List<ArticleEvent> handle(ArticleCommand command, Act act, Newsroom newsroom) {
        var decision = Workflow.decision(article(), command, act, newsroom);
        // The instant goes along as it is, so that the ledger need not read it from its letters.
        var metaData = MetaData.from(act.asMap()).and(Act.AT, act.at());
        decision.events().forEach(event -> AggregateLifecycle.apply(event, metaData));
        // Axon has just handed these events to on(), but the decision has folded them already.
        unfolded = new ArrayList<>();
        article = decision.after();
        return decision.events();
    }

    /** Takes over what a snapshot left out, or what is left of the article where words were taken out of it. */
    void remember(Article whole) {
        unfolded = new ArrayList<>();
        article = whole;
    }

    @Nullable
    Article article() {
        if (!unfolded.isEmpty()) {
            article = Article.evolve(
                    article, unfolded.stream().map(ArticleAggregate::happened).toList());
            unfolded = new ArrayList<>();
        }
        return article;
    }

    static Happened happened(EventMessage<?> message) {
        return new Happened(
                (ArticleEvent) message.getPayload(), Act.from(message.getMetaData(), message.getTimestamp()));
    }
}
