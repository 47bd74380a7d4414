package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
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
        BodyFields fields = new BodyFields(body, FIELDS);
        ClockRequest request =
                new ClockRequest(text(fields, "clock"), text(fields, "decision"), time(fields), text(fields, "reason"));
        if (request.reason().length() > LONGEST_REASON) {
            fields.fault("reason: at most " + LONGEST_REASON + " characters");
        }
        if (request.reason()
                .chars()
                .anyMatch(letter -> letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t')) {
            fields.fault("reason: has control characters");
        }
        fields.requireSound();
        return request;
    }

    private static String text(BodyFields fields, String field) {
        String text = fields.text(field);
        return text == null ? "" : text.strip();
    }

    private static @Nullable Instant time(BodyFields fields) {
        String at = text(fields, "at");
        try {
            return at.isEmpty() ? null : Instant.parse(at);
        } catch (DateTimeException unreadable) {
            fields.fault("at: a time looks like 2026-08-02T08:23:24Z");
            return null;
        }
    }
}
