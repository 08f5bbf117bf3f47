package stet.web.http;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Configures Tomcat beyond its own settings: the least speed at which a request must come, and the page for what Tomcat refuses itself. */
@Component
final class Connections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final Duration headWithin;
    private final Duration grace;
    private final long leastSpeed;
    private final SecurityHeaders.Written headers;

    Connections(
            SecurityHeaders.Written headers,
            @Value("${stet.connections.head-within}") Duration headWithin,
            @Value("${stet.connections.grace}") Duration grace,
            @Value("${stet.connections.least-speed}") long leastSpeed) {
        this.headers = headers;
        this.headWithin = headWithin;
        this.grace = grace;
        this.leastSpeed = leastSpeed;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.setProtocol(LeastSpeed.class.getName());
        tomcat.addConnectorCustomizers(
                connector -> ((LeastSpeed) connector.getProtocolHandler()).require(headWithin, grace, leastSpeed));
        tomcat.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            // Tomcat makes none of its own where one of this class is.
            host.setErrorReportValveClass(TomcatErrors.class.getName());
            host.getPipeline().addValve(new TomcatErrors(headers));
        });
    }

    /** After Spring Boot, which sets an error page class of its own. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
