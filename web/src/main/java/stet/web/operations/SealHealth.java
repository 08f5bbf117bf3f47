package stet.web.operations;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import stet.sealing.Seal;
import stet.sealing.Verifications;
import stet.web.http.Failures;

/** Red while the last verification found that the ledger is not what was sealed, and where none has come to its end for too long. */
@Component("seal")
final class SealHealth implements HealthIndicator {
    /** It is verified every night. */
    private static final Duration TOO_LONG = Duration.ofHours(49);

    private final Seal seal;
    private final Verifications verifications;
    private final Clock clock;

    SealHealth(Seal seal, Verifications verifications, Clock clock) {
        this.seal = seal;
        this.verifications = verifications;
        this.clock = clock;
    }

    @Override
    public Health health() {
        try {
            var extent = seal.extent();
            var last = verifications.last();
            var well = last.map(
                            done -> done.fits() && done.ended().plus(TOO_LONG).isAfter(clock.instant()))
                    .orElse(true);
            var health = (well ? Health.up() : Health.down())
                    .withDetail("sealed", extent.records())
                    .withDetail("unsealed", extent.unsealed());
            last.ifPresent(done -> health.withDetail("verified", done));
            return health.build();
        } catch (RuntimeException gone) {
            return Health.down().withDetail("cause", Failures.root(gone)).build();
        }
    }
}
