package org.eksrunbook.web;

import java.util.List;
import org.eksrunbook.incident.Forbidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server could read and write if an incident began now. To be looked at before one does. */
@RestController
class ReadinessController {

    private final Readiness readiness;

    ReadinessController(Readiness readiness) {
        this.readiness = readiness;
    }

    record State(boolean ready, List<Readiness.Check> checks) {}

    @GetMapping("/api/readiness")
    State readiness(Reader reader) {
        if (!reader.readsAll()) {
            throw new Forbidden("Readiness is for responders, approvers, managers, forensics and camunda-admin");
        }
        List<Readiness.Check> checks = readiness.checks();
        boolean ready = checks.stream().noneMatch(check -> check.required() && !check.ready());
        return new State(ready, checks);
    }
}
