package stet.web.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.DateSchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Hash;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.eventstore.shapes.DomainJson;
import stet.web.door.ArticleCommands;
import stet.web.door.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/** The JSON shapes of the domain's records, read off the records. */
final class Schemas {
    private static final JsonMapper SHAPES = DomainJson.mapper();

    private final Map<String, Schema<?>> named = new LinkedHashMap<>();

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
        if (plain == String.class || plain == Hash.class || plain == Place.class || isId(plain)) {
            return new StringSchema();
        }
        if (plain == int.class || plain == Integer.class || plain == long.class) {
            return new IntegerSchema();
        }
        if (plain == boolean.class) {
            return new BooleanSchema();
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
        var name = type.getSimpleName();
        if (!named.containsKey(name)) {
            // Before the fields are looked at, since a type may lead back to itself.
            named.put(name, new ObjectSchema());
            named.put(name, type.isRecord() ? record(type, List.of()) : oneOf(type));
        }
        return new Schema<>().$ref(name);
    }

    private Schema<?> record(Class<?> type, List<String> omitted) {
        var schema = new ObjectSchema();
        for (var component : type.getRecordComponents()) {
            if (!omitted.contains(component.getName())) {
                schema.addProperty(component.getName(), of(component.getGenericType()));
                if (required(component) && !ArticleCommands.mayOmit(type, component.getName())) {
                    schema.addRequiredItem(component.getName());
                }
            }
        }
        return schema;
    }

    private Schema<?> oneOf(Class<?> sealed) {
        var kinds = Objects.requireNonNull(
                        SHAPES.serializationConfig().findMixInClassFor(sealed), "no shape for " + sealed)
                .getAnnotation(JsonSubTypes.class);
        var schema = new Schema<>();
        var discriminator = new Discriminator().propertyName("kind");
        for (var kind : kinds.value()) {
            var reference = reference(kind.value());
            schema.addOneOfItem(reference);
            discriminator.mapping(kind.name(), reference.get$ref());
            Objects.requireNonNull(named.get(kind.value().getSimpleName()))
                    .addProperty("kind", new StringSchema().addEnumItem(kind.name()));
        }
        return schema.discriminator(discriminator);
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getPackageName().equals("stet.domain")
                && type.getSimpleName().endsWith("Id");
    }

    /** A list of a content must be there even where it is empty, see {@link StrictJson#content}. */
    private static boolean required(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && (!Collection.class.isAssignableFrom(component.getType())
                        || component.getDeclaringRecord().getPackageName().equals(Text.class.getPackageName()))
                && !Map.class.isAssignableFrom(component.getType());
    }
}
