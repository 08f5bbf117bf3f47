package stet.web.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Gives the operations that springdoc finds by reflection the shapes that are written: springdoc does not know that an id is a string, what
 * may be null, nor that two answers may be called alike.
 */
@Component
final class MappedOperations implements OperationCustomizer {
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    private final Schemas schemas;

    MappedOperations(Schemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                if (ours(parameter.getGenericParameterType())) {
                    operation.getRequestBody().content(json(schemas.sent(parameter.getGenericParameterType())));
                }
            } else {
                ask(operation, parameter);
            }
        }
        var answer = answer(method.getMethod().getGenericReturnType());
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2") && response.getContent() != null && ours(answer)) {
                response.content(json(schemas.of(answer)));
            }
        });
        return operation;
    }

    private void ask(Operation operation, MethodParameter parameter) {
        Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .filter(known -> known.getName().equals(parameter.getParameterName()))
                .filter(_ -> parameter.getParameterType().isRecord())
                .forEach(known -> known.schema(schemas.of(parameter.getParameterType())));
    }

    private static Content json(Schema<?> shape) {
        return new Content().addMediaType(JSON, new MediaType().schema(shape));
    }

    private static Type answer(Type returned) {
        return returned instanceof ParameterizedType entity && entity.getRawType() == ResponseEntity.class
                ? Objects.requireNonNull(entity.getActualTypeArguments()[0])
                : returned;
    }

    private static boolean ours(Type type) {
        return switch (type) {
            case WildcardType _ -> false;
            case Class<?> plain -> plain.isRecord();
            default -> true;
        };
    }
}
