package stet.domain.content;

import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What long searches have found lately. The same two texts are compared when a save is decided, when read models follow it, and whenever
 * somebody looks at what it changed; of texts that were written anew from one end to the other, each time takes longer than all the rest.
 */
final class Searched {
    static final Searched LATELY = new Searched(4_000_000);

    /** Fewer tokens are compared before it is known whether they were compared before. */
    private static final int SHORT = 2_000;

    /** Whoever has looked at fewer places may look again. */
    private static final long CHEAP = 200_000;

    private final int room;
    private final Map<IntBuffer, int[]> found = new LinkedHashMap<>(16, 0.75f, true);
    private int taken;

    /** @param room how many numbers are kept, four bytes each */
    Searched(int room) {
        this.room = room;
    }

    /** What this search finds, from when it was searched, or searched now. Nobody changes it. */
    int[] or(Matching.Search search) {
        if (search.size() < SHORT) {
            return search.search();
        }
        var asked = IntBuffer.wrap(search.asked());
        synchronized (this) {
            var known = found.get(asked);
            if (known != null) {
                return known;
            }
        }
        var now = search.search();
        if (search.cost() > CHEAP) {
            keep(asked, now);
        }
        return now;
    }

    private synchronized void keep(IntBuffer asked, int[] now) {
        if (found.put(asked, now) == null) {
            taken += size(asked, now);
        }
        var eldest = found.entrySet().iterator();
        while (taken > room && eldest.hasNext()) {
            var gone = eldest.next();
            taken -= size(gone.getKey(), gone.getValue());
            eldest.remove();
        }
    }

    private static int size(IntBuffer asked, int[] now) {
        return asked.remaining() + now.length;
    }

    synchronized int taken() {
        return taken;
    }
}
