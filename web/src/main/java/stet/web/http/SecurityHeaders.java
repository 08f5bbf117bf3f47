package stet.web.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import stet.web.assets.Assets;

/**
 * The headers that tell browsers what they may do with an answer. They are on every answer, so they are written here, outside of every
 * other filter, and by {@link TomcatErrors} on what no filter sees. What says nothing else about it is not stored.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityHeaders {
    private static final Duration HSTS = Duration.ofDays(365);
    /** What no page of Stet's asks a browser for. */
    private static final String NOTHING =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(),"
                    + " microphone=(), midi=(), payment=(), serial=(), usb=()";

    /** All of the headers. */
    record Written(List<HeaderWriter> writers) {
        void to(HttpServletRequest request, HttpServletResponse response) {
            writers.forEach(writer -> writer.writeHeaders(request, response));
        }
    }

    @Bean
    Written securityHeaderWriters(Origin origin, Assets assets) {
        var writers = new ArrayList<HeaderWriter>(List.of(
                new ContentSecurityPolicyHeaderWriter(contentSecurityPolicy(assets)),
                new XContentTypeOptionsHeaderWriter(),
                // A preview is framed by our own pages and by nobody else's.
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.SAMEORIGIN),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                openedAlone(),
                new PermissionsPolicyHeaderWriter(NOTHING),
                new CacheControlHeadersWriter()));
        if (origin.isHttps()) {
            // Not only where the request is seen to be encrypted: it is not, behind a proxy that ends TLS.
            writers.add(new HstsHeaderWriter(AnyRequestMatcher.INSTANCE, HSTS.toSeconds(), false));
        }
        return new Written(List.copyOf(writers));
    }

    @Bean
    FilterRegistrationBean<HeaderWriterFilter> securityHeaderFilter(Written headers) {
        var registration = new FilterRegistrationBean<HeaderWriterFilter>(new AlsoOnErrors(headers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }

    private static HeaderWriter openedAlone() {
        var opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
        return opener;
    }

    /** Scripts and styles from our own files only, and the import map, so no text of an article is ever run. */
    private static String contentSecurityPolicy(Assets assets) {
        return "default-src 'self'; script-src 'self' " + assets.importMapSource() + "; img-src 'self' data: blob:;"
                + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
    }

    /** Some requests are refused before any filter, and only their error page comes by here. */
    private static final class AlsoOnErrors extends HeaderWriterFilter {
        AlsoOnErrors(Written headers) {
            super(headers.writers());
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }
    }
}
