package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** What somebody sends to stop a regulatory clock; which clocks and decisions there are is not known here. */
record ClockRequest(String clock, String decision, @Nullable Instant at, String reason) {

    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("clock", "decision", "at", "reason"));
    private static final int LONGEST_REASON = 2000;

    /** @throws InvalidInput with every fault */
    static ClockRequest of(JsonNode body) {
        List<String> faults = new ArrayList<>();
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                faults.add(field + ": there is no such field; there are " + String.join(", ", FIELDS));
            }
        });
        ClockRequest request = new ClockRequest(
                text(body, "clock", faults),
                text(body, "decision", faults),
                time(text(body, "at", faults), faults),
                text(body, "reason", faults));
        if (request.reason().length() > LONGEST_REASON) {
            faults.add("reason: at most " + LONGEST_REASON + " characters");
        }
        if (request.reason()
                .chars()
                .anyMatch(letter -> letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t')) {
            faults.add("reason: has control characters");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return request;
    }

    private static String text(JsonNode body, String field, List<String> faults) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            faults.add(field + ": give a text");
        }
        return value.isTextual() ? value.asText().strip() : "";
    }

    private static @Nullable Instant time(String at, List<String> faults) {
        try {
            return at.isEmpty() ? null : Instant.parse(at);
        } catch (DateTimeException unreadable) {
            faults.add("at: a time looks like 2026-08-02T08:23:24Z");
            return null;
        }
    }
}
