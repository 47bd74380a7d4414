package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;

/** Events exactly as they were logged, from the case's event parts. */
public interface RawEvents {

    /** The events by id; one that no part holds is missing from the answer. */
    Map<String, JsonNode> of(IncidentId id, Collection<String> eventIds);
}
