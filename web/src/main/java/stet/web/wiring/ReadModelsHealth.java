package stet.web.wiring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import stet.eventstore.Ledger;

/** Red while a reader of the ledger cannot get past an event: what pages show is then older than what was done. */
@Component("readers")
final class ReadModelsHealth implements HealthIndicator {
    private final Ledger ledger;

    ReadModelsHealth(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Health health() {
        var readers = ledger.status();
        var well = readers.values().stream().allMatch(status -> status.running() && !status.failing());
        return (well ? Health.up() : Health.down()).withDetails(readers).build();
    }
}
