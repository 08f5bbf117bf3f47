package stet.web.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rate limits of sign-ins. After five wrong passwords for a name each further try must wait, with exponential back-off. Since a guesser
 * has many names and addresses, tries are limited by password, by network and in all as well; and since a guesser could use these limits to
 * lock others out, tries from a known browser or a session are limited by themselves. The counters lie in memory under salted hashes, so
 * they do not tell which names and passwords were tried, and they are empty after a restart.
 */
@Component
final class SignInLimits {
    private static final int FREE = 5;
    /** More than for a name, since several people may mistype the same password. */
    private static final int FREE_FOR_A_PASSWORD = 10;

    private static final int FREE_LETTERS = 3;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    /** So many that a whole newsroom behind one address can mistype on one morning. */
    private static final int FROM_A_NETWORK = 60;

    private static final int FROM_A_NETWORK_EACH_MINUTE = 6;
    private static final int IN_ALL = 300;
    private static final int IN_ALL_EACH_MINUTE = 60;

    private final Clock clock;
    private long seen = Long.MIN_VALUE / 2;
    /** By how much the clock was set back, in all, in nanoseconds. */
    private long setBack;

    private final byte[] salt = new byte[16];
    private final Cache<Long, Failures> failures;
    private final Cache<Long, Bucket> networks;
    private final Bucket all;

    /** Whether a password may be tried now. */
    sealed interface Turn {}

    /** A rate limit is reached. */
    record Wait(Why why, Duration time) implements Turn {}

    enum Why {
        NAME,
        NETWORK,
        OTHERS,
        CODE
    }

    /** It may be tried, and counts against the limits until it is taken back. */
    final class Try implements Turn {
        private final List<Counter> counters;

        private Try(List<Counter> counters) {
            this.counters = counters;
        }

        /** The password was right. */
        void succeeded() {
            takeBack(true);
        }

        /** The password was not compared, since too many others were being compared. */
        void wasNotMade() {
            takeBack(false);
        }

        private void takeBack(boolean right) {
            synchronized (SignInLimits.this) {
                counters.forEach(counter -> counter.takeBack(right));
            }
        }
    }

    /** One of the limits that a try counts against. */
    private interface Counter {
        /** Null if the limit is not reached. */
        @Nullable
        Wait wait(Instant now);

        void count(Instant now);

        void takeBack(boolean right);
    }

    private record Failures(int count, Instant last) {}

    SignInLimits(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(salt);
        failures = remembered();
        networks = remembered();
        all = bucket(IN_ALL, IN_ALL_EACH_MINUTE);
    }

    /** A try from an unknown browser. It counts before the password is compared, so that concurrent tries cannot all pass as the first. */
    Turn stranger(String name, String password, String network) {
        return turn(List.of(
                new Key(key("name", name), FREE, Why.NAME, true),
                // With only half of the bits, nobody can find the password by its key.
                new Key(key("password", password) | 0xffff_ffffL, FREE_FOR_A_PASSWORD, Why.OTHERS, false),
                new Pail(
                        networks.get(key("network", network), _ -> bucket(FROM_A_NETWORK, FROM_A_NETWORK_EACH_MINUTE)),
                        Why.NETWORK),
                new Pail(all, Why.OTHERS)));
    }

    /** A try from a browser in which this person has signed in before, or from their session. */
    Turn vouchedFor(String name, String by) {
        return turn(List.of(new Key(key("vouched for by " + by, name), FREE, Why.NAME, true)));
    }

    /**
     * A code of a second factor. Whoever tries one has the right password, so a stolen one must not keep its owner out: tries from a known
     * browser or a session are counted by themselves.
     *
     * @param by what vouches for whoever tries; empty for nothing
     */
    Turn code(String person, String by) {
        return turn(List.of(new Key(key("code vouched for by " + by, person), FREE, Why.CODE, true)));
    }

    /** A passkey, which nobody guesses; but to look at what is sent takes time. */
    Turn passkey(String network) {
        return turn(List.of(
                new Pail(
                        networks.get(key("network", network), _ -> bucket(FROM_A_NETWORK, FROM_A_NETWORK_EACH_MINUTE)),
                        Why.NETWORK),
                new Pail(all, Why.OTHERS)));
    }

    /** Somebody asks for a letter to whoever has this name, who is not to be flooded with them. */
    Turn letter(String name, String network) {
        return turn(List.of(
                new Key(key("letter", name), FREE_LETTERS, Why.NAME, false),
                new Pail(
                        networks.get(key("network", network), _ -> bucket(FROM_A_NETWORK, FROM_A_NETWORK_EACH_MINUTE)),
                        Why.NETWORK),
                new Pail(all, Why.OTHERS)));
    }

    /** Resets the limit of this name. */
    void forget(String name) {
        failures.invalidate(key("name", name));
    }

    /** How many counters there are, for tests. */
    long remembers() {
        failures.cleanUp();
        networks.cleanUp();
        return failures.estimatedSize() + networks.estimatedSize();
    }

    private synchronized Turn turn(List<Counter> counters) {
        var now = Instant.ofEpochSecond(0, nanos());
        for (var counter : counters) {
            var wait = counter.wait(now);
            if (wait != null) {
                return wait;
            }
        }
        counters.forEach(counter -> counter.count(now));
        return new Try(counters);
    }

    /** Counts wrong tries in a row. The right password resets the counter of a name; it only takes one off the counter of a password. */
    private final class Key implements Counter {
        private final long key;
        private final int free;
        private final Why why;
        private final boolean forgets;

        private Key(long key, int free, Why why, boolean forgets) {
            this.key = key;
            this.free = free;
            this.why = why;
            this.forgets = forgets;
        }

        @Override
        public @Nullable Wait wait(Instant now) {
            var before = failures.getIfPresent(key);
            if (before == null || before.count() < free) {
                return null;
            }
            var wait = FIRST_WAIT.multipliedBy(1L << Math.min(before.count() - free, 10));
            var over = before.last().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            return now.isBefore(over) ? new Wait(why, Duration.between(now, over)) : null;
        }

        @Override
        public void count(Instant now) {
            var before = failures.getIfPresent(key);
            failures.put(key, new Failures(before == null ? 1 : before.count() + 1, now));
        }

        @Override
        public void takeBack(boolean right) {
            var before = failures.getIfPresent(key);
            if ((forgets && right) || before == null) {
                failures.invalidate(key);
            } else {
                failures.put(key, new Failures(before.count() - 1, before.last()));
            }
        }
    }

    /** A limit kept by a token bucket. */
    private record Pail(Bucket bucket, Why why) implements Counter {
        @Override
        public @Nullable Wait wait(Instant now) {
            var probe = bucket.estimateAbilityToConsume(1);
            return probe.canBeConsumed() ? null : new Wait(why, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }

        @Override
        public void count(Instant now) {
            bucket.tryConsume(1);
        }

        @Override
        public void takeBack(boolean right) {
            bucket.addTokens(1);
        }
    }

    private Bucket bucket(int most, int eachMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(eachMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return nanos();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                })
                .build();
    }

    private <T> Cache<Long, T> remembered() {
        // Evicts on the calling thread, so that the maximum holds at once.
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(FORGOTTEN)
                .ticker(this::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** A time that never goes back: were a clock set back by hours, everybody who has to wait would wait for so long. */
    private synchronized long nanos() {
        var instant = clock.instant();
        var now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        setBack += Math.max(0, seen - now);
        seen = now;
        return now + setBack;
    }

    /** The key of a counter: a hash with a salt that exists only in memory, so that nobody can find out what it was made of. */
    private long key(String kind, String what) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(kind.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return ByteBuffer.wrap(digest.digest(what.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
