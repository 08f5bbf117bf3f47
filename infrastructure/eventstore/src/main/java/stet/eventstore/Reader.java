package stet.eventstore;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
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
    private final boolean readModel;
    private volatile @Nullable Throwable failure;
    private volatile long position;
    private int pause = 1;
    private int waited;

    /** @param builder everything but the error handler, which this adds */
    Reader(
            PooledStreamingEventProcessor.Builder builder,
            boolean readModel,
            Progress progress,
            ObservationRegistry observations) {
        this.readModel = readModel;
        this.processor = builder.errorHandler(context -> {
                    failed(context.error());
                    PropagatingErrorHandler.instance().handleError(context);
                })
                .build();
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

    boolean isReadModel() {
        return readModel;
    }

    PooledStreamingEventProcessor processor() {
        return processor;
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

    /** Whether it reads in this program, and not on another node. */
    boolean isHere() {
        return failing() || processor.processingStatus().containsKey(0);
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

    private boolean failing() {
        return failure != null || processor.isError();
    }

    Status status(@Nullable TrackingToken head) {
        var status = processor.processingStatus().get(0);
        var position = position();
        var last = head == null ? 0 : head.position().orElse(0);
        var cause = failure;
        var failing = failing();
        return new Status(
                processor.isRunning(),
                failing,
                cause == null ? null : cause.toString(),
                status != null && !failing && position >= last,
                // On a quiet ledger Axon goes on calling it a replay until the next event comes.
                status != null && status.isReplaying() && position < last,
                position,
                Math.max(0, last - position));
    }

    void replay() {
        var wasRunning = processor.isRunning();
        processor.shutDown();
        try {
            processor.resetTokens();
            position = 0;
            failure = null;
        } finally {
            if (wasRunning) {
                processor.start();
            }
        }
    }
}
