package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Whether a call took effect. An error code says no; so do a sign-in's {@code "ConsoleLogin": "Failure"}, which has no error code, a
 * {@code _return} of false, a dry run, and an answer that lists nothing but failures.
 */
final class Outcome {
    private static final Set<String> FAILED = Set.of("failure", "failed", "denied");
    private static final Set<String> REFUSED_LISTS =
            Set.of("unsuccessful", "failures", "errors", "unprocesseditems", "errorset", "error");

    private Outcome() {}

    static boolean effective(EventRecord event) {
        if (event.errorCode() != null) {
            return false;
        }
        JsonNode answer = event.response();
        if (event.errorMessage() != null && answer.isEmpty()) {
            return false;
        }
        return !failed(answer, event.name()) && !failed(event.serviceEvent(), event.name()) && !onlyRefused(answer);
    }

    private static boolean failed(JsonNode answer, String call) {
        JsonNode told = answer.path(call);
        boolean saidSo = told.isTextual() && FAILED.contains(told.asText().toLowerCase(java.util.Locale.ROOT));
        JsonNode returned = answer.path("_return");
        return saidSo || returned.isBoolean() && !returned.asBoolean() || "false".equals(returned.asText());
    }

    /** {@code {unsuccessful: {item: …}}} and no list of what succeeded. */
    private static boolean onlyRefused(JsonNode answer) {
        JsonNode body = answer.size() == 1 && answer.elements().next().isObject()
                ? answer.elements().next()
                : answer;
        boolean refused = false;
        for (var field : body.properties()) {
            String name = ResourceTypes.squeeze(field.getKey());
            if (REFUSED_LISTS.contains(name)
                    && field.getValue().isContainerNode()
                    && !field.getValue().isEmpty()) {
                refused = true;
            } else if (field.getValue().isContainerNode() && !field.getValue().isEmpty()) {
                return false;
            }
        }
        return refused;
    }
}
