package stet.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.RedactWords;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Happened;
import stet.domain.content.Content;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way in for commands: each is decided by the domain, and its events, the answer to its key and the identities of its sources
 * are written in one transaction. When {@link #send} returns, what it says is on disk.
 *
 * <p>Other nodes may write to the same ledger. What they changed meanwhile lets no command of this node's be written, and it is decided
 * again; a refusal, or "there was nothing to do", is only answered if it is so by the latest that has happened.
 */
public final class Commands {
    private static final String ATTEMPT = "attempt";
    private static final int ATTEMPTS = 15;
    /** In milliseconds. */
    private static final long LONGEST_PAUSE = 50;
    /** Measured: the first command on an article that has this many events takes some 20 ms longer than on a new one. */
    private static final int SNAPSHOT_AFTER = 1000;

    private final CommandBus bus;
    private final EventStore store;
    private final Others others;
    private final ArticlesAtHand atHand = new ArticlesAtHand();
    private final Repository<ArticleAggregate> articles;
    private final Repository<ArticleAggregate> wholeArticles;
    private final Repository<NewsroomAggregate> newsrooms;
    private final NewsroomNow newsroom;
    private final Answers answers;
    private final ConfidentialSources sources;
    private final TransactionTemplate transaction;

    /**
     * Words are to be taken out of what is stored of an article. They are in no command of the domain's.
     *
     * @param plan what is to be stored otherwise, given the number of the last event there is
     */
    record Redact(ArticleId article, String ground, LongFunction<Redaction.Plan> plan) {}

    /** A command on its way: what it was decided on may be out of date at first, and has been read since it came when it is tried again. */
    private record Attempt(Request request, boolean again) {}

    /** It was decided on what is not the latest. */
    private static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outdated() {
            super("Another node has written since", null, false, false);
        }
    }

    /** For a program that has its database to itself. */
    public Commands(
            CommandBus bus,
            EventStore store,
            ParameterResolverFactory parameters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            JsonMapper json,
            ConfidentialSources sources) {
        this(bus, store, parameters, jdbc, transaction, json, sources, Others.NONE);
    }

    /**
     * @param bus must run each command in a transaction that {@code jdbc} joins
     * @param parameters must resolve the message itself for event handlers
     * @param json must know the shapes of the domain's values
     */
    public Commands(
            CommandBus bus,
            EventStore store,
            ParameterResolverFactory parameters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            JsonMapper json,
            ConfidentialSources sources,
            Others others) {
        this(bus, store, parameters, jdbc, transaction, json, sources, others, SNAPSHOT_AFTER);
    }

    Commands(
            CommandBus bus,
            EventStore store,
            ParameterResolverFactory parameters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            JsonMapper json,
            ConfidentialSources sources,
            Others others,
            int snapshotAfter) {
        this.bus = bus;
        this.store = store;
        this.transaction = transaction;
        this.others = others;
        articles = repository(ArticleAggregate.class, store, parameters)
                .cache(atHand)
                .snapshotTriggerDefinition(
                        new EventCountSnapshotTriggerDefinition(Snapshots.to(store, parameters), snapshotAfter))
                .build();
        wholeArticles = new EventSourcingRepository<>(repository(ArticleAggregate.class, store, parameters)) {
            @Override
            protected DomainEventStream readEvents(String article) {
                return store.readEvents(article, 0);
            }
        };
        newsrooms = repository(NewsroomAggregate.class, store, parameters).build();
        newsroom = new NewsroomNow(store, others);
        answers = new Answers(jdbc, json);
        this.sources = sources;
        for (var command : leaves(ArticleCommand.class)) {
            subscribe(command, message -> article((ArticleCommand) message.getPayload(), attempt(message)));
        }
        for (var command : leaves(NewsroomCommand.class)) {
            subscribe(command, message -> newsroom((NewsroomCommand) message.getPayload(), attempt(message)));
        }
        subscribe(Redact.class, message -> redact((Redact) message.getPayload(), attempt(message)));
    }

    public ConfidentialSources sources() {
        return sources;
    }

    /** The desks and the people as the last command left them, or as another node did a moment ago. */
    public Newsroom newsroom() {
        return newsroom.now().newsroom();
    }

    /** The same as it is at this moment, also where another node has changed it and this one was not told yet. */
    Newsroom latestNewsroom() {
        return newsroom.refresh().newsroom();
    }

    /**
     * An article with all that a decision may ask of it, its earlier revisions and what was cut from it: for whoever wants to know what would
     * come of a command. It is made of all its events, so it takes as long as its history is long.
     */
    public Optional<Article> whole(ArticleId id) {
        return Optional.ofNullable(Article.evolve(null, happened(id)));
    }

    /** All that ever happened to an article, in order, from the draft on; nothing where there is no such article. */
    public List<Happened> happened(ArticleId id) {
        var happened = new ArrayList<Happened>();
        replay(id, happened::add);
        return happened;
    }

    /** The same one by one, so that a long history needs no more memory than a short one. */
    public void replay(ArticleId id, Consumer<Happened> then) {
        var stream = store.readEvents(id.value(), 0);
        while (stream.hasNext()) {
            then.accept(ArticleAggregate.happened(stream.next()));
        }
    }

    /** Somebody in the newsroom as they are at this moment, whichever node they were welcomed on or lost a role on. */
    public Optional<Newsroom.Person> person(PersonId id) {
        return (others.mayWrite() ? newsroom.refresh() : newsroom.now())
                .newsroom()
                .person(id);
    }

    /**
     * Another node has written.
     *
     * @param ids of the articles that it wrote to, or the newsroom's; none where that is not known
     */
    public void othersWrote(Set<String> ids) {
        if (ids.isEmpty() || ids.contains(Newsroom.ID)) {
            newsroom.outdated();
        }
        ids.forEach(atHand::remove);
    }

    /** @throws Contended if others kept changing the same article; nothing was done then */
    public Answer send(ArticleCommand command, Request request) {
        return dispatch(command, request);
    }

    /** @throws Contended if others kept changing the newsroom; nothing was done then */
    public Answer send(NewsroomCommand command, Request request) {
        return dispatch(command, request);
    }

    /** As {@link #send}, of what is stored already. */
    Answer redact(ArticleId article, String ground, LongFunction<Redaction.Plan> plan, Request request) {
        return dispatch(new Redact(article, ground, plan), request);
    }

    private Answer dispatch(Object command, Request request) {
        for (var attempt = 1; ; attempt++) {
            try {
                return answer(command, new Attempt(request, attempt > 1));
            } catch (ConcurrencyException | AggregateStreamCreationException | Outdated meanwhile) {
                // The failed transaction dropped what was cached of the article, so the next attempt reads the history
                // anew.
                if (attempt == ATTEMPTS) {
                    throw new Contended(meanwhile);
                }
                if (!(meanwhile instanceof Outdated)) {
                    pause(attempt);
                }
            }
        }
    }

    /** Two that collide must not collide again for having waited equally long. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(Duration.ofNanos(
                    ThreadLocalRandom.current().nextLong(Math.min(1L << attempt, LONGEST_PAUSE) * 1_000_000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer answer(Object command, Attempt attempt) {
        var request = attempt.request();
        var repeat = request.repeat();
        try {
            return onBus(command, attempt);
        } catch (Refused refused) {
            var no = Answer.No.of(refused);
            if (repeat == null || refused.code() == RefusalCode.KEY_REUSED) {
                return no;
            }
            // The command's transaction was rolled back, so the refusal, which is the answer to this key, is kept in
            // another.
            return keptFirst(request, repeat, no);
        } catch (DuplicateKeyException raced) {
            var first = repeat == null ? Optional.<Answer>empty() : first(request, repeat);
            return first.orElseThrow(() -> isFinal(attempt) ? raced : new Outdated());
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
            // Reading in a transaction waits for the disk: the first answer is repeated only once a crash cannot lose
            // it.
            return transaction.execute(status -> answers.first(request.act(), repeat));
        } catch (Refused reused) {
            return Optional.of(Answer.No.of(reused));
        }
    }

    private Answer onBus(Object command, Attempt attempt) {
        CommandMessage<Object> message =
                GenericCommandMessage.asCommandMessage(command).withMetaData(Map.of(ATTEMPT, attempt));
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

    private static Attempt attempt(CommandMessage<?> message) {
        return Objects.requireNonNull((Attempt) message.getMetaData().get(ATTEMPT));
    }

    private void subscribe(Class<?> command, MessageHandler<CommandMessage<?>> handler) {
        // The subscription is never cancelled, because commands are taken for as long as the program runs.
        var _ = bus.subscribe(command.getName(), message -> {
            var request = attempt(message).request();
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

    private Answer article(ArticleCommand command, Attempt attempt) throws Exception {
        var request = attempt.request();
        var id = command.articleId().value();
        var aggregate = command instanceof ArticleCommand.DraftArticle
                ? articles.loadOrCreate(id, ArticleAggregate::new)
                : existing(id, command, attempt);
        var newsroom = newsroom(attempt);
        return aggregate.invoke(article -> {
            remember(article, command);
            var before = article.article();
            var last = sequence(aggregate);
            List<ArticleEvent> events;
            try {
                events = article.handle(command, request.act(), newsroom.newsroom());
            } catch (Refused refused) {
                requireLatest(id, last, newsroom, attempt);
                throw refused;
            }
            if (events.isEmpty()) {
                requireLatest(id, last, newsroom, attempt);
            }
            try {
                sources.follow(events, request.act(), request.identities());
            } catch (Refused refused) {
                // Events are staged by now, so it can no more be seen whether the ledger went on: another attempt
                // decides.
                throw isFinal(attempt) ? refused : new Outdated();
            }
            if (!events.isEmpty()) {
                along(request);
            }
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

    /**
     * The article is kept at hand without the words from then on, here and, since the event tells them, on every other node. What another
     * node wrote meanwhile takes the place of this event in the history, and then all of it is tried anew.
     */
    private Answer redact(Redact asked, Attempt attempt) throws Exception {
        var request = attempt.request();
        var id = asked.article().value();
        var nothing = new RedactWords(asked.article(), asked.ground(), List.of());
        var aggregate = existing(id, nothing, attempt);
        var newsroom = newsroom(attempt);
        return aggregate.invoke(article -> {
            requireMayRedact(article.article(), nothing, request, newsroom);
            var last = sequence(aggregate);
            var plan = asked.plan().apply(last);
            article.remember(plan.after());
            var command = new RedactWords(asked.article(), asked.ground(), plan.redacted());
            var events = article.handle(command, request.act(), newsroom.newsroom());
            plan.carryOut();
            answers.redacted(asked.article(), plan.after(), plan.events());
            along(request);
            Article now = Objects.requireNonNull(article.article());
            return new Answer.Done(id, sequence(aggregate), names(events), now.revision(), now.stage(), null);
        });
    }

    /** Nobody has the whole history read who may not ask for this. */
    private static void requireMayRedact(
            @Nullable Article article, RedactWords nothing, Request request, NewsroomNow.Seen newsroom) {
        try {
            stet.domain.article.Workflow.decide(article, nothing, request.act(), newsroom.newsroom());
        } catch (Refused refused) {
            if (refused.code() != RefusalCode.ALREADY_SO) {
                throw refused;
            }
        }
    }

    /** Another who wrote the same at the same moment has committed it by now, so it is found there when this is tried again. */
    private static void along(Request request) {
        try {
            request.along().run();
        } catch (DuplicateKeyException raced) {
            throw new Outdated();
        }
    }

    /** A save may be based on any revision, and any may be what somebody saw; a snapshot has only the last. */
    private void remember(ArticleAggregate article, ArticleCommand command) {
        var now = article.article();
        var named =
                switch (command) {
                    case ReviseContent revise -> revise.basedOn();
                    case ReplaceWords replace -> replace.basedOn();
                    case RestoreRevision restore -> Math.min(restore.basedOn(), restore.restored());
                    case ArticleCommand.AsSeen seen -> seen.revision();
                    default -> 0;
                };
        if (now != null && now.forgot(named)) {
            Article whole = wholeArticles.load(now.id().value()).invoke(ArticleAggregate::article);
            article.remember(Objects.requireNonNull(whole));
        }
    }

    /** Whether what this is decided on is the latest, or was when the command came. */
    private boolean isFinal(Attempt attempt) {
        return attempt.again() || !others.mayWrite();
    }

    /**
     * Nothing is written where a command is refused or changes nothing, so nothing would notice that another node has written.
     *
     * @throws Outdated if one has
     */
    private void requireLatest(String id, long last, NewsroomNow.Seen seen, Attempt attempt) {
        if (!isFinal(attempt)
                && (store.lastSequenceNumberFor(id).orElse(-1L) != last
                        || newsroom.refresh().sequence() != seen.sequence())) {
            throw new Outdated();
        }
    }

    private static @Nullable Content merged(ArticleCommand command, @Nullable Article before, @Nullable Article now) {
        return command instanceof ReviseContent revise
                        && before != null
                        && now != null
                        && (revise.basedOn() < before.revision()
                                || !now.content().equals(revise.content()))
                ? now.content()
                : null;
    }

    private NewsroomNow.Seen newsroom(Attempt attempt) {
        return attempt.again() ? newsroom.refresh() : newsroom.now();
    }

    private Aggregate<ArticleAggregate> existing(String id, ArticleCommand command, Attempt attempt) {
        try {
            return articles.load(id);
        } catch (AggregateNotFoundException missing) {
            var newsroom = newsroom(attempt);
            requireLatest(id, -1, newsroom, attempt);
            // The domain says in its own words that there is no such article, and may have a refusal that comes before
            // that.
            stet.domain.article.Workflow.decide(null, command, attempt.request().act(), newsroom.newsroom());
            throw missing;
        }
    }

    /** The newsroom is not kept at hand for its own commands, so they are decided on the latest. */
    private Answer newsroom(NewsroomCommand command, Attempt attempt) throws Exception {
        var aggregate = newsrooms.loadOrCreate(Newsroom.ID, NewsroomAggregate::new);
        return aggregate.invoke(it -> {
            var events = it.handle(command, attempt.request().act());
            CurrentUnitOfWork.get().root().afterCommit(done -> newsroom.refresh());
            return new Answer.Done(Newsroom.ID, sequence(aggregate), names(events), null, null, null);
        });
    }

    private static long sequence(Aggregate<?> aggregate) {
        var version = aggregate.version();
        return version == null ? -1 : version;
    }

    private static List<String> names(List<?> events) {
        return events.stream()
                .map(event -> Objects.requireNonNull(StoredNames.of(event.getClass())))
                .toList();
    }

    private static <T> EventSourcingRepository.Builder<T> repository(
            Class<T> type, EventStore store, ParameterResolverFactory parameters) {
        return EventSourcingRepository.builder(type).eventStore(store).parameterResolverFactory(parameters);
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
