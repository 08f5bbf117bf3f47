package stet.domain.article;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A set or a map of an article for the time of one fold. It is copied when an event first changes it, and never again, so that a long
 * history is folded without copying the whole article for each event, and a single event copies only what it changes.
 */
final class CopyOnWrite<C> {
    private final UnaryOperator<C> copy;
    private final UnaryOperator<C> closed;
    private C value;
    private boolean copied;

    private CopyOnWrite(C value, UnaryOperator<C> copy, UnaryOperator<C> closed) {
        this.value = value;
        this.copy = copy;
        this.closed = closed;
    }

    static <T> CopyOnWrite<Set<T>> of(Set<T> set) {
        return new CopyOnWrite<>(set, LinkedHashSet::new, Collections::unmodifiableSet);
    }

    static <K, V> CopyOnWrite<Map<K, V>> of(Map<K, V> map) {
        return new CopyOnWrite<>(map, LinkedHashMap::new, Collections::unmodifiableMap);
    }

    C read() {
        return value;
    }

    C write() {
        if (!copied) {
            value = copy.apply(value);
            copied = true;
        }
        return value;
    }

    /** What the article keeps of it; nothing is written after that. */
    C done() {
        return closed.apply(value);
    }
}
