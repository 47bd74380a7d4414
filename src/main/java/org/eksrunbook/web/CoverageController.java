package org.eksrunbook.web;

import org.eksrunbook.trail.Coverage;
import org.eksrunbook.trail.CoverageReports;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the logs cover and what they do not: without it, «nothing found» says nothing. */
@RestController
class CoverageController {

    private final CaseAccess access;
    private final CoverageReports coverage;

    CoverageController(CaseAccess access, CoverageReports coverage) {
        this.access = access;
        this.coverage = coverage;
    }

    @GetMapping("/api/incidents/{id}/coverage")
    Coverage coverage(@PathVariable String id, Reader reader) {
        CaseAccess.Seen seen = access.seen(id, reader);
        return coverage.of(seen.incident().id())
                .map(seen::ownOf)
                .orElseThrow(() -> new NotFound("No log was read yet: the coverage stands after the first round"));
    }
}
