package stet.web.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CollectionFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import stet.domain.Era;
import stet.domain.InvalidValue;

/** Reads what stands in addresses and forms, where what Spring makes of it by itself would be a fault later. */
@Component
final class Parameters implements WebMvcConfigurer {
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new Instants());
        registry.addConverter(new Names());
    }

    private static final class Instants implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, Instant.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object written, TypeDescriptor from, TypeDescriptor to) {
            return written instanceof String instant && !instant.isBlank() ? Era.instant(instant) : null;
        }
    }

    /** Names of an enum, in as many parameters or between as many commas as one likes. A field that is left empty has none. */
    private static final class Names implements ConditionalGenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(
                    new ConvertiblePair(String.class, Collection.class),
                    new ConvertiblePair(String[].class, Collection.class));
        }

        @Override
        public boolean matches(TypeDescriptor from, TypeDescriptor to) {
            var each = to.getElementTypeDescriptor();
            return each != null && each.getType().isEnum();
        }

        @Override
        public Object convert(@Nullable Object written, TypeDescriptor from, TypeDescriptor to) {
            var said = written instanceof String[] several ? several : new String[] {Objects.toString(written, "")};
            var named = CollectionFactory.<Object>createCollection(to.getType(), said.length);
            var each = to.getElementTypeDescriptor();
            if (each != null) {
                Arrays.stream(said)
                        .flatMap(names -> Arrays.stream(names.split(",")))
                        .map(String::trim)
                        // Were a place refused that Spring trims to nothing, Spring would read it by other means, which
                        // make a null of it.
                        .filter(name -> !name.isEmpty())
                        .map(name -> named(each.getType(), name))
                        .forEach(named::add);
            }
            return named;
        }

        private static Object named(Class<?> type, String name) {
            var all = type.getEnumConstants();
            return Arrays.stream(all)
                    .filter(each -> ((Enum<?>) each).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValue("'%s' is none of %s".formatted(name, Arrays.toString(all))));
        }
    }
}
