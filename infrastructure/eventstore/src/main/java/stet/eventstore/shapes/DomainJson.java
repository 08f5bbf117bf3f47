package stet.eventstore.shapes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.domain.article.Article;
import stet.domain.article.CaptionCheck;
import stet.domain.article.Claim;
import stet.domain.article.FactCheck;
import stet.domain.article.Publication;
import stet.domain.article.Revision;
import stet.domain.article.Teamwork;
import stet.domain.article.Wording;
import stet.domain.checking.Source;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Place;
import stet.domain.content.Text;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.std.StdConvertingSerializer;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.util.StdConverter;

/**
 * The domain as JSON, the same in the ledger, in read models and in the API: ids, hashes and places are plain strings, a sealed type
 * has a property {@code kind}, instants are ISO 8601. Nulls and empty lists, sets and maps are left out; an absent one is read as
 * empty, because no list of the domain may be null. Sets and maps are written in alphabetical order, so that equal values have equal
 * JSON; only claims are in the order in which they were raised, because obstacles to publishing are listed in that order.
 */
public final class DomainJson {
    private DomainJson() {}

    /** A mapper that reads and writes the domain. It ignores unknown properties, because an older program may read a newer event. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(module())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build();
    }

    /** These shapes as a module, for a mapper with further rules. */
    public static JacksonModule module() {
        return new Shapes(JsonInclude.Include.NON_EMPTY);
    }

    /** The same shapes for answers to programs, where empty lists, sets and maps are written, so that a client need not test for absence. */
    public static JacksonModule answers() {
        return new Shapes(JsonInclude.Include.ALWAYS);
    }

    private static final class Shapes extends SimpleModule {
        private static final long serialVersionUID = 1L;

        private final JsonInclude.Include lists;

        Shapes(JsonInclude.Include lists) {
            super("stet-domain");
            this.lists = lists;
            asString(ArticleId.class, ArticleId::new);
            asString(BlockId.class, BlockId::new);
            asString(ClaimId.class, ClaimId::new);
            asString(CommandId.class, CommandId::new);
            asString(CommentId.class, CommentId::new);
            asString(DeskId.class, DeskId::new);
            asString(PersonId.class, PersonId::new);
            asString(SourceId.class, SourceId::new);
            asString(Hash.class, Hash::new);
            asString(Place.class, Place::new);
            setMixInAnnotation(Article.class, PartsUnwrapped.class);
            setMixInAnnotation(FactCheck.class, ClaimsInOrder.class);
            setMixInAnnotation(Wording.class, WithoutFindings.class);
            setMixInAnnotation(Revision.class, WithoutFallen.class);
            setMixInAnnotation(Block.class, BlockKinds.class);
            setMixInAnnotation(Content.class, LanguageIfAny.class);
            setMixInAnnotation(Change.class, ChangeKinds.class);
            setMixInAnnotation(Source.class, SourceKinds.class);
            setMixInAnnotation(Text.class, TextProperties.class);
            setSerializerModifier(new InOrder());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.insertAnnotationIntrospector(new LeavesOut(lists));
        }

        private <T> void asString(Class<T> type, Function<String, T> read) {
            addSerializer(type, new AsString<>(type));
            addKeySerializer(type, new AsKey<>());
            addDeserializer(type, new FromString<>(type, read));
            addKeyDeserializer(type, new FromKey(read));
        }
    }

    private static boolean ofDomain(Class<?> type) {
        return type.getName().startsWith("stet.domain.");
    }

    /** Applies to records of the domain only, so that other records can have other rules. */
    private static final class LeavesOut extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        private final JsonInclude.Include lists;

        LeavesOut(JsonInclude.Include lists) {
            this.lists = lists;
        }

        @Override
        public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
            if (!ofDomain(owner(annotated))) {
                return JsonInclude.Value.empty();
            }
            return JsonInclude.Value.construct(
                    isLanguage(annotated)
                            ? JsonInclude.Include.NON_EMPTY
                            : many(annotated) ? lists : JsonInclude.Include.NON_NULL,
                    JsonInclude.Include.ALWAYS);
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return ofDomain(owner(annotated)) && many(annotated)
                    ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
                    : JsonSetter.Value.empty();
        }

        /** Contents once had no language, and one without is still written as then. */
        private static boolean isLanguage(Annotated annotated) {
            return owner(annotated) == Content.class && annotated.getName().equals("language");
        }

        private static Class<?> owner(Annotated annotated) {
            return annotated instanceof AnnotatedMember member ? member.getDeclaringClass() : annotated.getRawType();
        }

        private static boolean many(Annotated annotated) {
            return Collection.class.isAssignableFrom(annotated.getRawType())
                    || Map.class.isAssignableFrom(annotated.getRawType());
        }
    }

    private static final class AsString<T> extends StdSerializer<T> {
        AsString(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.toString());
        }
    }

    private static final class AsKey<T> extends ValueSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeName(value.toString());
        }
    }

    private static final class FromString<T> extends StdDeserializer<T> {
        private final transient Function<String, T> read;

        FromString(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            return json.hasToken(JsonToken.VALUE_STRING)
                    ? read.apply(json.getString())
                    : handedUnexpected(json, context);
        }

        @SuppressWarnings("unchecked")
        private T handedUnexpected(JsonParser json, DeserializationContext context) {
            return (T) context.handleUnexpectedToken(handledType(), json);
        }
    }

    private static final class FromKey extends KeyDeserializer {
        private final Function<String, ?> read;

        FromKey(Function<String, ?> read) {
            this.read = read;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return read.apply(key);
        }
    }

    /** Sorts sets and maps of the domain, because the order of immutable ones differs from run to run. */
    private static final class InOrder extends ValueSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueSerializer<?> modifyCollectionSerializer(
                SerializationConfig config,
                CollectionType type,
                BeanDescription.Supplier description,
                ValueSerializer<?> usual) {
            return Set.class.isAssignableFrom(type.getRawClass()) && ofDomain(type.getContentType())
                    ? new StdConvertingSerializer(new SetInOrder())
                    : usual;
        }

        @Override
        public ValueSerializer<?> modifyMapSerializer(
                SerializationConfig config,
                MapType type,
                BeanDescription.Supplier description,
                ValueSerializer<?> usual) {
            return !SortedMap.class.isAssignableFrom(type.getRawClass()) && ofDomain(type.getKeyType())
                    ? new StdConvertingSerializer(new MapInOrder())
                    : usual;
        }

        private static boolean ofDomain(JavaType type) {
            return DomainJson.ofDomain(type.getRawClass());
        }
    }

    private static final class SetInOrder extends StdConverter<Set<?>, List<?>> {
        @Override
        public List<?> convert(Set<?> set) {
            return set.stream().sorted(Comparator.comparing(Object::toString)).toList();
        }
    }

    private static final class MapInOrder extends StdConverter<Map<?, ?>, SortedMap<String, Object>> {
        @Override
        public SortedMap<String, Object> convert(Map<?, ?> map) {
            var inOrder = new TreeMap<String, Object>();
            map.forEach((key, value) -> inOrder.put(key.toString(), value));
            return inOrder;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Block.Paragraph.class, name = "paragraph"),
        @JsonSubTypes.Type(value = Block.Crosshead.class, name = "crosshead"),
        @JsonSubTypes.Type(value = Block.Quotation.class, name = "quotation"),
        @JsonSubTypes.Type(value = Block.Listing.class, name = "list"),
        @JsonSubTypes.Type(value = Block.Figure.class, name = "figure")
    })
    interface BlockKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Change.FieldChanged.class, name = "field"),
        @JsonSubTypes.Type(value = Change.SubjectsChanged.class, name = "subjects"),
        @JsonSubTypes.Type(value = Change.UrgencyChanged.class, name = "urgency"),
        @JsonSubTypes.Type(value = Change.BlockInserted.class, name = "block-inserted"),
        @JsonSubTypes.Type(value = Change.BlockRemoved.class, name = "block-removed"),
        @JsonSubTypes.Type(value = Change.BlockMoved.class, name = "block-moved"),
        @JsonSubTypes.Type(value = Change.BlockRewritten.class, name = "block-rewritten")
    })
    interface ChangeKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Source.Named.class, name = "named"),
        @JsonSubTypes.Type(value = Source.Confidential.class, name = "confidential")
    })
    interface SourceKinds {}

    /** Contents stored without a language are read with an empty one. */
    interface LanguageIfAny {
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        String language();
    }

    interface TextProperties {
        @JsonIgnore
        boolean isEmpty();
    }

    interface ClaimsInOrder {
        @JsonSerialize(converter = ToList.class)
        @JsonDeserialize(converter = FromList.class)
        Map<ClaimId, Claim> claims();
    }

    interface WithoutFindings {
        /** It follows from the words. */
        @JsonIgnore
        Object looked();
    }

    interface WithoutFallen {
        /** Only earlier revisions are asked for it, which are not kept. */
        @JsonIgnore
        List<Claim> fallen();
    }

    /** States were kept before an article had parts, and whoever reads one need not know of which it is made. */
    interface PartsUnwrapped {
        @JsonUnwrapped
        Wording wording();

        @JsonUnwrapped
        Teamwork team();

        @JsonUnwrapped
        FactCheck facts();

        @JsonUnwrapped
        CaptionCheck captions();

        @JsonUnwrapped
        Publication publication();
    }

    static final class ToList extends StdConverter<Map<ClaimId, Claim>, List<Claim>> {
        @Override
        public List<Claim> convert(Map<ClaimId, Claim> claims) {
            return List.copyOf(claims.values());
        }
    }

    static final class FromList extends StdConverter<List<Claim>, SequencedMap<ClaimId, Claim>> {
        @Override
        public SequencedMap<ClaimId, Claim> convert(List<Claim> claims) {
            var inOrder = new LinkedHashMap<ClaimId, Claim>();
            claims.forEach(claim -> inOrder.put(claim.id(), claim));
            return inOrder;
        }
    }
}
