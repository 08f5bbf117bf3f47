package stet.sealing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Findings;

/** Verifies the seal every night, on one of the nodes, and whenever somebody asks for it; and remembers what came of it. */
public final class Verifications implements AutoCloseable {
    public static final String BY_ITSELF = "Stet";
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final LocalTime NIGHT = LocalTime.of(3, 0);
    private static final Duration LOOK = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int IN_AN_HOUR = 12;
    /** How long one may take that somebody waits for. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration WHILE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Verification verification;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("seal-verification").daemon().factory());

    public Verifications(JdbcClient jdbc, Verification verification, Clock clock) {
        this.jdbc = jdbc;
        this.verification = verification;
        this.clock = clock;
    }

    /**
     * What came of a verification.
     *
     * @param by who asked for it; {@link #BY_ITSELF} where nobody did
     * @param records how many were verified
     * @param payloads how many were there and fit
     * @param shredded how many records tell that a confidential source was shredded
     * @param missing how many payloads are not there
     * @param problems how many things did not fit
     * @param told the first of them, as sentences without full stops
     */
    public record Outcome(
            String by,
            Instant begun,
            Instant ended,
            long records,
            long payloads,
            long shredded,
            long missing,
            long problems,
            List<String> told) {
        public Outcome {
            told = List.copyOf(told);
        }

        public boolean fits() {
            return problems == 0;
        }
    }

    /** Begins to look whether it is night. */
    public void start() {
        // The task is never cancelled by itself, because close() shuts the executor down.
        var _ = watch.scheduleWithFixedDelay(this::nightly, LOOK.toMinutes(), LOOK.toMinutes(), TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        // A verification under way only reads, and is not interrupted: that would close the file of H2 under everybody
        // else.
        watch.shutdown();
    }

    private void nightly() {
        try {
            var now = clock.instant();
            var night = now.atZone(clock.getZone()).with(NIGHT).toInstant();
            if (now.isBefore(night)
                    || !last().map(done -> done.begun().isBefore(night)).orElse(true)) {
                return;
            }
            // One in each hour of the night, until one has come to its end: a node may die in the middle.
            run("night " + now.truncatedTo(ChronoUnit.HOURS), BY_ITSELF);
        } catch (RuntimeException failed) {
            LOG.warn("The seal could not be verified tonight, and will be: {}", failed.toString());
        }
    }

    /** It is being verified, or was too often of late. */
    public static final class TooOften extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration wait;

        TooOften(String sentence, Duration wait) {
            super(sentence, null, false, false);
            this.wait = wait;
        }

        /** After which it may be asked for again. */
        public Duration waiting() {
            return wait;
        }
    }

    /**
     * Verifies all that is sealed; it reads the whole ledger.
     *
     * @throws TooOften if somebody has asked for it who has no answer yet, or people have asked for {@value #IN_AN_HOUR} in an hour
     */
    public Outcome run(String by) {
        admit();
        return run(UUID.randomUUID().toString(), by).orElseThrow();
    }

    /** By what all nodes have written, since they read one database. One that ended with its node counts for as long as any may take. */
    private void admit() {
        var now = clock.instant();
        record Asked(Instant begun, boolean ended) {}
        var asked = jdbc.sql("""
                        SELECT begun_at, ended_at FROM seal_verification WHERE asked_by <> ? AND begun_at > ?
                         ORDER BY begun_at DESC FETCH FIRST 100 ROWS ONLY""")
                .params(BY_ITSELF, at(now.minus(HOUR)))
                .query((row, _) ->
                        new Asked(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2) != null))
                .list();
        if (asked.stream().anyMatch(one -> !one.ended() && one.begun().isAfter(now.minus(LONGEST)))) {
            throw new TooOften("It is being verified just now; look again in a while", WHILE);
        }
        if (asked.size() >= IN_AN_HOUR) {
            throw new TooOften(
                    "It was verified %d times within the last hour, and reads all there is each time; ask again later"
                            .formatted(asked.size()),
                    Duration.between(now.minus(HOUR), asked.get(IN_AN_HOUR - 1).begun())
                            .plusSeconds(1));
        }
    }

    private Optional<Outcome> run(String id, String by) {
        var begun = clock.instant();
        try {
            jdbc.sql("INSERT INTO seal_verification (verification, asked_by, begun_at) VALUES (?, ?, ?)")
                    .params(id, by, at(begun))
                    .update();
        } catch (DuplicateKeyException another) {
            // Another node does it, or this one did an hour ago.
            return Optional.empty();
        }
        var findings = verification.run(null);
        var ended = clock.instant();
        keep(id, ended, findings);
        if (!findings.fits()) {
            LOG.error(
                    "The ledger is not what was sealed ({} findings): {}",
                    findings.problems(),
                    String.join(". ", findings.told()));
        }
        return Optional.of(new Outcome(
                by,
                begun,
                ended,
                findings.records(),
                findings.payloads(),
                findings.shredded(),
                findings.missing(),
                findings.problems(),
                findings.told()));
    }

    private void keep(String id, Instant ended, Findings findings) {
        jdbc.sql("""
                        UPDATE seal_verification SET ended_at = ?, records = ?, payloads = ?, shredded = ?, missing = ?, problems = ?, told = ?
                         WHERE verification = ?""")
                .params(
                        at(ended),
                        findings.records(),
                        findings.payloads(),
                        findings.shredded(),
                        findings.missing(),
                        findings.problems(),
                        String.join("\n", findings.told()),
                        id)
                .update();
    }

    /** The last that came to its end; none if none has. */
    public Optional<Outcome> last() {
        return jdbc.sql("""
                        SELECT asked_by, begun_at, ended_at, records, payloads, shredded, missing, problems, told FROM seal_verification
                         WHERE ended_at IS NOT NULL ORDER BY ended_at DESC FETCH FIRST 1 ROW ONLY""")
                .query((row, _) -> new Outcome(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        told(row.getString(9))))
                .optional();
    }

    private static List<String> told(@Nullable String lines) {
        return lines == null || lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
