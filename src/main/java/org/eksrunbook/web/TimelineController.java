package org.eksrunbook.web;

import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.report.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All events, decisions and actions in the order of time. */
@RestController
class TimelineController {

    private final CaseAccess access;
    private final TimelineRows rows;

    TimelineController(CaseAccess access, TimelineRows rows) {
        this.access = access;
        this.rows = rows;
    }

    @GetMapping("/api/incidents/{id}/timeline")
    Page<Moment> timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Reader reader) {
        IncidentId incident = access.whole(id, reader).id();
        return rows.page(incident, Paging.of(page, size));
    }
}
