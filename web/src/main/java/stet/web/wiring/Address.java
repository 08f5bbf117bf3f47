package stet.web.wiring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started Stet where it is, as the last line and once it can be asked. */
@Component
final class Address {
    private static final Logger LOG = LoggerFactory.getLogger(Address.class);

    @EventListener
    void open(ApplicationReadyEvent ready) {
        var port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
        if (port != null) {
            LOG.info("Stet is open at http://localhost:{}", port);
        }
    }
}
