package stet.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a follower has written last, so that it need not read it back for the next event. What was not used for the longest goes first. */
public final class Recent<K, V> {
    /** Enough for the stories a newsroom works on in one day; each is some tens of kilobytes. */
    private static final int MOST = 256;

    private final Map<K, V> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    };

    public synchronized @Nullable V get(K key) {
        return kept.get(key);
    }

    public synchronized void put(K key, V written) {
        kept.put(key, written);
    }
}
