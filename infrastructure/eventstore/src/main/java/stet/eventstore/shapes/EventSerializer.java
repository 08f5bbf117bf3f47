package stet.eventstore.shapes;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import stet.domain.events.StoredNames;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes events as JSON under their stored names, and Axon's own tokens under their class names. Everything else is refused, in both
 * directions: a class without a stored name is not meant to be stored, and a name without a class must stop a follower, which would
 * otherwise skip events.
 */
public final class EventSerializer extends Jackson3Serializer {
    private static final String AXON = "org.axonframework.";

    private final @Nullable State state;

    /** @param state what else may be stored; one of another revision is ignored; null for nothing */
    public EventSerializer(@Nullable State state) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventSerializer::customize));
        this.state = state;
    }

    /** The state of an aggregate that may be stored as a snapshot, with the revision of the code that folds it. */
    public record State(Class<?> type, String name, String revision) {}

    /** Whether a snapshot was folded by the code of this program. */
    public boolean understands(DomainEventData<?> snapshot) {
        var stored = snapshot.getPayload().getType();
        return state != null && state.name.equals(stored.getName()) && state.revision.equals(stored.getRevision());
    }

    private static void customize(JsonMapper.Builder json) {
        json.addModule(DomainJson.module())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                // Events change by addition, and an older program may meet a newer event.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // A replay stores a token inside a token, and Jackson reads only the polymorphic types that are allowed
                // here.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.eventhandling.")
                        .build());
    }

    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public SerializedType typeForClass(Class type) {
        if (type == null || type == Void.class || type == void.class) {
            return SerializedType.emptyType();
        }
        var name = StoredNames.of((Class<?>) type);
        if (name != null) {
            return new SimpleSerializedType(name, null);
        }
        if (state != null && state.type.equals(type)) {
            return new SimpleSerializedType(state.name, state.revision);
        }
        if (type.getName().startsWith(AXON)) {
            return new SimpleSerializedType(type.getName(), null);
        }
        throw new SerializationException(type.getName() + " has no stored name; see StoredNames");
    }

    @Override
    protected String resolveClassName(SerializedType stored) {
        var event = StoredNames.eventOf(stored.getName());
        if (event != null) {
            return event.getName();
        }
        if (state != null && state.name.equals(stored.getName())) {
            return state.type.getName();
        }
        if (stored.getName().startsWith(AXON)) {
            return stored.getName();
        }
        throw new SerializationException("No event is called '" + stored.getName() + "'; see StoredNames");
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        var found = super.classForType(type);
        if (UnknownSerializedType.class.equals(found)) {
            throw new SerializationException("There is no class for '" + type.getName() + "'");
        }
        return found;
    }
}
