package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** The fields of a body that somebody sends; what is wrong with them is gathered and told at once. */
final class BodyFields {

    private final JsonNode body;
    private final List<String> faults = new ArrayList<>();

    /** @param known in the order in which they are told to who sends another one */
    BodyFields(JsonNode body, Set<String> known) {
        this.body = body;
        body.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                fault(field + ": there is no such field; there are " + String.join(", ", known));
            }
        });
    }

    JsonNode value(String field) {
        return body.path(field);
    }

    /** Null where it is not given, or is no text. */
    @Nullable
    String text(String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            fault(field + ": give a text");
        }
        return value.isTextual() ? value.asText() : null;
    }

    void fault(String fault) {
        faults.add(fault);
    }

    boolean areSound() {
        return faults.isEmpty();
    }

    /** @throws InvalidInput with every fault */
    void requireSound() {
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }
}
