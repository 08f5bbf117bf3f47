package stet.web.assets;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Type is the largest thing that a reader downloads. Its version is in its address, so it is downloaded once. */
@Component
final class KeptForAYear implements WebMvcConfigurer {
    static final String FONTS = "/assets/fonts/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(FONTS + "**")
                .addResourceLocations("classpath:/static" + FONTS)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }
}
