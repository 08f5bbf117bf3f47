package stet.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Many who do the same at the same time, each on a connection of their own. */
final class Crowd {
    /** Whoever is so many seconds late goes home: nobody can be served at this pace. */
    private static final double PATIENCE = 10;

    private Crowd() {}

    /** What one of them does. */
    interface Each {
        /** @param n which of them, from 0 */
        void go(int n) throws IOException;
    }

    /** One of them's connection, opened when the work begins. */
    interface Opens {
        Line line() throws IOException;
    }

    /** @throws IOException if one of them fails; it waits for the others first */
    static void of(int howMany, Each each) throws IOException {
        try (var threads = Executors.newFixedThreadPool(howMany)) {
            var under = new ArrayList<Future<?>>();
            for (var n = 0; n < howMany; n++) {
                var number = n;
                under.add(threads.submit(() -> {
                    each.go(number);
                    return null;
                }));
            }
            for (var one : under) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** Requests in a second, from connections that ask again as soon as they are answered. */
    static double read(int connections, Opens opens, String address, double seconds) throws IOException {
        var answered = new LongAdder();
        var began = System.nanoTime();
        var until = began + (long) (seconds * 1e9);
        of(connections, _ -> {
            try (var line = opens.line()) {
                while (System.nanoTime() < until) {
                    Line.as(200, line.get(address));
                    answered.increment();
                }
            }
        });
        return answered.sum() / ((System.nanoTime() - began) / 1e9);
    }

    /**
     * The waits, in milliseconds, of people who come at a steady pace, whether or not those before them have been answered: each is timed
     * from when it was due. Fewer than were asked for, if they came to wait so long that no more were let in.
     */
    static List<Double> wait(int connections, Opens opens, String address, int perSecond, int requests)
            throws IOException {
        var waits = new ConcurrentLinkedQueue<Double>();
        var next = new AtomicInteger();
        var began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        of(connections, _ -> {
            try (var line = opens.line()) {
                for (var n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                    var due = began + TimeUnit.SECONDS.toNanos(n) / perSecond;
                    Editors.awaited(due);
                    Line.as(200, line.get(address));
                    var wait = (System.nanoTime() - due) / 1e6;
                    waits.add(wait);
                    if (wait > PATIENCE * 1e3) {
                        return;
                    }
                }
            }
        });
        return List.copyOf(waits);
    }
}
