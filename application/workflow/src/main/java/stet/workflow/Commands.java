package stet.workflow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Refused;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.content.Content;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way in for commands: each is decided by the domain, and its events, the answer to its key and the identities of its sources
 * are written in one transaction. When {@link #send} returns, what it says is on disk.
 */
public final class Commands {
    private static final String REQUEST = "request";

    private final CommandBus bus;
    private final Repository<ArticleAggregate> articles;
    private final Repository<NewsroomAggregate> newsrooms;
    private final NewsroomNow newsroom;
    private final Answers answers;
    private final ConfidentialSources sources;
    private final TransactionTemplate transaction;

    /**
     * @param bus must run each command in a transaction that {@code jdbc} joins
     * @param parameters must resolve an {@link stet.domain.Act} for event handlers
     * @param json must know the shapes of the domain's values
     */
    public Commands(
            CommandBus bus,
            EventStore store,
            ParameterResolverFactory parameters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.bus = bus;
        this.transaction = transaction;
        articles = repository(ArticleAggregate.class, store, parameters);
        newsrooms = repository(NewsroomAggregate.class, store, parameters);
        newsroom = new NewsroomNow(store);
        answers = new Answers(jdbc, json);
        sources = new ConfidentialSources(jdbc);
        for (var command : leaves(ArticleCommand.class)) {
            subscribe(command, message -> article((ArticleCommand) message.getPayload(), request(message)));
        }
        for (var command : leaves(NewsroomCommand.class)) {
            subscribe(command, message -> newsroom((NewsroomCommand) message.getPayload(), request(message)));
        }
    }

    public ConfidentialSources sources() {
        return sources;
    }

    /** The desks and the people as the last command left them. */
    public Newsroom newsroom() {
        return newsroom.now();
    }

    public Answer send(ArticleCommand command, Request request) {
        return dispatch(command, request);
    }

    public Answer send(NewsroomCommand command, Request request) {
        return dispatch(command, request);
    }

    private Answer dispatch(Object command, Request request) {
        var repeat = request.repeat();
        try {
            return onBus(command, request);
        } catch (Refused refused) {
            var no = Answer.No.of(refused);
            if (repeat == null || refused.code() == stet.domain.RefusalCode.KEY_REUSED) {
                return no;
            }
            // The refused transaction is gone with everything in it; a refusal is an answer, too, and is kept by
            // itself.
            return keptFirst(request, repeat, no);
        } catch (DuplicateKeyException raced) {
            if (repeat == null) {
                throw raced;
            }
            return first(request, repeat).orElseThrow(() -> raced);
        }
    }

    private Answer keptFirst(Request request, Repeat repeat, Answer.No no) {
        try {
            transaction.executeWithoutResult(status -> answers.keep(request.act(), repeat, no));
            return no;
        } catch (DuplicateKeyException raced) {
            return first(request, repeat).orElseThrow(() -> raced);
        }
    }

    private Optional<Answer> first(Request request, Repeat repeat) {
        try {
            // In a transaction, which ends when what it has read is kept for good.
            return transaction.execute(status -> answers.first(request.act(), repeat));
        } catch (Refused reused) {
            return Optional.of(Answer.No.of(reused));
        }
    }

    private Answer onBus(Object command, Request request) {
        CommandMessage<Object> message =
                GenericCommandMessage.asCommandMessage(command).withMetaData(Map.of(REQUEST, request));
        var callback = new FutureCallback<Object, Answer>();
        bus.dispatch(message, callback);
        var result = callback.getResult();
        if (result.isExceptional()) {
            var failure = result.exceptionResult();
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failure);
        }
        return result.getPayload();
    }

    private static Request request(CommandMessage<?> message) {
        return Objects.requireNonNull((Request) message.getMetaData().get(REQUEST));
    }

    private void subscribe(Class<?> command, MessageHandler<CommandMessage<?>> handler) {
        // The command's transaction outlives the processor that subscribed it: nothing here is ever cancelled.
        var _ = bus.subscribe(command.getName(), message -> {
            var request = request(message);
            var repeat = request.repeat();
            if (repeat != null) {
                var before = answers.first(request.act(), repeat);
                if (before.isPresent()) {
                    return before.get();
                }
            }
            var answer = (Answer) handler.handle(message);
            if (repeat != null) {
                answers.keep(request.act(), repeat, answer);
            }
            return answer;
        });
    }

    private Answer article(ArticleCommand command, Request request) throws Exception {
        var id = command.articleId().value();
        var aggregate = command instanceof ArticleCommand.DraftArticle
                ? articles.loadOrCreate(id, ArticleAggregate::new)
                : existing(id, command, request);
        return aggregate.invoke(article -> {
            var before = article.article();
            var events = article.handle(command, request.act(), newsroom.now());
            events.forEach(event -> sources.follow(event, request.act(), request.identities()));
            Article now = article.article();
            return new Answer.Done(
                    id,
                    sequence(aggregate),
                    names(events),
                    now == null ? null : now.revision(),
                    now == null ? null : now.stage(),
                    merged(command, before, now));
        });
    }

    private static @Nullable Content merged(ArticleCommand command, @Nullable Article before, @Nullable Article now) {
        return command instanceof ArticleCommand.ReviseContent revise
                        && before != null
                        && now != null
                        && revise.basedOn() < before.revision()
                ? now.content()
                : null;
    }

    private Aggregate<ArticleAggregate> existing(String id, ArticleCommand command, Request request) {
        try {
            return articles.load(id);
        } catch (AggregateNotFoundException missing) {
            // The domain words the refusal; it may have another one that comes first.
            stet.domain.article.Workflow.decide(null, command, request.act(), newsroom.now());
            throw missing;
        }
    }

    private Answer newsroom(NewsroomCommand command, Request request) throws Exception {
        var aggregate = newsrooms.loadOrCreate(Newsroom.ID, NewsroomAggregate::new);
        return aggregate.invoke(it -> {
            var events = it.handle(command, request.act());
            CurrentUnitOfWork.get().root().afterCommit(done -> newsroom.refresh());
            return new Answer.Done(Newsroom.ID, sequence(aggregate), names(events), null, null, null);
        });
    }

    private static long sequence(Aggregate<?> aggregate) {
        var version = aggregate.version();
        return version == null ? -1 : version;
    }

    private static List<String> names(List<?> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    private static <T> Repository<T> repository(Class<T> type, EventStore store, ParameterResolverFactory parameters) {
        return EventSourcingRepository.builder(type)
                .eventStore(store)
                .parameterResolverFactory(parameters)
                .build();
    }

    /** The records below a sealed interface, however deep. */
    private static List<Class<?>> leaves(Class<?> sealed) {
        var permitted = sealed.getPermittedSubclasses();
        return permitted == null
                ? List.of(sealed)
                : java.util.Arrays.stream(permitted)
                        .flatMap(each -> leaves(each).stream())
                        .toList();
    }
}
