package stet.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * One turn of one contestant: so many writers, each with articles of its own, from the first command to the publication. None stops in
 * the middle of an article, so every turn has the same mix of commands.
 *
 * @param commands done
 * @param rate commands per second: the sum of what each writer did per second of its own time
 * @param nanos how long each command took, the shortest first
 */
record Heat(int commands, double rate, List<Long> nanos) {

    /** @param seconds after which nobody begins another article */
    static Heat run(Contestant contestant, int writers, double seconds, List<List<Story.Step>> stories) {
        Queue<List<Story.Step>> left = new ArrayDeque<>(stories);
        var start = System.nanoTime();
        var end = start + (long) (seconds * 1e9);
        Callable<Written> work = () -> {
            var took = new ArrayList<Long>();
            var began = System.nanoTime();
            do {
                List<Story.Step> story;
                synchronized (left) {
                    story = left.poll();
                }
                if (story == null) {
                    break;
                }
                write(contestant, story, took);
            } while (System.nanoTime() < end);
            return new Written(took, took.size() / ((System.nanoTime() - began) / 1e9));
        };
        try (var pool = Executors.newFixedThreadPool(writers)) {
            var rate = 0.0;
            var nanos = new ArrayList<Long>();
            for (var written : pool.invokeAll(Collections.nCopies(writers, work))) {
                rate += written.get().rate();
                nanos.addAll(written.get().nanos());
            }
            Collections.sort(nanos);
            return new Heat(nanos.size(), rate, nanos);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Written(List<Long> nanos, double rate) {}

    private static void write(Contestant contestant, List<Story.Step> story, List<Long> took) {
        for (var step : story) {
            var before = System.nanoTime();
            contestant.send(step.command(), step.act());
            took.add(System.nanoTime() - before);
        }
    }

    /** In milliseconds: so many of a hundred commands took no longer. */
    double percentile(double of100) {
        return percentile(nanos, of100);
    }

    static double percentile(List<Long> sorted, double of100) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * of100 / 100.0))) / 1e6;
    }
}
