package org.eksrunbook.eradicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eksrunbook.action.Call;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.EventRecord;
import org.eksrunbook.trail.RawEvents;
import org.springframework.stereotype.Component;

/** The attacker's calls with what was asked and answered, as logged: what is put back depends on them. */
@Component
class Calls {

    /** Events that are held in memory with all they asked and answered. */
    private static final int AT_ONCE = 1_000;

    private final RawEvents events;

    Calls(RawEvents events) {
        this.events = events;
    }

    /**
     * By name of a thing, its calls in time order; an event of the audit log is none of them. One question is asked for many things, since each reads
     * all parts.
     */
    Map<String, List<Call>> of(IncidentId id, Map<String, List<String>> eventIds) {
        Map<String, List<Call>> calls = new LinkedHashMap<>();
        Map<String, List<String>> asked = new LinkedHashMap<>();
        int waiting = 0;
        for (Map.Entry<String, List<String>> one : eventIds.entrySet()) {
            asked.put(one.getKey(), one.getValue());
            waiting += one.getValue().size();
            if (waiting >= AT_ONCE) {
                calls.putAll(ask(id, asked));
                asked.clear();
                waiting = 0;
            }
        }
        calls.putAll(ask(id, asked));
        return calls;
    }

    private Map<String, List<Call>> ask(IncidentId id, Map<String, List<String>> eventIds) {
        Set<String> all = new LinkedHashSet<>();
        eventIds.values().forEach(all::addAll);
        Map<String, JsonNode> raw = events.of(id, all);
        Map<String, List<Call>> calls = new LinkedHashMap<>();
        eventIds.forEach((thing, its) -> calls.put(
                thing,
                its.stream()
                        .map(raw::get)
                        .filter(Objects::nonNull)
                        .map(EventRecord::of)
                        .filter(record -> !record.name().isEmpty())
                        .map(Calls::call)
                        .sorted(Comparator.comparing(Call::time).thenComparing(Call::eventId))
                        .toList()));
        return calls;
    }

    private static Call call(EventRecord record) {
        return new Call(
                record.eventId(),
                record.time() == null ? Instant.EPOCH : record.time(),
                record.name(),
                object(record.request()),
                object(record.response()));
    }

    private static JsonNode object(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }
}
