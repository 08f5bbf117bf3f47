package stet.web.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How often a name may be tried. Five wrong passwords are a bad morning; after that each try has to wait, longer each time. It is
 * counted by name and not by address, because a guesser has many addresses. It is kept in memory: who restarts the program starts anew.
 */
@Component
final class Patience {
    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    /** Each name costs a guesser a slow hash, so pushing one out of memory costs more than waiting does. */
    private static final int NAMES = 10_000;

    private final Clock clock;
    private final LinkedHashMap<String, Failures> byName = new LinkedHashMap<>();

    private record Failures(int count, Instant last) {
        Instant over() {
            if (count < FREE) {
                return last;
            }
            var wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE, 10));
            return last.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
    }

    Patience(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a try before it is made, so that many at once do not all count as the first. Returns how long to wait, where it may not be
     * made now.
     */
    synchronized Optional<Duration> tryNow(String name) {
        var now = clock.instant();
        var failures = byName.get(name);
        if (failures != null && failures.last().plus(FORGOTTEN).isBefore(now)) {
            failures = null;
        }
        if (failures != null && now.isBefore(failures.over())) {
            return Optional.of(Duration.between(now, failures.over()));
        }
        byName.putLast(name, new Failures(failures == null ? 1 : failures.count() + 1, now));
        if (byName.size() > NAMES) {
            byName.pollFirstEntry();
        }
        return Optional.empty();
    }

    synchronized void forget(String name) {
        byName.remove(name);
    }
}
