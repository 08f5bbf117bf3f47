package stet.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What was shown at an instant is made for each request, and there are as many instants as anybody can name. */
@Configuration(proxyBeanMethods = false)
class PastBehindBulkhead implements HandlerInterceptor, WebMvcConfigurer {
    private final ReadersBulkhead bulkhead;

    PastBehindBulkhead(ReadersBulkhead bulkhead) {
        this.bulkhead = bulkhead;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/as-of/**", "/api/as-of/**", "/timemap/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        bulkhead.enter();
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        bulkhead.leave();
    }
}
