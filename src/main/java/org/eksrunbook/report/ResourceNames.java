package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Names of resources as ledger bodies give them: a text, or an object with key, type, id and ARN. */
final class ResourceNames {

    private ResourceNames() {}

    /** What tells resources apart: the ARN where there is one, else type and id. */
    static String id(JsonNode resource) {
        return all(resource).get(0);
    }

    /** Every name it can be found by, the most exact first; never empty. */
    static List<String> all(JsonNode resource) {
        if (resource.isValueNode()) {
            return List.of(resource.asText());
        }
        List<String> names = new ArrayList<>();
        add(names, Shown.line(resource, "arn"));
        add(names, Shown.line(resource, "key"));
        String id = Shown.line(resource, "id");
        add(names, Shown.line(resource, "type") + " " + id);
        add(names, id);
        return names;
    }

    private static void add(List<String> names, String name) {
        if (!name.isBlank()) {
            names.add(name);
        }
    }

    /** As it is shown: type and id. */
    static String shown(JsonNode resource) {
        if (resource.isValueNode()) {
            return Shown.line(resource);
        }
        String type = Shown.line(resource, "type");
        String id = Shown.line(resource, "id");
        String name = id.isEmpty() ? Shown.line(resource, "arn") : id;
        return type.isEmpty() ? name : type + " " + name;
    }
}
