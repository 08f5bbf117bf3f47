package stet.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import stet.domain.Act;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.shapes.EventSerializer;

/**
 * Examples of histories, recorded once and kept as they are: what today's program makes of them is compared with what it made of them
 * before. {@code first-landed} is the demo newsroom of the first version. In {@code every-event}, one story from each situation of
 * {@code docs/workflow.md} has every command asked of it in turn, and two stories have a day of random edits, checks and editions.
 */
public final class RecordedHistories {
    private static final EventSerializer SERIALIZER = new EventSerializer(null);

    private RecordedHistories() {}

    /** All of them, as one ledger. */
    public static List<DomainEventMessage<?>> all() {
        var events = new ArrayList<DomainEventMessage<?>>();
        var sequences = new HashMap<String, Long>();
        for (var name : List.of("first-landed", "every-event")) {
            for (var line : lines("ledgers/" + name + ".jsonl")) {
                var stored = DomainJson.mapper().readTree(line);
                var stream = stored.path("aggregate_identifier").asString();
                Object event = SERIALIZER.deserialize(new SimpleSerializedObject<>(
                        stored.path("payload").asString(),
                        String.class,
                        new SimpleSerializedType(stored.path("payload_type").asString(), null)));
                var beside = new HashMap<String, Object>();
                DomainJson.mapper()
                        .readTree(stored.path("meta_data").asString())
                        .properties()
                        .forEach(each ->
                                beside.put(each.getKey(), each.getValue().asString()));
                events.add(new GenericDomainEventMessage<>(
                        stored.path("type").asString(),
                        stream,
                        sequences.merge(stream, 0L, (last, _) -> last + 1),
                        new GenericMessage<>(stored.path("event_identifier").asString(), event, beside),
                        Instant.parse(stored.path("time_stamp").asString())));
            }
        }
        return events;
    }

    /** Who did it, and when. */
    public static Act act(DomainEventMessage<?> event) {
        return Act.from(event.getMetaData(), event.getTimestamp());
    }

    private static List<String> lines(String resource) {
        try (var in = Objects.requireNonNull(
                RecordedHistories.class.getResourceAsStream(resource), "There is no " + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
