package stet.eventstore.log;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.Act;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.Chronicle.Span;
import stet.eventstore.tables.HistoryBroken;

/**
 * Axon's JDBC engine on the ledger's tables, which also calls followers that wait at the end of the ledger.
 *
 * <p>A follower gets every event once, however long a commit takes. For this, Axon's tokens list gaps: places found empty, which a
 * transaction still open may fill. Axon drops a gap a minute after the timestamp of the event behind it, whether or not that transaction
 * has ended. This engine drops a gap once every transaction that could fill it has ended.
 */
public final class LedgerEngine extends JdbcEventStorageEngine {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEngine.class);

    /** Of an event as it is stored, in characters: so long is its column. */
    private static final int LONGEST = 1 << 20;

    /** Of so many histories a part is read by one statement. */
    private static final int SPANS_AT_ONCE = 100;

    private final TransactionManager reading;
    private final JdbcClient sql;
    private final OpenTransactions open;
    private final Runnable available;
    private final ObservationRegistry observations;

    /** Every gap up to this place is permanent. */
    private long settled;

    private @Nullable Pending pending;

    private volatile Set<String> refused = Set.of();

    /** Once every transaction numbered lower than {@code transaction} has ended, every gap up to {@code place} is permanent. */
    private record Pending(long place, long transaction) {}

    LedgerEngine(
            Builder builder,
            TransactionManager reading,
            DataSource database,
            Runnable available,
            ObservationRegistry observations) {
        super(builder.gapCleaningThreshold(Integer.MAX_VALUE).readEventDataWithGaps(LedgerEngine::sinceTheFirstGap));
        this.reading = reading;
        this.sql = JdbcClient.create(database);
        this.open = OpenTransactions.of(database);
        this.available = available;
        this.observations = observations;
    }

    /**
     * Axon stamps an event when it is published; the command's own instant replaces that, and is not stored a second time beside it.
     *
     * @throws Refused if one is longer than the ledger holds, which the bounds of a command leave possible where all of them are met at once
     */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        var stamped =
                events.stream().<EventMessage<?>>map(LedgerEngine::atItsInstant).toList();
        stamped.forEach(event -> requireFits(event, serializer));
        CommandTransactions.ofThisCommand()
                .ifPresentOrElse(
                        appended -> appended.add(
                                stamped, (connection, all) -> observed(() -> insert(connection, all, serializer))),
                        () -> observed(() -> super.appendEvents(stamped, serializer)));
    }

    private void observed(Runnable appending) {
        var append = Observation.start("stet.append", observations);
        // Failures are not put on the trace, because a database's message may quote what could not be written.
        try (var _ = append.openScope()) {
            appending.run();
        } finally {
            append.stop();
        }
    }

    private void insert(Connection connection, List<EventMessage<?>> events, Serializer serializer) {
        try (var insert = appendEvents(connection, events, serializer)) {
            var _ = insert.executeBatch();
        } catch (SQLException failed) {
            handlePersistenceException(failed, events.getFirst());
        }
    }

    private static void requireFits(EventMessage<?> event, Serializer serializer) {
        if (event.serializePayload(serializer, String.class).getData().length() > LONGEST) {
            throw new Refused(
                    RefusalCode.TOO_LONG,
                    "This would be longer than %,d characters as it is written down, with all that comes with it; do it in parts"
                            .formatted(LONGEST));
        }
    }

    private static EventMessage<?> atItsInstant(EventMessage<?> event) {
        var at = event.getMetaData().get(Act.AT);
        if (at == null) {
            return event;
        }
        var instant = at instanceof Instant known ? known : Instant.parse(at.toString());
        var plain = new GenericEventMessage<Object>(
                event.getIdentifier(), event.getPayload(), event.getMetaData().withoutKeys(Set.of(Act.AT)), instant);
        return event instanceof DomainEventMessage<?> domain
                ? new GenericDomainEventMessage<>(
                        domain.getType(), domain.getAggregateIdentifier(), domain.getSequenceNumber(), plain, instant)
                : plain;
    }

    /** Axon reads a snapshot's payload too late to fall back on the events, so it is read here. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
        var snapshot = super.readSnapshot(aggregate);
        if (snapshot.isPresent()
                && isOlderThanRedaction(aggregate, snapshot.get().getSequenceNumber())) {
            forgetSnapshots(aggregate);
            return Optional.empty();
        }
        try {
            snapshot.ifPresent(DomainEventMessage::getPayload);
            return snapshot;
        } catch (SerializationException unreadable) {
            LOG.warn(
                    "The snapshot of {} cannot be read, so all its events are. {}", aggregate, unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** A state that was being kept while words were taken out may come behind that, and have them still. */
    private boolean isOlderThanRedaction(String aggregate, long sequence) {
        var last = sql.sql("SELECT COALESCE(MAX(by_sequence), -1) FROM ledger_redaction WHERE aggregate_identifier = ?")
                .param(aggregate)
                .query(Long.class)
                .single();
        return sequence < last;
    }

    private void forgetSnapshots(String aggregate) {
        sql.sql("DELETE FROM ledger_snapshot WHERE aggregate_identifier = ?")
                .param(aggregate)
                .update();
    }

    /** Of these histories nothing is read from now on, also where a snapshot hides that an event is missing. */
    void refuse(Set<String> histories) {
        refused = histories;
    }

    Set<String> refused() {
        return refused;
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregate, long first) {
        if (refused.contains(aggregate)) {
            throw new HistoryBroken(aggregate);
        }
        var next = new AtomicLong(first);
        return super.readEventData(aggregate, first).peek(event -> {
            if (event.getSequenceNumber() != next.getAndIncrement()) {
                throw new HistoryBroken(aggregate);
            }
        });
    }

    /**
     * Parts of several histories, each in its order. Unlike all else that reads a history, it gives what there is of one in which an event is
     * missing: a follower that stopped there would keep from everybody what happened in all others.
     */
    List<DomainEventMessage<?>> read(Collection<Span> spans) {
        var all = new ArrayList<DomainEventMessage<?>>();
        var left = spans.stream().filter(span -> span.after() < span.last()).toList();
        while (!left.isEmpty()) {
            var some = left.subList(0, Math.min(SPANS_AT_ONCE, left.size()));
            left = left.subList(some.size(), left.size());
            var each = String.join(
                    ", ",
                    Collections.nCopies(some.size(), "(CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BIGINT))"));
            var rows = sql.sql("""
                            SELECT %s FROM (VALUES %s) AS span (history, behind, upto)
                              JOIN ledger_event ON aggregate_identifier = history AND sequence_number > behind AND sequence_number <= upto
                             ORDER BY aggregate_identifier, sequence_number""".formatted(LedgerTables.EVENTS.domainEventFields(), each))
                    .params(some.stream()
                            .flatMap(span -> Stream.<Object>of(span.article().value(), span.after(), span.last()))
                            .toList())
                    .query((row, _) -> getDomainEventData(row))
                    .list();
            EventStreamUtils.upcastAndDeserializeDomainEvents(rows.stream(), getEventSerializer(), upcasterChain)
                    .forEachRemaining(all::add);
        }
        return all;
    }

    @Override
    protected PreparedStatement appendEvents(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException {
        var insert = connection.prepareStatement(open.insert());
        for (var message : events) {
            var event = ofDomain(message);
            var payload = event.serializePayload(serializer, String.class);
            var metaData = event.serializeMetaData(serializer, String.class);
            insert.setString(1, event.getIdentifier());
            insert.setString(2, event.getAggregateIdentifier());
            insert.setLong(3, event.getSequenceNumber());
            insert.setString(4, event.getType());
            writeTimestamp(insert, 5, event.getTimestamp());
            insert.setString(6, payload.getType().getName());
            insert.setString(7, payload.getType().getRevision());
            insert.setString(8, payload.getData());
            insert.setString(9, metaData.getData());
            insert.addBatch();
        }
        return insert;
    }

    /** An event of no aggregate is stored as the first of an aggregate of its own, which is how Axon reads it back. */
    private static DomainEventMessage<?> ofDomain(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domain
                ? domain
                : new GenericDomainEventMessage<>(null, event.getIdentifier(), 0, event, event.getTimestamp());
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken after, int batchSize) {
        return reading.fetchInTransaction(() -> {
            var token = (GapAwareTrackingToken) after;
            // This comes before the read: what was committed by then is found by the read, so an empty place stays
            // empty.
            var settled = token != null && token.hasGaps() ? settled() : 0;
            var events = new ArrayList<TrackedEventData<?>>(super.fetchTrackedEvents(after, batchSize));
            if (!events.isEmpty()) {
                var last = events.removeLast();
                events.add(withoutPermanentGaps(last, token, settled));
            }
            return events;
        });
    }

    /**
     * Where Axon asks for what is in gaps or comes after all of them, H2 reads the whole ledger: its plan goes along no key where two
     * conditions are joined by OR. The gaps are near the end, so what comes after the first of them is little.
     */
    private static PreparedStatement sinceTheFirstGap(
            Connection connection, EventSchema schema, long after, int batchSize, List<Long> gaps) throws SQLException {
        var place = schema.globalIndexColumn();
        var statement = connection.prepareStatement(
                "SELECT %s FROM %s WHERE %s BETWEEN ? AND ? AND (%s > ? OR %s IN (%s)) ORDER BY %s"
                        .formatted(
                                schema.trackedEventFields(),
                                schema.domainEventTable(),
                                place,
                                place,
                                place,
                                String.join(", ", Collections.nCopies(gaps.size(), "?")),
                                place));
        statement.setLong(1, Collections.min(gaps));
        statement.setLong(2, after + batchSize);
        statement.setLong(3, after);
        for (var n = 0; n < gaps.size(); n++) {
            statement.setLong(4 + n, gaps.get(n));
        }
        return statement;
    }

    /**
     * The position of a follower that starts with what comes after this moment: the last place written, with the gaps that may still be
     * filled. Null where nothing is written yet.
     */
    @Nullable
    TrackingToken now() {
        return reading.fetchInTransaction(() -> {
            // The first call may only note which transactions are open; the second then finds that they have ended.
            settled();
            var from = settled();
            var head = new long[] {from};
            var gaps = new TreeSet<Long>();
            sql.sql("""
                            SELECT before, place FROM (
                                SELECT LAG(global_index, 1, CAST(:from AS BIGINT)) OVER (ORDER BY global_index) AS before,
                                       global_index AS place,
                                       LEAD(global_index) OVER (ORDER BY global_index) AS after
                                  FROM ledger_event WHERE global_index > :from) AS places
                             WHERE place > before + 1 OR after IS NULL
                             ORDER BY place""").param("from", from).query(row -> {
                LongStream.range(row.getLong(1) + 1, row.getLong(2)).forEach(gaps::add);
                head[0] = row.getLong(2);
            });
            return head[0] == 0 ? null : GapAwareTrackingToken.newInstance(head[0], gaps);
        });
    }

    private synchronized long settled() {
        if (pending == null) {
            var head = sql.sql("SELECT COALESCE(MAX(global_index), 0) FROM ledger_event")
                    .query(Long.class)
                    .single();
            pending = new Pending(head, open.next());
        } else if (open.oldest() >= pending.transaction()) {
            settled = pending.place();
            pending = null;
        }
        return settled;
    }

    /** An event that fills a gap keeps its token, because a token moved past it would make followers take it for one already read. */
    private static TrackedEventData<?> withoutPermanentGaps(
            TrackedEventData<?> event, @Nullable GapAwareTrackingToken after, long settled) {
        var token = (GapAwareTrackingToken) event.trackingToken();
        return after != null && token.getIndex() > after.getIndex()
                ? at(token.withGapsTruncatedAt(settled + 1), event)
                : event;
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, @Nullable GapAwareTrackingToken before)
            throws SQLException {
        var event = super.getTrackedEventData(row, before);
        var place = row.getLong(LedgerTables.EVENTS.globalIndexColumn());
        var token = before == null
                ? GapAwareTrackingToken.newInstance(
                        place, LongStream.range(1, place).boxed().toList())
                : before.advanceTo(place, Integer.MAX_VALUE);
        return at(token, event);
    }

    private static TrackedEventData<?> at(TrackingToken token, TrackedEventData<?> event) {
        return new TrackedDomainEventData<>(token, (DomainEventData<?>) event);
    }

    /** Only the store's own tail, which all waiting followers share, reads in a way that may block. */
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
