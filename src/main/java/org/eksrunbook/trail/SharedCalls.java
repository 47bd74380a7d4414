package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls across accounts, of which both logs have a record (CloudTrail user guide, «sharedEventID»). The other account's names the caller by his unique id
 * alone, which all sessions of one name have: the key in the caller's own record tells them apart.
 */
final class SharedCalls {

    private final Map<String, String> keys = new HashMap<>();

    void see(Sighting event) {
        String shared = event.event() == null ? null : event.event().sharedEventId();
        String key = event.key();
        if (shared != null && key != null) {
            keys.put(shared, key);
        }
    }

    /** The key that the call was signed with, by whichever record tells it. */
    @Nullable
    String key(Sighting event) {
        String own = event.key();
        String shared = event.event() == null ? null : event.event().sharedEventId();
        return own != null || shared == null ? own : keys.get(shared);
    }
}
