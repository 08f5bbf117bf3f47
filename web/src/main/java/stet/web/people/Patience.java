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
 * How often somebody may try to sign in. Five wrong passwords for a name are a bad morning; after that each try has to wait, longer each
 * time. Since a guesser has many names and many addresses, tries are counted by password, by network and in all as well; and since that
 * lets a guesser keep others waiting, who is vouched for is counted apart. All of it is a few numbers in memory that tell nobody which
 * names or passwords they were for: who restarts the program starts anew.
 */
@Component
final class Patience {
    private static final int FREE = 5;
    /** Other people may mistype in the same way, but not so many. */
    private static final int FREE_FOR_A_PASSWORD = 10;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    /** A newsroom may be behind one address, on a morning on which everybody mistypes. */
    private static final int FROM_A_NETWORK = 60;

    private static final int FROM_A_NETWORK_EACH_MINUTE = 6;
    private static final int IN_ALL = 300;
    private static final int IN_ALL_EACH_MINUTE = 60;

    private final Clock clock;
    private final byte[] salt = new byte[16];
    private final Cache<Long, Failures> failures;
    private final Cache<Long, Bucket> networks;
    private final Bucket all;

    /** Whether a try may be made. */
    sealed interface Turn {}

    /** It may not be made now, because of what was tried before. */
    record Wait(Why why, Duration time) implements Turn {}

    enum Why {
        NAME,
        NETWORK,
        OTHERS
    }

    /** It may be made, and counts until it is known to have been no guess. */
    final class Try implements Turn {
        private final List<Counter> counters;

        private Try(List<Counter> counters) {
            this.counters = counters;
        }

        /** The password was right. */
        void succeeded() {
            takeBack(true);
        }

        /** There was no time for it, which tells nothing of whoever tries. */
        void wasNotMade() {
            takeBack(false);
        }

        private void takeBack(boolean right) {
            synchronized (Patience.this) {
                counters.forEach(counter -> counter.takeBack(right));
            }
        }
    }

    /** Something by which tries are counted. */
    private interface Counter {
        /** Null where another may be made now. */
        @Nullable
        Wait wait(Instant now);

        void count(Instant now);

        void takeBack(boolean right);
    }

    private record Failures(int count, Instant last) {}

    Patience(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(salt);
        failures = remembered();
        networks = remembered();
        all = bucket(IN_ALL, IN_ALL_EACH_MINUTE);
    }

    /** A stranger's turn. It counts before the try is made, so that many at once do not all count as the first. */
    Turn stranger(String name, String password, String network) {
        return turn(List.of(
                new Key(key("name", name), FREE, Why.NAME, true),
                // Too few bits to find out from them which it was.
                new Key(key("password", password) | 0xffff_ffffL, FREE_FOR_A_PASSWORD, Why.OTHERS, false),
                new Pail(
                        networks.get(key("network", network), _ -> bucket(FROM_A_NETWORK, FROM_A_NETWORK_EACH_MINUTE)),
                        Why.NETWORK),
                new Pail(all, Why.OTHERS)));
    }

    /** The turn of whoever comes in a browser or a session that vouches for them. */
    Turn vouchedFor(String name, String by) {
        return turn(List.of(new Key(key("vouched for by " + by, name), FREE, Why.NAME, true)));
    }

    /** Whatever was tried, this name need not wait for it. */
    void forget(String name) {
        failures.invalidate(key("name", name));
    }

    /** How many things it remembers. */
    long remembers() {
        failures.cleanUp();
        networks.cleanUp();
        return failures.estimatedSize() + networks.estimatedSize();
    }

    private synchronized Turn turn(List<Counter> counters) {
        var now = clock.instant();
        for (var counter : counters) {
            var wait = counter.wait(now);
            if (wait != null) {
                return wait;
            }
        }
        counters.forEach(counter -> counter.count(now));
        return new Try(counters);
    }

    /** Wrong tries in a row. Those for a name are forgotten when the right password comes; one that came right is none of a password's. */
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

    /** Tries that fill up again as time goes by. */
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
        // What is too much goes where it is noticed, not in a while.
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(FORGOTTEN)
                .ticker(this::nanos)
                .executor(Runnable::run)
                .build();
    }

    private long nanos() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** What something is remembered by; with the salt, which dies with the program, nobody can look it up. */
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
