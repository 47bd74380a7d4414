package org.eksrunbook.eradicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.eksrunbook.action.Call;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.EventRecord;
import org.eksrunbook.trail.RawEvents;
import org.springframework.stereotype.Component;

/** The attacker's calls with what was asked and answered, as logged: what is put back depends on them. */
@Component
class Calls {

    private final RawEvents events;

    Calls(RawEvents events) {
        this.events = events;
    }

    /** The calls in time order; an event of the audit log is none of them. */
    List<Call> of(IncidentId id, Collection<String> eventIds) {
        List<Call> calls = new ArrayList<>();
        for (JsonNode raw : events.of(id, eventIds).values()) {
            EventRecord record = EventRecord.of(raw);
            if (!record.name().isEmpty()) {
                calls.add(new Call(
                        record.eventId(),
                        record.time() == null ? Instant.EPOCH : record.time(),
                        record.name(),
                        object(record.request()),
                        object(record.response())));
            }
        }
        calls.sort(Comparator.comparing(Call::time).thenComparing(Call::eventId));
        return calls;
    }

    private static JsonNode object(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }
}
