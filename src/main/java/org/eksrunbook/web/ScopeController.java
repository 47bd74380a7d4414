package org.eksrunbook.web;

import java.io.IOException;
import java.io.InputStream;
import org.eksrunbook.incident.IncidentId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Widens or narrows the scope; another round follows. */
@RestController
class ScopeController {

    private final CaseAccess access;
    private final CaseViews views;
    private final ChangedScope changes;
    private final JsonBody body;

    ScopeController(CaseAccess access, CaseViews views, ChangedScope changes, JsonBody body) {
        this.access = access;
        this.views = views;
        this.changes = changes;
        this.body = body;
    }

    @PostMapping("/api/incidents/{id}/scope")
    CaseView change(@PathVariable String id, InputStream content, Reader reader) throws IOException {
        IncidentId incident =
                access.changing(id, reader, "Changing the scope", "responders").id();
        changes.apply(incident, ScopeRequest.of(body.object(content)), reader);
        return views.of(access.seen(id, reader));
    }
}
