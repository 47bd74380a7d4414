package org.eksrunbook.web;

import org.eksrunbook.action.Plans;
import org.eksrunbook.action.Scripts;
import org.eksrunbook.incident.Incident;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The script of a plan, for the person who performs it and whoever wants to see what was performed. */
@RestController
class PlansController {

    private final CaseAccess access;
    private final Plans plans;
    private final Scripts scripts;

    PlansController(CaseAccess access, Plans plans, Scripts scripts) {
        this.access = access;
        this.plans = plans;
        this.scripts = scripts;
    }

    @GetMapping("/api/incidents/{id}/plans/{planId}/script")
    ResponseEntity<String> script(@PathVariable String id, @PathVariable String planId, Reader reader) {
        Incident incident = access.whole(id, reader);
        if (plans.find(incident.id(), planId).isEmpty()) {
            throw new NotFound("The incident has no such plan: its page lists those there are");
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .body(scripts.text(incident.id(), planId));
    }
}
