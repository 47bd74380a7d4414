package org.eksrunbook.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was made of ledgers, by the hash of the newest entry, in which all before it are: it is true as long as that one is the newest. The ones used
 * last are kept.
 */
public final class ByHead<T> {

    private static final int MOST = 200;

    private final Map<String, T> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    };

    /** Made anew where it is not known; by two at once perhaps, which is the same. */
    public T of(String head, Supplier<T> made) {
        synchronized (known) {
            T before = known.get(head);
            if (before != null) {
                return before;
            }
        }
        T now = made.get();
        synchronized (known) {
            known.put(head, now);
        }
        return now;
    }
}
