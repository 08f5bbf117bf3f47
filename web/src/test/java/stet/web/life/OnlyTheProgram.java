package stet.web.life;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps what other tests bring along for themselves out of the program, which would find it among its own classes. */
final class OnlyTheProgram extends TypeExcludeFilter
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String OF_TESTS = "/test-classes/";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton(OnlyTheProgram.class.getName(), this);
    }

    @Override
    public boolean match(MetadataReader found, MetadataReaderFactory readers) throws IOException {
        return found.getResource().getURL().getPath().contains(OF_TESTS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnlyTheProgram;
    }

    @Override
    public int hashCode() {
        return OF_TESTS.hashCode();
    }
}
