package stet.web.operations;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import stet.sealing.LastSigned;
import stet.sealing.Seal;
import stet.sealing.Verifications;
import stet.sealing.Witnesses;
import stet.web.http.Failures;

/**
 * Red while the last verification found that the ledger is not what was sealed, and where none has come to its end for too long; while a witness
 * has seen another history, and where too few have signed for too long; and where nothing is signed, since it would contradict what was.
 */
@Component("seal")
final class SealHealth implements HealthIndicator {
    /** It is verified every night. */
    private static final Duration TOO_LONG = Duration.ofHours(49);

    /** Whoever is a witness may start their machine anew, and have some sleep. */
    private static final Duration UNWITNESSED = Duration.ofHours(12);

    private final Seal seal;
    private final Verifications verifications;
    private final Witnesses witnesses;
    private final LastSigned signed;
    private final Clock clock;

    SealHealth(Seal seal, Verifications verifications, Witnesses witnesses, LastSigned signed, Clock clock) {
        this.seal = seal;
        this.verifications = verifications;
        this.witnesses = witnesses;
        this.signed = signed;
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
            var standings = witnesses.standings();
            var behind = witnesses.behindSince();
            var witnessed = standings.stream().noneMatch(Witnesses.Standing::contradicts)
                    && behind.map(since -> since.plus(UNWITNESSED).isAfter(clock.instant()))
                            .orElse(true);
            var stands = signed.contradiction();
            var health = (well && witnessed && stands.isEmpty() ? Health.up() : Health.down())
                    .withDetail("sealed", extent.records())
                    .withDetail("unsealed", extent.unsealed());
            stands.ifPresent(why -> health.withDetail("standsStill", why));
            if (!standings.isEmpty()) {
                health.withDetail("witnesses", standings);
            }
            behind.ifPresent(since -> health.withDetail("unwitnessedSince", since));
            last.ifPresent(done -> health.withDetail("verified", done));
            return health.build();
        } catch (RuntimeException gone) {
            return Health.down().withDetail("cause", Failures.root(gone)).build();
        }
    }
}
