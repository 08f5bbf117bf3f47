package stet.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;

/** The tables, and word of each event as soon as the readers that wait at the head of the ledger can have it. */
final class LedgerEngine extends JdbcEventStorageEngine {
    private final Runnable available;

    LedgerEngine(Builder builder, Runnable available) {
        super(builder);
        this.available = available;
    }

    /** An event happened when its command says, not when Axon got round to it; and the ledger keeps that instant once. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        super.appendEvents(events.stream().map(LedgerEngine::atItsInstant).toList(), serializer);
    }

    private static EventMessage<?> atItsInstant(EventMessage<?> event) {
        var at = event.getMetaData().get(Act.AT);
        if (at == null) {
            return event;
        }
        var instant = Instant.parse(at.toString());
        var plain = new GenericEventMessage<Object>(
                event.getIdentifier(), event.getPayload(), event.getMetaData().withoutKeys(Set.of(Act.AT)), instant);
        return event instanceof DomainEventMessage<?> domain
                ? new GenericDomainEventMessage<>(
                        domain.getType(), domain.getAggregateIdentifier(), domain.getSequenceNumber(), plain, instant)
                : plain;
    }

    /** A read that may block is that of the store's own tail, which all waiting readers share. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        var events = super.readEvents(token, mayBlock);
        return mayBlock ? announced(events) : events;
    }

    private <T> Stream<T> announced(Stream<T> events) {
        return StreamSupport.stream(new Announced<>(events.spliterator(), available), false)
                .onClose(events::close);
    }

    private record Announced<T>(Spliterator<T> events, Runnable available) implements Spliterator<T> {
        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            return events.tryAdvance(event -> {
                action.accept(event);
                available.run();
            });
        }

        @Override
        public @Nullable Spliterator<T> trySplit() {
            return null;
        }

        @Override
        public long estimateSize() {
            return Long.MAX_VALUE;
        }

        @Override
        public int characteristics() {
            return ORDERED;
        }
    }
}
