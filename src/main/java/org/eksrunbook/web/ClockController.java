package org.eksrunbook.web;

import java.io.IOException;
import java.io.InputStream;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.people.Clocks;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Records that a regulator was told, or that nobody is to be: when it happens, not only in the review. A closed incident's clocks
 * go on, a final report falls due a month later.
 */
@RestController
class ClockController {

    private final CaseAccess access;
    private final CaseViews views;
    private final Clocks clocks;
    private final JsonBody body;

    ClockController(CaseAccess access, CaseViews views, Clocks clocks, JsonBody body) {
        this.access = access;
        this.views = views;
        this.clocks = clocks;
        this.body = body;
    }

    @PostMapping("/api/incidents/{id}/clocks")
    CaseView decide(@PathVariable String id, InputStream content, Reader reader) throws IOException {
        IncidentId incident = access.changing(id, reader, "Deciding on a regulatory clock", "responders")
                .id();
        ClockRequest asked = ClockRequest.of(body.object(content));
        clocks.decide(incident, Actor.user(reader.name()), asked.clock(), asked.decision(), asked.at(), asked.reason());
        return views.of(access.seen(id, reader));
    }
}
