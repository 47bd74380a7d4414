package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;

/**
 * Tokens by which AWS tells that a call that makes something was sent twice. Whoever sends one that was used before gets what it made then, and
 * takes it for new: what was recorded of a thing is shown without them, and a step has one of its own, the same at each try.
 */
final class OnceToken {

    /** Members of the services' models that are marked as such, or described as such, and are part of what they describe. */
    private static final Set<String> NAMES = Set.of(
            "clienttoken",
            "clientrequesttoken",
            "clientrequestid",
            "idempotencytoken",
            "creationtoken",
            "creatorrequestid",
            "callerreference");

    private OnceToken() {}

    /** The same for the same step of an incident, whenever it is planned. */
    static String of(IncidentId incident, ActionKind kind, ResourceRef resource, String of) {
        String step = String.join("\n", incident.key(), kind.name(), resource.key(), of);
        return UUID.nameUUIDFromBytes(step.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A copy of what was recorded, without anybody's tokens. */
    static JsonNode without(JsonNode recorded) {
        JsonNode copy = recorded.deepCopy();
        List<JsonNode> open = new ArrayList<>(List.of(copy));
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            if (node instanceof ObjectNode object) {
                object.properties()
                        .removeIf(member -> NAMES.contains(member.getKey().toLowerCase(Locale.ROOT)));
            }
            node.forEach(open::add);
        }
        return copy;
    }
}
