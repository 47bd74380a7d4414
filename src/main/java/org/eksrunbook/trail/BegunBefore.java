package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls by which sessions began that were alive at the compromise, each once and in the order of time. Where they are too many or too long, the latest
 * are kept, in whatever order the parts come.
 */
final class BegunBefore {

    /** A call with its answer takes some 20 kB in memory. */
    private static final int MOST = 2_000;

    /** All of them together, in characters of JSON: a single record may have millions. */
    private static final long MOST_CHARACTERS = 16_000_000;

    private record Key(Instant time, String eventId) {}

    private record Begun(Sighting event, long characters) {}

    private final TreeMap<Key, Begun> kept =
            new TreeMap<>(Comparator.comparing(Key::time).thenComparing(Key::eventId));
    private final int most;
    private final long mostCharacters;
    private long characters;
    // The latest that is not kept: what is earlier is not kept either, though it might fit.
    private @Nullable Key left;

    BegunBefore() {
        this(MOST, MOST_CHARACTERS);
    }

    BegunBefore(int most, long mostCharacters) {
        this.most = most;
        this.mostCharacters = mostCharacters;
    }

    void add(Sighting event) {
        EventRecord record = event.event();
        Instant time = event.time();
        if (record == null || time == null) {
            return;
        }
        Key key = new Key(time, event.eventId());
        if (kept.containsKey(key) || left != null && kept.comparator().compare(key, left) <= 0) {
            return;
        }
        Begun begun = new Begun(event, length(record));
        kept.put(key, begun);
        characters += begun.characters();
        while (kept.size() > most || characters > mostCharacters) {
            Map.Entry<Key, Begun> earliest = kept.pollFirstEntry();
            characters -= earliest.getValue().characters();
            left = earliest.getKey();
        }
    }

    Collection<Sighting> all() {
        return kept.values().stream().map(Begun::event).toList();
    }

    /** Whether more of them began than are kept. */
    boolean hasMore() {
        return left != null;
    }

    private static long length(EventRecord record) {
        return Stream.of(
                        record.request(),
                        record.response(),
                        record.resources(),
                        record.additional(),
                        record.serviceEvent())
                .map(JsonNode::toString)
                .mapToLong(String::length)
                .sum();
    }
}
