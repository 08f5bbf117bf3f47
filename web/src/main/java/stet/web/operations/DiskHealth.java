package stet.web.operations;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import stet.eventstore.tables.Durability;
import stet.h2file.DurableDatabase;

/** Red once the disk did not take what was written, until the next start; and it tells where a database promises less than Stet does. */
@Component("disk")
final class DiskHealth implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(DiskHealth.class);

    private final DataSource database;
    private volatile String doubt = "";

    DiskHealth(DataSource database) {
        this.database = database;
    }

    @EventListener
    void look(ApplicationStartedEvent started) {
        doubt = Durability.doubt(database).orElse("");
        if (!doubt.isEmpty()) {
            LOG.warn(doubt);
        }
    }

    @Override
    public Health health() {
        if (database instanceof DurableDatabase file) {
            var failure = file.failure();
            if (failure.isPresent()) {
                return Health.down(failure.get()).build();
            }
        }
        return doubt.isEmpty()
                ? Health.up().build()
                : Health.up().withDetail("doubt", doubt).build();
    }
}
