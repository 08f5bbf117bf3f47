package stet.workflow;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The articles that were worked on last, as their events have made them, so that the next command need not read those again. An
 * article is some 100 kB, now and then much more; so there is a limit to their number, and where memory is short the oldest go first.
 *
 * <p>Axon puts an article here after each command, while it holds the article's lock, and takes out what was rolled back.
 */
final class ArticlesAtHand implements Cache {
    private static final int MOST = 500;

    private final Map<Object, SoftReference<Object>> articles = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, SoftReference<Object>> eldest) {
            return size() > MOST;
        }
    };

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as it is declared
    public synchronized <K, V> @Nullable V get(K key) {
        var article = articles.get(key);
        return article == null ? null : (V) article.get();
    }

    @Override
    public synchronized void put(Object key, Object value) {
        articles.put(key, new SoftReference<>(value));
    }

    @Override
    public synchronized boolean putIfAbsent(Object key, Object value) {
        if (containsKey(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    public synchronized boolean remove(Object key) {
        return articles.remove(key) != null;
    }

    @Override
    public synchronized boolean containsKey(Object key) {
        return get(key) != null;
    }

    /** Nobody listens. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }
}
