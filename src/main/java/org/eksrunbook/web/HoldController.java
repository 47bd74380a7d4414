package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stops and resumes everything that acts. Whoever may approve may stop; going on is for those who do the work. */
@RestController
class HoldController {

    private static final int LONGEST_REASON = 2000;

    private final CaseAccess access;
    private final CaseViews views;
    private final Holds holds;
    private final JsonBody body;

    HoldController(CaseAccess access, CaseViews views, Holds holds, JsonBody body) {
        this.access = access;
        this.views = views;
        this.holds = holds;
        this.body = body;
    }

    @PostMapping("/api/incidents/{id}/hold")
    CaseView hold(@PathVariable String id, InputStream content, Reader reader) throws IOException {
        IncidentId incident = access.changing(id, reader, "Holding an incident", "responders", "approvers")
                .id();
        holds.set(incident, true, reader, reason(content));
        return views.of(access.seen(id, reader));
    }

    @PostMapping("/api/incidents/{id}/release")
    CaseView release(@PathVariable String id, InputStream content, Reader reader) throws IOException {
        IncidentId incident = access.changing(id, reader, "Releasing an incident", "responders")
                .id();
        holds.set(incident, false, reader, reason(content));
        return views.of(access.seen(id, reader));
    }

    /** A reason may be given; whoever has to stop something at once need not write one. */
    private String reason(InputStream content) throws IOException {
        PushbackInputStream input = new PushbackInputStream(content);
        int first = input.read();
        if (first < 0) {
            return "";
        }
        input.unread(first);
        JsonNode given = body.object(input);
        given.fieldNames().forEachRemaining(field -> {
            if (!field.equals("reason")) {
                throw new InvalidInput("There is one field: reason");
            }
        });
        JsonNode reason = given.path("reason");
        if (!reason.isMissingNode() && !reason.isTextual()) {
            throw new InvalidInput("reason: give a text");
        }
        if (reason.asText().length() > LONGEST_REASON) {
            throw new InvalidInput("reason: at most " + LONGEST_REASON + " characters");
        }
        if (reason.asText()
                .chars()
                .anyMatch(letter -> letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t')) {
            throw new InvalidInput("reason: has control characters");
        }
        return reason.asText().strip();
    }
}
