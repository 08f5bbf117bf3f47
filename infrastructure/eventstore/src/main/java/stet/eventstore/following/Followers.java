package stet.eventstore.following;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;
import stet.eventstore.log.SqlLog;

/** Makes the followers of one node and owns their threads, on which failed ones are also retried and the lag is measured. */
public final class Followers {
    private final SqlLog log;
    private final ParameterResolverFactory parameters;
    private final Duration idle;
    private final BiConsumer<Follower, EventMessage<?>> passed;
    private final ObservationRegistry observations;
    private final Coordinators coordinators = new Coordinators(1, named("ledger-coordinator-"));
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(1, named("ledger-reader-"));
    private final Lag lag = new Lag(System::nanoTime);

    private @Nullable ScheduledFuture<?> retries;
    private @Nullable ScheduledFuture<?> looks;

    /**
     * @param idle how long a follower that nobody wakes sleeps before it polls
     * @param passed called after the commit for each event that a follower has handled
     */
    public Followers(
            SqlLog log,
            ParameterResolverFactory parameters,
            Duration idle,
            BiConsumer<Follower, EventMessage<?>> passed,
            ObservationRegistry observations) {
        this.log = log;
        this.parameters = parameters;
        this.idle = idle;
        this.passed = passed;
        this.observations = observations;
        coordinators.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Makes a follower, which is still to be started.
     *
     * @param name under which its position is stored
     * @param readModel for which it writes; its own name for any other follower
     * @param start where it begins if it has no position yet
     * @param batch how many events it handles in one transaction, at most
     */
    public Follower make(
            String name,
            String readModel,
            Object handler,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            int batch) {
        return make(
                name, readModel, handler, log.positions(), log.followersTransactions(), start, batch, Duration.ZERO);
    }

    /**
     * Makes a follower whose commits wait for the disk, since what it writes cannot be made again.
     *
     * @param linger how long it lets events gather
     */
    public Follower makeDurable(String name, Object handler, int batch, Duration linger) {
        return make(
                name,
                name,
                handler,
                log.positions(),
                log.transactions(),
                StreamableMessageSource::createTailToken,
                batch,
                linger);
    }

    /**
     * Makes a follower that writes outside the database, and keeps its position there.
     *
     * @param positions where it keeps it
     * @param linger how long it lets events gather, unless somebody waits for them
     */
    public Follower make(
            String name, String readModel, Object handler, TokenStore positions, int batch, Duration linger) {
        return make(
                name,
                readModel,
                handler,
                positions,
                NoTransactionManager.instance(),
                StreamableMessageSource::createTailToken,
                batch,
                linger);
    }

    private Follower make(
            String name,
            String readModel,
            Object handler,
            TokenStore positions,
            TransactionManager transactions,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start,
            int batch,
            Duration linger) {
        var invoker = SimpleEventHandlerInvoker.builder()
                .eventHandlers(List.of(handler))
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        coordinators.setCorePoolSize(coordinators.getCorePoolSize() + 1);
        workers.setCorePoolSize(workers.getCorePoolSize() + 1);
        return new Follower(
                PooledStreamingEventProcessor.builder()
                        .name(name)
                        .eventHandlerInvoker(invoker)
                        .tokenStore(positions)
                        .transactionManager(transactions)
                        .coordinatorExecutor(coordinators)
                        .workerExecutor(workers)
                        .initialToken(start)
                        // A single segment keeps the order of the ledger; batches make up for the lost parallelism.
                        .initialSegmentCount(1)
                        .batchSize(batch)
                        .claimExtensionThreshold(idle.multipliedBy(2).toMillis())
                        .tokenClaimInterval(idle.toMillis()),
                new BoundedSource(log.events(), log.wakeners(), coordinators, new Linger(linger, System::nanoTime)),
                readModel,
                passed,
                observations);
    }

    /** Gives up the threads of a follower that was shut down for good. */
    public void gone(Follower follower) {
        coordinators.setCorePoolSize(coordinators.getCorePoolSize() - 1);
        workers.setCorePoolSize(workers.getCorePoolSize() - 1);
    }

    /**
     * Begins to retry failed followers and to measure lag.
     *
     * @param all asked each time for all followers of this node
     * @param serving asked each time for those whose lag matters
     */
    public void watch(Supplier<? extends Collection<Follower>> all, Supplier<? extends Collection<Follower>> serving) {
        retries = coordinators.scheduleWithFixedDelay(
                () -> all.get().forEach(Follower::tryAgain), 500, 500, MILLISECONDS);
        looks = coordinators.scheduleWithFixedDelay(
                () -> lag.look(log::end, serving.get()), 1_000, 1_000, MILLISECONDS);
    }

    /** For how long each of these that runs here has had something to read, by the name of its read model. */
    public Map<String, Duration> behindFor(Collection<Follower> followers) {
        var behind = new LinkedHashMap<String, Duration>();
        followers.stream()
                .filter(Follower::isHere)
                .forEach(follower -> behind.put(follower.readModel(), lag.of(follower)));
        return behind;
    }

    /** Stops {@link #watch watching}. */
    public void unwatch() {
        if (retries != null) {
            retries.cancel(false);
        }
        if (looks != null) {
            looks.cancel(false);
        }
    }

    /** Stops these, each after its batch. */
    public void stop(Collection<Follower> followers) {
        followers.stream()
                .map(follower -> follower.processor().shutdownAsync())
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** Ends the threads; nothing can follow after that. */
    public void shutDown() {
        coordinators.shutdown();
        workers.shutdown();
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name, 1).daemon().factory();
    }
}
