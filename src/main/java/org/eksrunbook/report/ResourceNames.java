package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eksrunbook.asset.ResourceRef;

/** Names of resources as ledger bodies give them: a text, or an object with key, type, id and ARN. */
final class ResourceNames {

    private ResourceNames() {}

    /** Names that one thing alone goes by: ARN and keys. A text is taken for one; people's words are recorded by key. */
    static Set<String> own(JsonNode resource) {
        if (resource.isValueNode()) {
            return Set.of(resource.asText());
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(Shown.line(resource, "arn"));
        names.add(Shown.line(resource, "key"));
        names.addAll(ref(resource).allKeys());
        names.remove("");
        return names;
    }

    /** Type and id, which things of several accounts and regions may share; the bare id only where no type is known: attackers choose names. */
    static String common(JsonNode resource) {
        if (resource.isValueNode()) {
            return resource.asText();
        }
        return (Shown.line(resource, "type") + " " + Shown.line(resource, "id")).strip();
    }

    static Place place(JsonNode resource) {
        return new Place(Shown.line(resource, "accountId"), Shown.line(resource, "region"));
    }

    private static ResourceRef ref(JsonNode resource) {
        String arn = Shown.line(resource, "arn");
        return new ResourceRef(
                Shown.line(resource, "type"),
                Shown.line(resource, "id"),
                arn.isEmpty() ? null : arn,
                Shown.line(resource, "accountId"),
                Shown.line(resource, "region"));
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
