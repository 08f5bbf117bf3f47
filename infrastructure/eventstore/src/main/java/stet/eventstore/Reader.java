package stet.eventstore;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.timeout.UnitOfWorkTimeoutInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One that follows the ledger: a processor and what is known of its health. */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final String BATCH = "stet.reader.batch";
    private static final int SLOW = 10_000;

    private final PooledStreamingEventProcessor processor;
    private final String follower;
    private final Ceiling ceiling;
    private volatile @Nullable Throwable failure;
    private volatile long position;
    /** Whether the position is what another node stored. */
    private volatile boolean away;

    private int pause = 1;
    private int waited;

    /**
     * @param builder everything but the error handler and the ledger, which this adds
     * @param follower for whom it reads: the name of the read model, of whose sets of tables this may serve any
     */
    Reader(
            PooledStreamingEventProcessor.Builder builder,
            Ceiling ceiling,
            String follower,
            Progress progress,
            ObservationRegistry observations) {
        this.follower = follower;
        this.ceiling = ceiling;
        this.processor = builder.messageSource(ceiling)
                .errorHandler(context -> {
                    // Another node reads on from here, and nothing is wrong with the reader.
                    if (!(context.error() instanceof UnableToClaimTokenException)) {
                        failed(context.error());
                    }
                    PropagatingErrorHandler.instance().handleError(context);
                })
                .build();
        ceiling.prepare(this::handles);
        // A slow batch is worth a warning. It is never interrupted: an interrupt closes the file under H2, for
        // everybody.
        processor.registerHandlerInterceptor(
                new UnitOfWorkTimeoutInterceptor("the reader " + name(), Integer.MAX_VALUE, SLOW, SLOW));
        processor.registerHandlerInterceptor((work, chain) -> {
            work.getOrComputeResource(BATCH, first -> observed(work, observations));
            var event = work.getMessage();
            work.afterCommit(done -> {
                well();
                progress.passed(this, event);
            });
            return chain.proceed();
        });
    }

    String name() {
        return processor.getName();
    }

    Ceiling ceiling() {
        return ceiling;
    }

    @Nullable
    String cause() {
        var cause = failure;
        return cause == null ? null : cause.toString();
    }

    String follower() {
        return follower;
    }

    PooledStreamingEventProcessor processor() {
        return processor;
    }

    /** Whether it reads on this node, as far as this node knows. */
    boolean isHere() {
        return failing()
                || (processor.isRunning() && processor.processingStatus().get(0) != null);
    }

    /** What it has committed here; null if another node reads. */
    @Nullable
    TrackingToken token() {
        var status = processor.processingStatus().get(0);
        return status == null ? null : status.getTrackingToken();
    }

    /** Another node reads, and has stored that it has come this far; null if it has not begun. */
    void isAt(@Nullable TrackingToken stored) {
        away = stored != null;
        position = stored == null ? 0 : stored.position().orElse(0);
    }

    /** Nobody reads for it, so this node does, unless it has just failed at it. */
    void takeOver() {
        if (processor.isRunning() && !failing() && !isHere()) {
            var _ = processor.claimSegment(0);
        }
    }

    boolean handles(EventMessage<?> event) {
        return processor.eventHandlerInvoker().canHandleType(event.getPayloadType());
    }

    /**
     * Comes twice a second. Axon waits up to a minute before it tries again what failed, and claiming the segment makes it go on at
     * once: to give up its old claim the first time, to try again the second. So a failing reader tries again after one second at
     * first, and after four at most.
     */
    void tryAgain() {
        if (!failing()) {
            pause = 1;
            waited = 0;
        } else if (processor.isRunning() && ++waited >= pause) {
            waited = 0;
            pause = Math.min(pause + 1, 4);
            var _ = processor.claimSegment(0).thenAccept(claimed -> {
                if (!claimed) {
                    // Another node has it now, and its troubles are reported there.
                    failure = null;
                }
            });
        }
    }

    /** The first event of a batch is when it begins. */
    private Observation observed(UnitOfWork<?> work, ObservationRegistry observations) {
        var batch = Observation.start(BATCH, observations)
                .lowCardinalityKeyValue("reader", name())
                .lowCardinalityKeyValue("outcome", "done");
        work.onRollback(rolledBack -> batch.lowCardinalityKeyValue("outcome", "failed"));
        work.onCleanup(done -> batch.stop());
        return batch;
    }

    /** Said once, however often it is tried: what it waits for is somebody who repairs it. */
    private void failed(Throwable cause) {
        if (failure == null) {
            LOG.error(
                    "The reader {} cannot get past an event and tries again until it can: {}",
                    name(),
                    cause.toString());
        }
        failure = cause;
    }

    private void well() {
        if (failure != null) {
            LOG.info("The reader {} is well again", name());
        }
        failure = null;
    }

    boolean isReplaying(long last) {
        var status = processor.processingStatus().get(0);
        return status != null && status.isReplaying() && position() < last;
    }

    /** The place of the last event that it has read; 0 before the first. */
    long position() {
        var status = processor.processingStatus().get(0);
        var token = status == null ? null : status.getTrackingToken();
        if (token != null) {
            position = token.position().orElse(position);
        }
        return position;
    }

    boolean failing() {
        return failure != null || processor.isError();
    }

    Status status(@Nullable TrackingToken head, @Nullable Rebuild rebuild) {
        var status = processor.processingStatus().get(0);
        if (status != null) {
            away = false;
        }
        var position = position();
        var last = head == null ? 0 : head.position().orElse(0);
        var failing = failing();
        return new Status(
                processor.isRunning(),
                failing,
                cause(),
                (isHere() || away) && !failing && position >= last,
                position,
                Math.max(0, last - position),
                rebuild);
    }
}
