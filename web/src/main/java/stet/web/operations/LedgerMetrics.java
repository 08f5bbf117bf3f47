package stet.web.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import stet.eventstore.Ledger;
import stet.eventstore.Status;

/** How many events there are of each name, and how each follower of the ledger is doing. */
@Component
final class LedgerMetrics implements MeterBinder {
    private static final long A_SECOND = Duration.ofSeconds(1).toNanos();

    private final Ledger ledger;
    private Map<String, Status> status = Map.of();
    private long asked;

    /** @param registered by then the followers have names */
    LedgerMetrics(Ledger ledger, LedgerLifecycle registered) {
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        ledger.each(name -> meters.counter("stet.events", "event", name).increment());
        for (var follower : ledger.status().keySet()) {
            Gauge.builder("stet.reader.lag", () -> lag(follower))
                    .description("For how long the follower has had something to read")
                    .baseUnit("seconds")
                    .tag("reader", follower)
                    .register(meters);
            gauge(meters, follower, "stet.reader.behind", "Places in the ledger still to read", Status::behind);
            gauge(meters, follower, "stet.reader.position", "The place of the last event read", Status::position);
            gauge(
                    meters,
                    follower,
                    "stet.reader.failing",
                    "1 while it cannot get past an event",
                    it -> it.failing() ? 1 : 0);
            gauge(
                    meters,
                    follower,
                    "stet.reader.rebuilt",
                    "The place that its rebuild has come to; NaN while there is none",
                    it -> it.rebuild() == null ? Double.NaN : it.rebuild().done());
        }
    }

    private void gauge(
            MeterRegistry meters, String follower, String name, String description, ToDoubleFunction<Status> value) {
        Gauge.builder(name, () -> {
                    var now = now().get(follower);
                    // NaN if the follower runs on another node, which reports it.
                    return now == null || !ledger.behindFor().containsKey(follower)
                            ? Double.NaN
                            : value.applyAsDouble(now);
                })
                .description(description)
                .tag("reader", follower)
                .register(meters);
    }

    private double lag(String follower) {
        var behind = ledger.behindFor().get(follower);
        return behind == null ? Double.NaN : behind.toNanos() / 1e9;
    }

    /** All gauges of one scrape ask the database once. */
    private synchronized Map<String, Status> now() {
        var now = System.nanoTime();
        if (status.isEmpty() || now - asked > A_SECOND) {
            asked = now;
            try {
                status = ledger.status();
            } catch (DataAccessException gone) {
                status = Map.of();
            }
        }
        return status;
    }
}
