package stet.workflow;

import java.util.List;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import stet.domain.article.Article;

/**
 * The folded state of an article, kept beside its events so that a history of thousands need not be read from its beginning. It is
 * only ever a shortcut: it counts for the version of the fold that made it, and without it everything comes out the same, later.
 */
public final class Snapshots {
    /** Under which they are kept. */
    public static final String NAME = "article";

    private Snapshots() {}

    /** What is kept. */
    public static Class<?> aggregate() {
        return ArticleAggregate.class;
    }

    /** The version of the fold that made it; a state of another version is left alone, and made again. */
    public static String revision() {
        return "fold " + Article.FOLD_VERSION;
    }

    static Snapshotter to(EventStore store, ParameterResolverFactory parameters) {
        return AggregateSnapshotter.builder()
                .eventStore(store)
                .parameterResolverFactory(parameters)
                // A thread of its own writes the state, so that whoever sent the command does not wait for it.
                .executor(task -> {
                    var _ = Thread.ofVirtual().name("snapshot").start(task);
                })
                .aggregateFactories(List.of(new GenericAggregateFactory<>(
                        AnnotatedAggregateMetaModelFactory.inspectAggregate(ArticleAggregate.class, parameters))))
                .build();
    }
}
