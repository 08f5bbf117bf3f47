package stet.web.operations;

import org.springframework.context.SmartLifecycle;
import stet.eventstore.Ledger;
import stet.workflow.StandingOrders;

/** Starts the ledger's followers and the schedule before the first request is taken, and stops them after the last is answered. */
public final class LedgerLifecycle implements SmartLifecycle {
    private final Ledger ledger;
    private final StandingOrders schedule;
    private volatile boolean open;

    public LedgerLifecycle(Ledger ledger, StandingOrders schedule) {
        this.ledger = ledger;
        this.schedule = schedule;
    }

    @Override
    public void start() {
        ledger.start();
        schedule.start();
        open = true;
    }

    @Override
    public void stop() {
        schedule.stop();
        ledger.close();
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** A phase well before the web server's, which starts last and stops first. */
    @Override
    public int getPhase() {
        return 0;
    }
}
