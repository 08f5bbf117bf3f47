package stet.web.operations;

import java.time.Duration;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import stet.eventstore.Ledger;
import stet.eventstore.Status;
import stet.eventstore.rebuilding.Rebuild;
import stet.web.http.Failures;

/**
 * Red while an event is missing from a history, and while a follower of the ledger cannot get past an event, does not run, differs from its
 * rebuild, or has had something to read for too long: what pages show is then older than what was done.
 */
@Component("readers")
final class ReadModelsHealth implements HealthIndicator {
    private final Ledger ledger;
    private final Duration limit;

    ReadModelsHealth(Ledger ledger, @Value("${stet.health.lag-limit}") Duration limit) {
        this.ledger = ledger;
        this.limit = limit;
    }

    /** What serves and what was made anew of the same events are not equal, so one of them is wrong, and pages may show it. */
    private static boolean differs(Status status) {
        return status.rebuild() != null && status.rebuild().state() == Rebuild.State.DIFFERS;
    }

    @Override
    public Health health() {
        try {
            var followers = ledger.status();
            var tooFarBehind = new TreeMap<String, String>();
            ledger.behindFor().forEach((name, behind) -> {
                if (behind.compareTo(limit) > 0) {
                    tooFarBehind.put(name, "for %d s".formatted(behind.toSeconds()));
                }
            });
            var broken = ledger.brokenHistories();
            var well = broken.isEmpty()
                    && tooFarBehind.isEmpty()
                    && followers.values().stream()
                            .allMatch(status -> status.running() && !status.failing() && !differs(status));
            var health = (well ? Health.up() : Health.down()).withDetails(followers);
            if (!broken.isEmpty()) {
                health.withDetail("historiesWithAHole", new TreeSet<>(broken));
            }
            if (!tooFarBehind.isEmpty()) {
                health.withDetail("tooFarBehind", tooFarBehind);
            }
            return health.build();
        } catch (RuntimeException gone) {
            return Health.down().withDetail("cause", Failures.root(gone)).build();
        }
    }
}
