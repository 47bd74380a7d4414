package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;

/** Names of resources as ledger bodies give them: a text, or an object with type, id and ARN. */
final class ResourceNames {

    private ResourceNames() {}

    /** What tells resources apart: the ARN where there is one, else type and id. */
    static String id(JsonNode resource) {
        if (resource.isValueNode()) {
            return resource.asText();
        }
        String arn = resource.path("arn").asText("");
        return arn.isEmpty() || arn.equals("null")
                ? resource.path("type").asText() + " " + resource.path("id").asText()
                : arn;
    }

    /** As it is shown. */
    static String shown(JsonNode resource) {
        if (resource.isValueNode()) {
            return resource.asText();
        }
        String type = resource.path("type").asText("");
        String name = resource.path("id").asText(resource.path("arn").asText(""));
        return type.isEmpty() ? name : type + " " + name;
    }
}
