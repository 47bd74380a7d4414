package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of one event's request and answer, read when first needed and then kept while the event is judged. */
final class EventLeaves {
    private final EventRecord event;
    private @Nullable List<Leaf> request;
    private @Nullable List<Leaf> response;
    private @Nullable Set<String> refused;

    EventLeaves(EventRecord event) {
        this.event = event;
    }

    EventRecord event() {
        return event;
    }

    List<Leaf> request() {
        List<Leaf> known = request;
        return known != null ? known : (request = read(event.request()));
    }

    /** What the answer tells of that which was done; what it lists as refused was not. */
    List<Leaf> response() {
        List<Leaf> known = response;
        return known != null
                ? known
                : (response = read(event.response()).stream()
                        .filter(leaf -> !leaf.isInside(Outcome.REFUSED))
                        .toList());
    }

    /** The values of the answer's lists of what was refused. */
    Set<String> refused() {
        Set<String> known = refused;
        return known != null
                ? known
                : (refused = read(event.response()).stream()
                        .filter(leaf -> leaf.isInside(Outcome.REFUSED))
                        .map(Leaf::value)
                        .collect(Collectors.toSet()));
    }

    List<Leaf> additional() {
        return read(event.additional());
    }

    List<Leaf> serviceEvent() {
        return read(event.serviceEvent());
    }

    private List<Leaf> read(JsonNode node) {
        return node.isEmpty() ? List.of() : Withheld.without(Leaf.all(node), event);
    }
}
