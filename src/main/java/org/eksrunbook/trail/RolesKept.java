package org.eksrunbook.trail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Roles that something keeps from when on it was given them: what it did before that it did by another. */
final class RolesKept<K> {

    private final Map<K, NavigableMap<Instant, String>> since = new HashMap<>();

    void keep(K what, @Nullable Instant time, @Nullable String role) {
        if (role != null) {
            since.computeIfAbsent(what, first -> new TreeMap<>()).put(time == null ? Instant.MIN : time, role);
        }
    }

    /** The role that it works by; {@code null}: none that a call told. */
    @Nullable
    String at(K what, @Nullable Instant time) {
        NavigableMap<Instant, String> roles = since.get(what);
        Map.Entry<Instant, String> last =
                roles == null ? null : time == null ? roles.lastEntry() : roles.floorEntry(time);
        return last == null ? null : last.getValue();
    }
}
