package stet.web.wiring;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.domain.newsroom.Newsroom;
import stet.eventstore.Ledger;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.RebuildRefused;

/**
 * After an upgrade that makes something else of the same events, has the desk made again beside the one that serves, and lets it serve:
 * that the two differ is what the upgrade was for.
 */
@Component
class DeskUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(DeskUpgrade.class);
    private static final String DESK = "desk";
    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final Ledger ledger;
    private final Desk desk;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread looking;

    DeskUpgrade(Ledger ledger, Desk desk) {
        this.ledger = ledger;
        this.desk = desk;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (desk.foldedBefore()) {
            LOG.info("An earlier version made what the desk shows; it is made again, and shown when it is done");
            try {
                ledger.rebuild(DESK, Newsroom.STET.value());
            } catch (RebuildRefused underWay) {
                LOG.info("The desk is being made again already");
            }
            looking = Thread.ofVirtual().name("desk-upgrade").start(this::letServe);
        }
    }

    /**
     * Waits until the last look is over, for after it the ledger is closed. The thread is not interrupted: that would close H2's file under
     * every other one that writes.
     */
    @PreDestroy
    void end() throws InterruptedException {
        ended.countDown();
        if (looking != null) {
            looking.join();
        }
    }

    /** Another node may be faster; what differs is accepted once. */
    private void letServe() {
        try {
            while (ledger.rebuildOf(DESK).filter(Rebuild::open).isPresent()) {
                if (ledger.rebuildOf(DESK).orElseThrow().state() == Rebuild.State.DIFFERS) {
                    ledger.accept(DESK);
                } else if (ended.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (RebuildRefused elsewhere) {
            LOG.info("Another node saw to the desk: {}", elsewhere.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
