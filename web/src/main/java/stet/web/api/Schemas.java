package stet.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.DateSchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.eventstore.shapes.DomainJson;
import stet.web.door.ArticleCommands;
import stet.web.door.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON shapes of records, of the domain and of what the API answers, read off the records. What is sent may leave out what Stet fills
 * in, so a record of which that is true has a shape of its own there, under the same name with {@code Sent} before it.
 */
@Component
final class Schemas {
    private static final JsonMapper SHAPES = DomainJson.mapper();

    private enum Way {
        SENT,
        ANSWERED
    }

    private final Map<String, Schema<?>> named = new LinkedHashMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();
    private final Map<Class<?>, Boolean> sentOtherwise = new HashMap<>();

    /** Those that others refer to. */
    Map<String, Schema<?>> all() {
        return named;
    }

    /** A command's fields, without those that the address names, and with what is said of the act. */
    Schema<?> command(Class<?> command, List<String> omitted) {
        return said(record(command, omitted, Way.SENT));
    }

    /** A content that takes another's place, with what is said of the act. */
    Schema<?> savedContent() {
        return said(content());
    }

    /** A whole content: no list may be left out, see {@link StrictJson#content}. */
    Schema<?> content() {
        var schema = record(Content.class, List.of(), Way.SENT);
        for (var component : Content.class.getRecordComponents()) {
            if (Collection.class.isAssignableFrom(component.getType())) {
                schema.addProperty(component.getName(), sent(component.getGenericType()));
                schema.addRequiredItem(component.getName());
            }
        }
        return schema;
    }

    private Schema<?> said(Schema<?> schema) {
        schema.addProperty("why", orNull(new StringSchema()).description("Your reason, kept with what happens"));
        schema.addProperty("as", orNull(of(stet.domain.Role.class)));
        return schema;
    }

    /** As it is answered. */
    Schema<?> of(Type type) {
        return of(type, Way.ANSWERED);
    }

    /** As it is sent. */
    Schema<?> sent(Type type) {
        return of(type, Way.SENT);
    }

    private Schema<?> of(Type type, Way way) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var arguments = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw)
                    ? new MapSchema().additionalProperties(of(arguments[1], way))
                    : new ArraySchema().items(of(arguments[0], way));
        }
        var plain = (Class<?>) type;
        if (plain == String.class || plain == Hash.class || plain == Place.class || plain == URI.class || isId(plain)) {
            return new StringSchema();
        }
        if (plain == int.class || plain == Integer.class) {
            return new IntegerSchema();
        }
        if (plain == long.class || plain == Long.class) {
            return new IntegerSchema().format("int64");
        }
        if (plain == double.class || plain == Double.class) {
            return new NumberSchema();
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new BooleanSchema();
        }
        if (plain == byte[].class) {
            return new BinarySchema();
        }
        if (plain == Instant.class) {
            return new DateTimeSchema();
        }
        if (plain == LocalDate.class) {
            return new DateSchema();
        }
        if (plain.isEnum()) {
            var schema = new StringSchema();
            for (var constant : plain.getEnumConstants()) {
                schema.addEnumItem(((Enum<?>) constant).name());
            }
            return schema;
        }
        if (way == Way.SENT && plain == Text.class) {
            return new Schema<>().anyOf(List.of(new StringSchema(), reference(plain, Way.ANSWERED)));
        }
        return reference(plain, way == Way.SENT && isSentOtherwise(plain) ? way : Way.ANSWERED);
    }

    private Schema<?> reference(Class<?> type, Way way) {
        var name = name(type, way);
        var other = types.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("%s and %s are both called %s".formatted(other, type, name));
        }
        if (!named.containsKey(name)) {
            // Before the fields are looked at, since a type may lead back to itself.
            named.put(name, new ObjectSchema());
            var shape = type.isRecord() ? record(type, List.of(), way) : oneOf(type, way);
            description(type).ifPresent(shape::description);
            named.put(name, shape);
        }
        return new Schema<>().$ref(name);
    }

    private Schema<?> record(Class<?> type, List<String> omitted, Way way) {
        var schema = new ObjectSchema();
        for (var component : type.getRecordComponents()) {
            if (!omitted.contains(component.getName())) {
                var name = name(component);
                var shape = of(component.getGenericType(), way);
                var must = isAskedFor(component)
                        || (way == Way.SENT
                                ? requiredWhenSent(component)
                                : required(component) && !isLeftOut(component));
                // When something is sent, null is the same as nothing.
                var field = !must && (way == Way.SENT || isNullable(component)) ? orNull(shape) : shape;
                description(component.getAccessor()).ifPresent(field::description);
                schema.addProperty(name, field);
                if (must) {
                    schema.addRequiredItem(name);
                }
            }
        }
        if (way == Way.SENT) {
            StrictJson.sentBesides(type)
                    .forEach((name, description) ->
                            schema.addProperty(name, orNull(new StringSchema()).description(description)));
        }
        return schema;
    }

    /** Whether somewhere in it something may be left out when it is sent. */
    private boolean isSentOtherwise(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).anyMatch(this::isSentOtherwise);
        }
        var plain = (Class<?>) type;
        if (plain == Text.class) {
            return true;
        }
        var known = sentOtherwise.get(plain);
        if (known != null) {
            return known;
        }
        // Until it is known, since a type may lead back to itself.
        sentOtherwise.put(plain, false);
        var so = plain.isRecord()
                ? Arrays.stream(plain.getRecordComponents())
                        .anyMatch(component -> (required(component) && !requiredWhenSent(component))
                                || isSentOtherwise(component.getGenericType()))
                : plain.isSealed()
                        && Arrays.stream(plain.getPermittedSubclasses()).anyMatch(this::isSentOtherwise);
        sentOtherwise.put(plain, so);
        return so;
    }

    /** The annotations of the domain's types are kept apart from them. */
    private Schema<?> oneOf(Class<?> sealed, Way way) {
        var mixed = SHAPES.serializationConfig().findMixInClassFor(sealed);
        var annotated = mixed == null ? sealed : mixed;
        return oneOf(
                Objects.requireNonNull(annotated.getAnnotation(JsonSubTypes.class), "no shape for " + sealed),
                Objects.requireNonNull(annotated.getAnnotation(JsonTypeInfo.class))
                        .property(),
                way);
    }

    private Schema<?> oneOf(JsonSubTypes kinds, String property, Way way) {
        var schema = new Schema<>();
        var discriminator = new Discriminator().propertyName(property);
        for (var kind : kinds.value()) {
            var reference = reference(kind.value(), way);
            schema.addOneOfItem(reference);
            discriminator.mapping(kind.name(), reference.get$ref());
            Objects.requireNonNull(named.get(name(kind.value(), way)))
                    .addProperty(property, new StringSchema().addEnumItem(kind.name()))
                    .addRequiredItem(property);
        }
        return schema.discriminator(discriminator);
    }

    private static Optional<String> description(AnnotatedElement described) {
        return Optional.ofNullable(described.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class))
                .map(io.swagger.v3.oas.annotations.media.Schema::description)
                .filter(said -> !said.isEmpty());
    }

    private static String name(Class<?> type, Way way) {
        return (way == Way.SENT ? "Sent" : "") + name(type);
    }

    /** An answer that is called as many are, such as {@code People.Answer}, is told apart by what it answers. */
    private static String name(Class<?> type) {
        var called = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (called != null && !called.name().isEmpty()) {
            return called.name();
        }
        var around = type.getEnclosingClass();
        return around == null
                        || around.isAssignableFrom(type)
                        || around.isAnnotationPresent(RestController.class)
                        || type.getSimpleName().startsWith(around.getSimpleName())
                        || around.getSimpleName().startsWith(type.getSimpleName())
                ? type.getSimpleName()
                : around.getSimpleName() + type.getSimpleName();
    }

    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() == null && schema.getEnum() == null) {
            schema.addType("null");
            return schema;
        }
        var nothing = new Schema<>();
        nothing.addType("null");
        return new Schema<>().anyOf(List.of(schema, nothing));
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getPackageName().equals("stet.domain")
                && type.getSimpleName().endsWith("Id");
    }

    /** Contents once had no language, and one that is in the newsroom's is still written as then. */
    private static boolean isLeftOut(RecordComponent component) {
        return component.getDeclaringRecord() == Content.class
                && component.getName().equals("language");
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Which fields Spring's own reading lets pass without them, and what reads them then does not. */
    private static boolean isAskedFor(RecordComponent component) {
        var described = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return described != null
                && described.requiredMode() == io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;
    }

    private static boolean requiredWhenSent(RecordComponent component) {
        var type = component.getDeclaringRecord();
        var isListOfContent = type == Content.class && Collection.class.isAssignableFrom(component.getType());
        return required(component)
                && !isListOfContent
                && !ArticleCommands.mayOmit(type, component.getName())
                && !StrictJson.fillsIn(type, component.getName());
    }

    /** A list of a content must be there even where it is empty, see {@link StrictJson#content}. */
    private static boolean required(RecordComponent component) {
        return !isNullable(component)
                && (!Collection.class.isAssignableFrom(component.getType())
                        || component.getDeclaringRecord().getPackageName().equals(Text.class.getPackageName()))
                && !Map.class.isAssignableFrom(component.getType());
    }
}
