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

/** The JSON shapes of records, of the domain and of what the API answers, read off the records. */
@Component
final class Schemas {
    private static final JsonMapper SHAPES = DomainJson.mapper();

    private final Map<String, Schema<?>> named = new LinkedHashMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();

    /** Those that others refer to. */
    Map<String, Schema<?>> all() {
        return named;
    }

    /** A command's fields, without those that the address names, and with what is said of the act. */
    Schema<?> command(Class<?> command, List<String> omitted) {
        var schema = record(command, omitted);
        schema.addProperty("why", new StringSchema().description("Your reason, kept with what happens"));
        schema.addProperty("as", of(stet.domain.Role.class));
        return schema;
    }

    Schema<?> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var arguments = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw)
                    ? new MapSchema().additionalProperties(of(arguments[1]))
                    : new ArraySchema().items(of(arguments[0]));
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
        return reference(plain);
    }

    private Schema<?> reference(Class<?> type) {
        var name = name(type);
        var other = types.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("%s and %s are both called %s".formatted(other, type, name));
        }
        if (!named.containsKey(name)) {
            // Before the fields are looked at, since a type may lead back to itself.
            named.put(name, new ObjectSchema());
            var shape = type.isRecord() ? record(type, List.of()) : oneOf(type);
            description(type).ifPresent(shape::description);
            named.put(name, shape);
        }
        return new Schema<>().$ref(name);
    }

    private Schema<?> record(Class<?> type, List<String> omitted) {
        var schema = new ObjectSchema();
        for (var component : type.getRecordComponents()) {
            if (!omitted.contains(component.getName())) {
                var name = name(component);
                var shape = of(component.getGenericType());
                var field = isNullable(component) ? orNull(shape) : shape;
                description(component.getAccessor()).ifPresent(field::description);
                schema.addProperty(name, field);
                if (required(component)
                        && !isLeftOut(component)
                        && !ArticleCommands.mayOmit(type, component.getName())) {
                    schema.addRequiredItem(name);
                }
            }
        }
        return schema;
    }

    /** The annotations of the domain's types are kept apart from them. */
    private Schema<?> oneOf(Class<?> sealed) {
        var mixed = SHAPES.serializationConfig().findMixInClassFor(sealed);
        var annotated = mixed == null ? sealed : mixed;
        return oneOf(
                Objects.requireNonNull(annotated.getAnnotation(JsonSubTypes.class), "no shape for " + sealed),
                Objects.requireNonNull(annotated.getAnnotation(JsonTypeInfo.class))
                        .property());
    }

    private Schema<?> oneOf(JsonSubTypes kinds, String property) {
        var schema = new Schema<>();
        var discriminator = new Discriminator().propertyName(property);
        for (var kind : kinds.value()) {
            var reference = reference(kind.value());
            schema.addOneOfItem(reference);
            discriminator.mapping(kind.name(), reference.get$ref());
            Objects.requireNonNull(named.get(name(kind.value())))
                    .addProperty(property, new StringSchema().addEnumItem(kind.name()));
        }
        return schema.discriminator(discriminator);
    }

    private static Optional<String> description(AnnotatedElement described) {
        return Optional.ofNullable(described.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class))
                .map(io.swagger.v3.oas.annotations.media.Schema::description)
                .filter(said -> !said.isEmpty());
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

    /** A list of a content must be there even where it is empty, see {@link StrictJson#content}. */
    private static boolean required(RecordComponent component) {
        return !isNullable(component)
                && (!Collection.class.isAssignableFrom(component.getType())
                        || component.getDeclaringRecord().getPackageName().equals(Text.class.getPackageName()))
                && !Map.class.isAssignableFrom(component.getType());
    }
}
