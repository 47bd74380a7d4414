package org.eksrunbook.web;

import java.util.List;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.trail.Permissions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server could read and write if an incident began now. To be looked at before one does. */
@RestController
class ReadinessController {

    private final Readiness readiness;
    private final ObjectProvider<Permissions> permissions;

    ReadinessController(Readiness readiness, ObjectProvider<Permissions> permissions) {
        this.readiness = readiness;
        this.permissions = permissions;
    }

    /** @param permissions each as it was found when something last tried it */
    record State(boolean ready, List<Readiness.Check> checks, List<Permissions.Permission> permissions) {}

    @GetMapping("/api/readiness")
    State readiness(Reader reader) {
        if (!reader.readsAll()) {
            throw new Forbidden("Readiness is for responders, approvers, managers, forensics and camunda-admin");
        }
        List<Readiness.Check> checks = readiness.checks();
        return new State(
                Readiness.ready(checks),
                checks,
                permissions.orderedStream().flatMap(all -> all.all().stream()).toList());
    }
}
