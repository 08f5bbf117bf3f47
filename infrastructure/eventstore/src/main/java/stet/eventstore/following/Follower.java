package stet.eventstore.following;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.timeout.UnitOfWorkTimeoutInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A follower of the ledger: one of Axon's streaming processors, with its health and its position on this node. */
public final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final String BATCH = "stet.reader.batch";
    private static final int SLOW = 10_000;

    private final PooledStreamingEventProcessor processor;
    private final String readModel;
    private final BoundedSource source;
    private volatile @Nullable Throwable failure;
    private volatile long position;
    /** Whether the position is the one that another node stored. */
    private volatile boolean away;

    /** Whether another node held the claim when this one last asked for it, since Axon's coordinator failed here. */
    private volatile boolean elsewhere;
    /** Why the claim could not be asked for, when it last was. */
    private volatile @Nullable Throwable unanswered;

    private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);

    /** Back-off of {@link #tryAgain}, in calls. */
    private int pause = 1;

    private int waited;

    /**
     * @param builder everything but the error handler and the source, which this adds
     * @param readModel for which it writes one of its sets of tables; its own name for any other follower
     * @param passed called after the commit for each event that it has handled
     */
    Follower(
            PooledStreamingEventProcessor.Builder builder,
            BoundedSource source,
            String readModel,
            BiConsumer<Follower, EventMessage<?>> passed,
            ObservationRegistry observations) {
        this.readModel = readModel;
        this.source = source;
        this.processor = builder.messageSource(source)
                .errorHandler(context -> {
                    // Another node has taken over the claim, which is no failure of this follower.
                    if (!(context.error() instanceof UnableToClaimTokenException)) {
                        failed(context.error());
                    }
                    PropagatingErrorHandler.instance().handleError(context);
                })
                .build();
        source.prepare(this::handles);
        // A slow batch is logged and never interrupted, because an interrupt closes the file of H2 for the whole
        // program.
        processor.registerHandlerInterceptor(
                new UnitOfWorkTimeoutInterceptor("the reader " + name(), Integer.MAX_VALUE, SLOW, SLOW));
        processor.registerHandlerInterceptor((work, chain) -> {
            work.getOrComputeResource(BATCH, first -> observed(work, observations));
            var event = work.getMessage();
            work.afterCommit(done -> {
                recovered();
                passed.accept(this, event);
            });
            return chain.proceed();
        });
    }

    public String name() {
        return processor.getName();
    }

    public BoundedSource source() {
        return source;
    }

    public @Nullable String cause() {
        if (!failing()) {
            return null;
        }
        var cause = failure == null ? unanswered : failure;
        return cause == null ? "It has not yet claimed its position again" : cause.toString();
    }

    public String readModel() {
        return readModel;
    }

    public PooledStreamingEventProcessor processor() {
        return processor;
    }

    /** Whether this node holds the claim on it, as far as this node knows. */
    public boolean isHere() {
        return failing() || reads();
    }

    /** Whether it reads here, so that what it has read is known here at once. */
    public boolean reads() {
        return processor.isRunning() && status() != null;
    }

    /**
     * How far it has come here; null if it does not read here. Axon leaves one behind that is marked with an error, and has the position of
     * long ago, when a batch failed that was to be given up anyway.
     */
    private @Nullable EventTrackerStatus status() {
        var status = processor.processingStatus().get(0);
        return status == null || status.isErrorState() ? null : status;
    }

    /** The position that it has committed on this node; null if it runs on another. */
    public @Nullable TrackingToken token() {
        var status = status();
        return status == null ? null : status.getTrackingToken();
    }

    /** Takes note of the position that another node has stored for it; null if it has not begun. */
    public void isAt(@Nullable TrackingToken stored) {
        away = stored != null;
        position = stored == null ? 0 : stored.position().orElse(0);
    }

    /** Claims it for this node, because no node holds the claim; not if it has just failed here. */
    public void takeOver() {
        if (processor.isRunning() && !failing() && !isHere()) {
            var _ = processor.claimSegment(0);
        }
    }

    public boolean handles(EventMessage<?> event) {
        return processor.eventHandlerInvoker().canHandleType(event.getPayloadType());
    }

    /**
     * Is called twice a second, and retries a failed follower with a back-off of one to four seconds. Axon by itself backs off for up to a
     * minute; claiming the segment cuts that short. The first claim after a failure only releases the old one, and the second retries.
     *
     * <p>A coordinator that failed calls itself so until it has coordinated something, which it never does while another node holds the
     * claim. So it is asked for here for as long as that lasts, and the answer tells whether this node fails or another reads.
     */
    public void tryAgain() {
        if (failure == null && !processor.isError()) {
            pause = 1;
            waited = 0;
            elsewhere = false;
            unanswered = null;
        } else if (processor.isRunning() && ++waited >= pause && asked.isDone()) {
            waited = 0;
            pause = Math.min(pause + 1, 4);
            asked = processor.claimSegment(0).whenComplete((claimed, failed) -> {
                unanswered = failed;
                elsewhere = failed == null && !claimed;
                if (elsewhere) {
                    // Another node holds the claim now, and reports its failures.
                    failure = null;
                }
            });
        }
    }

    /** Times a batch from its first event on. */
    private Observation observed(UnitOfWork<?> work, ObservationRegistry observations) {
        var batch = Observation.start(BATCH, observations)
                .lowCardinalityKeyValue("reader", name())
                .lowCardinalityKeyValue("outcome", "done");
        work.onRollback(rolledBack -> batch.lowCardinalityKeyValue("outcome", "failed"));
        work.onCleanup(done -> batch.stop());
        return batch;
    }

    /** Logs the first of a series of failures only, since retries repeat it until somebody repairs the cause. */
    private void failed(Throwable cause) {
        if (failure == null) {
            LOG.error(
                    "The reader {} cannot get past an event and tries again until it can: {}",
                    name(),
                    cause.toString());
        }
        failure = cause;
    }

    private void recovered() {
        if (failure != null) {
            LOG.info("The reader {} is well again", name());
        }
        failure = null;
    }

    public boolean isReplaying(long last) {
        var status = status();
        return status != null && status.isReplaying() && position() < last;
    }

    /** The place of the last event that it has read; 0 before the first. */
    public long position() {
        var status = status();
        var token = status == null ? null : status.getTrackingToken();
        if (token != null) {
            position = token.position().orElse(position);
        }
        return position;
    }

    public boolean failing() {
        return failure != null || (processor.isError() && !elsewhere);
    }

    /** How it is doing, where {@code head} is the end of the ledger. */
    public Health health(@Nullable TrackingToken head) {
        if (status() != null) {
            away = false;
        }
        var position = position();
        var last = head == null ? 0 : head.position().orElse(0);
        var failing = failing();
        return new Health(
                processor.isRunning(),
                failing,
                cause(),
                (isHere() || away) && !failing && position >= last,
                position,
                Math.max(0, last - position));
    }

    /**
     * How a follower is doing; see {@code Status}, in which it is answered.
     *
     * @param position of the last event that it has read; 0 before the first
     * @param behind how many places in the ledger it has still to read
     */
    public record Health(
            boolean running, boolean failing, @Nullable String cause, boolean caughtUp, long position, long behind) {}
}
