package stet.workflow;

import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import stet.domain.Act;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomEvent;

/** The newsroom as Axon keeps it. */
@AggregateRoot(type = "newsroom")
final class NewsroomAggregate {
    private Newsroom newsroom = Newsroom.EMPTY;

    @AggregateIdentifier
    String id() {
        return Newsroom.ID;
    }

    @EventSourcingHandler
    void on(NewsroomEvent event) {
        newsroom = newsroom.evolve(event);
    }

    List<NewsroomEvent> handle(NewsroomCommand command, Act act) {
        var events = newsroom.decide(command, act);
        var metaData = MetaData.from(act.asMap());
        events.forEach(event -> AggregateLifecycle.apply(event, metaData));
        return events;
    }
}
