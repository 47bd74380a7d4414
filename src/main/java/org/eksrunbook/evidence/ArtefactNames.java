package org.eksrunbook.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the artefacts that a ledger entry names: every value of a field {@code artefact} or {@code …Artefact}, wherever it stands. */
final class ArtefactNames {

    private ArtefactNames() {}

    static List<String> in(JsonNode body) {
        List<String> names = new ArrayList<>();
        collect(body, names);
        return names;
    }

    private static void collect(JsonNode node, List<String> names) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            boolean named = field.getKey().equals("artefact") || field.getKey().endsWith("Artefact");
            if (named
                    && field.getValue().isTextual()
                    && Artefact.isHash(field.getValue().asText())) {
                names.add(field.getValue().asText());
            }
            collect(field.getValue(), names);
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, names));
        }
    }
}
