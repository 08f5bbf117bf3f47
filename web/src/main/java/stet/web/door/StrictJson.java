package stet.web.door;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.Era;
import stet.domain.InvalidValue;
import stet.domain.SourceId;
import stet.domain.checking.Source;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.domain.content.Words;
import stet.eventstore.shapes.DomainJson;
import stet.workflow.Request;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.databind.type.LogicalType;

/**
 * What programs send, read strictly: an unknown field, a missing one or one of the wrong type is refused rather than guessed at. What
 * only Stet can know, or what goes without saying, may be left out: ids of new things, empty parts of a content, and a text may be a
 * plain string.
 */
@Component
public final class StrictJson {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final JsonNode NOTHING = StringNode.valueOf("");

    /** What may be left out of a record besides the id of a new block, and what it then is. */
    private static final Map<Class<?>, Map<String, JsonNode>> FILLED_IN = Map.of(
            Content.class,
            Map.of(
                    "standfirst", NOTHING,
                    "byline", NOTHING,
                    "dateline", NOTHING,
                    "slugline", NOTHING,
                    "section", NOTHING,
                    "language", NOTHING,
                    "urgency", IntNode.valueOf(Content.USUAL_URGENCY)),
            Block.Quotation.class,
            Map.of("speaker", NOTHING),
            Block.Listing.class,
            Map.of("numbered", BooleanNode.FALSE),
            Picture.class,
            Map.of("altText", NOTHING, "label", NOTHING),
            Source.Named.class,
            Map.of("note", NOTHING));

    /** What a record has, or any that may stand for it, and of what type; of a list, its items'. Nothing where it is no record. */
    private static final ClassValue<Map<String, Class<?>>> FIELDS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
            var fields = new HashMap<String, Class<?>>();
            if (type.isRecord()) {
                for (var component : type.getRecordComponents()) {
                    fields.put(component.getName(), itemOf(component));
                }
            } else if (type.isSealed()) {
                // It says which of these it is.
                fields.put("kind", String.class);
                for (var one : type.getPermittedSubclasses()) {
                    fields.putAll(fields(one));
                }
            }
            return fields;
        }
    };

    private final JsonMapper mapper = mapper(false);
    private final JsonMapper whole = mapper(true);

    /** @param lists whether a list must be there even where it is empty */
    private static JsonMapper mapper(boolean lists) {
        var mapper = JsonMapper.builder().addModule(DomainJson.module()).addModule(new Strictness(lists));
        strictly(mapper);
        return mapper.build();
    }

    /**
     * Whatever else programs send is read so, too: a field that is misspelt, said twice or of another type is refused, since who is not told
     * gets something that they did not ask for, such as a token that does more than it was to.
     */
    public static void strictly(JsonMapper.Builder mapper) {
        mapper.addModule(new Instants())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(LogicalType.Textual, StrictJson::onlyStrings);
    }

    private static void onlyStrings(MutableCoercionConfig text) {
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            text.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** @throws InvalidValue unless it is one JSON object */
    public ObjectNode object(byte[] body) {
        if (mapper.readTree(body) instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidValue("The body must be a JSON object");
    }

    public <T> T read(ObjectNode object, Class<T> type) {
        return mapper.treeToValue(withoutNulls(object, type), type);
    }

    /**
     * A content that takes another's place: a list that somebody forgot would empty what is there, so here it is a missing field. An
     * empty one is written as {@code []}.
     */
    public Content content(ObjectNode content) {
        complete(content);
        return whole.treeToValue(withoutNulls(content, Content.class), Content.class);
    }

    /** A record of contents, each read as {@link #content} reads it. */
    public <T> T contents(ObjectNode object, Class<T> type) {
        for (var value : object) {
            if (value instanceof ObjectNode content) {
                complete(content);
            }
        }
        return whole.treeToValue(withoutNulls(object, type), type);
    }

    /** Fills in what may be left out: ids of new blocks, and empty parts. */
    public void complete(ObjectNode content) {
        fillIn(content, Content.class);
        if (content.get("blocks") instanceof ArrayNode blocks) {
            for (var block : blocks) {
                if (block instanceof ObjectNode object) {
                    completeBlock(object);
                }
            }
        }
    }

    private static void completeBlock(ObjectNode block) {
        if (!block.hasNonNull("id")) {
            block.put("id", newBlockId());
        }
        switch (block.path("kind").asString("")) {
            case "quotation" -> fillIn(block, Block.Quotation.class);
            case "list" -> fillIn(block, Block.Listing.class);
            case "figure" -> {
                if (block.get("picture") instanceof ObjectNode picture) {
                    fillIn(picture, Picture.class);
                }
            }
            default -> {}
        }
    }

    private static void fillIn(ObjectNode object, Class<?> type) {
        FILLED_IN.getOrDefault(type, Map.of()).forEach((field, value) -> {
            if (!object.hasNonNull(field)) {
                object.set(field, value);
            }
        });
    }

    /** Whether this field of a record may be left out because Stet fills it in. */
    public static boolean fillsIn(Class<?> type, String field) {
        return FILLED_IN.getOrDefault(type, Map.of()).containsKey(field)
                || (field.equals("id") && (Block.class.isAssignableFrom(type) || type == Source.Confidential.class));
    }

    /** What may be sent with a record that is no part of it, with what it says. */
    public static Map<String, String> sentBesides(Class<?> type) {
        return type == Source.Confidential.class
                ? Map.of(
                        "locator", "Who or what it is, where it is new; kept apart, for its readers alone",
                        "note", "What else is known of it, where it is new; kept apart as well")
                : Map.of();
    }

    /**
     * Takes the identities of confidential sources out of a command, and gives the new ones among them ids: what is left may be kept
     * for ever.
     */
    Map<SourceId, Request.Identity> takeIdentities(ObjectNode command) {
        var identities = new LinkedHashMap<SourceId, Request.Identity>();
        if (command.get("sources") instanceof ArrayNode sources) {
            for (var source : sources) {
                if (source instanceof ObjectNode object) {
                    takeIdentity(object, identities);
                }
            }
        }
        return identities;
    }

    private static void takeIdentity(ObjectNode source, Map<SourceId, Request.Identity> identities) {
        var kind = source.path("kind").asString("");
        if (kind.equals("named")) {
            fillIn(source, Source.Named.class);
        }
        if (kind.equals("confidential") && !source.hasNonNull("id")) {
            var locator = source.path("locator").asString("");
            if (!Words.saysSomething(locator)) {
                throw new InvalidValue(
                        "A confidential source needs a locator: who or what it is. Only the readers you name will see it");
            }
            var id = new SourceId("s" + random(8));
            identities.put(id, new Request.Identity(locator, source.path("note").asString("")));
            source.remove("locator");
            source.remove("note");
            source.put("id", id.value());
        }
    }

    static String newBlockId() {
        return "b" + random(5);
    }

    /** A new id that sorts by the time it was made. */
    public static String newId() {
        var random = UUID.randomUUID();
        var high = (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0x0fff);
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }

    static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * Takes a string out of an object; null where it is not there.
     *
     * @throws InvalidValue if something else stands there
     */
    public static @Nullable String take(ObjectNode object, String field) {
        var value = object.remove(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidValue("The field '%s' has the wrong type; it is a string".formatted(field));
        }
        return value.stringValue();
    }

    /**
     * A field that says null is a field that was left out; an item of a list cannot be. What is no field stays, and is refused like any
     * other: it may be one that is misspelt.
     */
    private static ObjectNode withoutNulls(ObjectNode object, @Nullable Class<?> type) {
        var fields = fields(type);
        var leftOut = object.properties().stream()
                .filter(field -> field.getValue().isNull())
                .map(Map.Entry::getKey)
                .filter(name -> fields.isEmpty() || fields.containsKey(name))
                .toList();
        object.remove(leftOut);
        for (var field : object.properties()) {
            var its = fields.get(field.getKey());
            if (field.getValue() instanceof ObjectNode nested) {
                withoutNulls(nested, its);
            } else if (field.getValue() instanceof ArrayNode array) {
                for (var item : array) {
                    if (item.isNull()) {
                        throw new InvalidValue("A list has something in each of its places");
                    }
                    if (item instanceof ObjectNode nested) {
                        withoutNulls(nested, its);
                    }
                }
            }
        }
        return object;
    }

    private static Map<String, Class<?>> fields(@Nullable Class<?> type) {
        return type == null ? Map.of() : FIELDS.get(type);
    }

    private static Class<?> itemOf(RecordComponent component) {
        return Collection.class.isAssignableFrom(component.getType())
                        && component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> item
                ? item
                : component.getType();
    }

    /** A record's component is required unless it may be null, or is a collection that may be empty. */
    private static final class Strictness extends SimpleModule {
        private static final long serialVersionUID = 1L;

        private final boolean lists;

        Strictness(boolean lists) {
            super("stet-strictness");
            this.lists = lists;
            addDeserializer(Text.class, new TextOrString());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.insertAnnotationIntrospector(new Required(lists));
        }
    }

    private static final class Required extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        private final boolean lists;

        Required(boolean lists) {
            this.lists = lists;
        }

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            if (!(member instanceof AnnotatedParameter parameter)
                    || !parameter.getDeclaringClass().isRecord()) {
                return null;
            }
            var component = parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()];
            return !optional(component);
        }

        private boolean optional(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || (!lists && Collection.class.isAssignableFrom(component.getType()))
                    || Map.class.isAssignableFrom(component.getType());
        }
    }

    private static final class Instants extends SimpleModule {
        private static final long serialVersionUID = 1L;

        Instants() {
            super("stet-instants");
            addDeserializer(Instant.class, new InstantWithinReason());
        }
    }

    private static final class InstantWithinReason extends StdDeserializer<Instant> {
        InstantWithinReason() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            return Era.instant(context.readValue(parser, String.class));
        }
    }

    private static final class TextOrString extends StdDeserializer<Text> {
        private record Marked(String words, java.util.List<stet.domain.content.Mark> marks) {}

        TextOrString() {
            super(Text.class);
        }

        @Override
        public Text deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken().isScalarValue()) {
                return Text.of(context.readValue(parser, String.class));
            }
            var marked = context.readValue(parser, Marked.class);
            return marked.marks() == null || marked.marks().isEmpty()
                    ? Text.of(marked.words())
                    : new Text(marked.words(), marked.marks());
        }
    }
}
