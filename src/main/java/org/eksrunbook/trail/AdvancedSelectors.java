package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which management events the advanced event selectors of a trail take. Each selector is a list of conditions on fields, all of which have to hold;
 * an event is recorded where one selector takes it (CloudTrail User Guide, «Filtering data events by using advanced event selectors»).
 *
 * @param excluded event sources that every selector of management events leaves out
 */
record AdvancedSelectors(boolean reads, boolean writes, Set<String> excluded) {

    static AdvancedSelectors of(JsonNode selectors) {
        boolean reads = false;
        boolean writes = false;
        Set<String> excluded = null;
        for (JsonNode selector : selectors) {
            Map<String, JsonNode> conditions = new HashMap<>();
            selector.path("fieldSelectors")
                    .forEach(field -> conditions.put(field.path("field").asText(), field));
            if (!holds(conditions.get("eventCategory"), "Management")) {
                continue;
            }
            reads |= holds(conditions.get("readOnly"), "true");
            writes |= holds(conditions.get("readOnly"), "false");
            Set<String> these = new TreeSet<>();
            JsonNode source = conditions.get("eventSource");
            if (source != null) {
                source.path("notEquals").forEach(name -> these.add(name.asText()));
                source.path("equals").forEach(name -> these.add("services other than " + name.asText()));
            }
            if (excluded == null) {
                excluded = these;
            } else {
                excluded.retainAll(these);
            }
        }
        return new AdvancedSelectors(reads, writes, excluded == null ? Set.of() : excluded);
    }

    void leaveOut(List<String> out) {
        TrailChange.management(reads, writes, excluded, out);
    }

    private static boolean holds(@Nullable JsonNode condition, String value) {
        JsonNode equal = condition == null ? null : condition.path("equals");
        if (equal == null || !equal.isArray()) {
            return true;
        }
        for (JsonNode one : equal) {
            if (one.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
