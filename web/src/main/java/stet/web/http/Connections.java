package stet.web.http;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** What Tomcat is told besides its own settings: how slowly something may come, and who has the last word on what it refuses itself. */
@Component
final class Connections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final Duration headWithin;
    private final Duration grace;
    private final long leastSpeed;

    Connections(
            @Value("${stet.connections.head-within}") Duration headWithin,
            @Value("${stet.connections.grace}") Duration grace,
            @Value("${stet.connections.least-speed}") long leastSpeed) {
        this.headWithin = headWithin;
        this.grace = grace;
        this.leastSpeed = leastSpeed;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.setProtocol(LeastSpeed.class.getName());
        tomcat.addConnectorCustomizers(
                connector -> ((LeastSpeed) connector.getProtocolHandler()).require(headWithin, grace, leastSpeed));
        tomcat.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(LastWord.class.getName()));
    }

    /** Spring Boot names the class that has the last word, too, and would name its own after this. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
