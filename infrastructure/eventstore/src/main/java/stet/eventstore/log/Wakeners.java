package stet.eventstore.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.Registration;

/** The callbacks of all streams that wait for more of the ledger; running this calls each of them. */
public final class Wakeners implements Runnable {
    private final Set<Runnable> all = ConcurrentHashMap.newKeySet();

    Registration add(Runnable wakener) {
        // Two streams may bring equal callbacks, and the set must keep both; so each has an object of its own.
        Runnable own = new Runnable() {
            @Override
            public void run() {
                wakener.run();
            }
        };
        all.add(own);
        return () -> all.remove(own);
    }

    @Override
    public void run() {
        all.forEach(Runnable::run);
    }

    public int count() {
        return all.size();
    }
}
