package stet.web.operations;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import stet.history.History;

/**
 * Rebuilds a read model after an upgrade whose code makes other rows of the same events, beside the one that serves, and cuts over to it
 * although the two differ: that is what the upgrade is for.
 */
@Component
class Upgrade {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);
    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final Ledger ledger;
    private final Desk desk;
    private final History history;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Thread> looking = new ArrayList<>();

    Upgrade(Ledger ledger, Desk desk, History history) {
        this.ledger = ledger;
        this.desk = desk;
        this.history = history;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (desk.foldedBefore()) {
            makeAgain("desk");
        }
        if (history.keptLessBefore()) {
            makeAgain("history");
        }
    }

    private void makeAgain(String readModel) {
        LOG.info("An earlier version made what the {} shows; it is made again, and shown when it is done", readModel);
        try {
            ledger.rebuild(readModel, Newsroom.STET.value());
        } catch (RebuildRefused underWay) {
            LOG.info("The {} is being made again already", readModel);
        }
        looking.add(Thread.ofVirtual().name(readModel + "-upgrade").start(() -> letServe(readModel)));
    }

    /**
     * Waits for the threads before the ledger is closed. They are not interrupted, since an interrupt would close H2's file channel for
     * every other thread as well.
     */
    @PreDestroy
    void end() throws InterruptedException {
        ended.countDown();
        for (var thread : looking) {
            thread.join();
        }
    }

    /** Accepts the rebuilt tables once they are found to differ; another node may have done so before. */
    private void letServe(String readModel) {
        try {
            while (ledger.rebuildOf(readModel).filter(Rebuild::open).isPresent()) {
                if (ledger.rebuildOf(readModel).orElseThrow().state() == Rebuild.State.DIFFERS) {
                    ledger.accept(readModel);
                } else if (ended.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (RebuildRefused elsewhere) {
            LOG.info("Another node saw to the {}: {}", readModel, elsewhere.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
