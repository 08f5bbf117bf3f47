package stet.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes each address at which the world reads something that changes its own TimeGate: whoever asks for it as of a day and a time is sent
 * to the memento (RFC 7089, pattern 1.1). Whoever does not is told where the mementos are listed, and gets the page as it is.
 */
@Configuration(proxyBeanMethods = false)
class TimeGates implements HandlerInterceptor, WebMvcConfigurer {
    private final Mementos mementos;

    TimeGates(Mementos mementos) {
        this.mementos = mementos;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/", "/sections/*", "/news/**", "/api/published", "/api/published/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) {
            return true;
        }
        var original = Original.of(request).orElse(null);
        if (original == null) {
            return true;
        }
        response.addHeader(HttpHeaders.VARY, Mementos.ACCEPT_DATETIME);
        response.setHeader(HttpHeaders.LINK, String.join(", ", Mementos.links(original)));
        var wanted = request.getHeader(Mementos.ACCEPT_DATETIME);
        if (wanted == null) {
            return true;
        }
        var memento = mementos.nearest(original, HttpDate.read(wanted));
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, memento);
        return false;
    }
}
