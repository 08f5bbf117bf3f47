package stet.web.wiring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints Stet's address to whoever started it, as the last line, once requests are answered. */
@Component
final class StartMessage {
    private static final Logger LOG = LoggerFactory.getLogger(StartMessage.class);

    @EventListener
    void open(ApplicationReadyEvent ready) {
        var port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
        if (port != null) {
            LOG.info("Stet is open at http://localhost:{}", port);
        }
    }
}
