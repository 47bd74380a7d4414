package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls across accounts, of which both logs have a record (CloudTrail user guide, «sharedEventID»). The other account's names the caller by his unique id
 * alone, which all sessions of one name have: the key in the caller's own record tells them apart.
 */
final class SharedCalls {

    private static final int MOST = 200_000;
    // The id is a UUID and a key's has some twenty characters: what is longer is neither.
    private static final int LONGEST = 128;

    private final Map<String, String> keys = new HashMap<>();
    private final int most;
    private boolean more;

    SharedCalls() {
        this(MOST);
    }

    SharedCalls(int most) {
        this.most = most;
    }

    void see(Sighting event) {
        String shared = event.event() == null ? null : event.event().sharedEventId();
        String key = event.key();
        if (shared == null || key == null || shared.length() > LONGEST || key.length() > LONGEST) {
            return;
        }
        if (keys.size() < most || keys.containsKey(shared)) {
            keys.put(shared, key);
        } else {
            more = true;
        }
    }

    /** The key that the call was signed with, by whichever record tells it. */
    @Nullable
    String key(Sighting event) {
        String own = event.key();
        String shared = event.event() == null ? null : event.event().sharedEventId();
        return own != null || shared == null ? own : keys.get(shared);
    }

    /** That there were more of them than are kept. */
    Optional<String> told() {
        return more
                ? Optional.of(
                        "More calls across accounts were logged than the " + most
                                + " whose keys are kept: of two sessions of one name in another account, one may have been taken for the other.")
                : Optional.empty();
    }
}
