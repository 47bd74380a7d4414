package org.eksrunbook.web;

import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.trail.Principal;
import org.eksrunbook.trail.Principals;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The principals of the attack; with {@code all=true} also those considered and left out. */
@RestController
class PrincipalsController {

    private final CaseAccess access;
    private final Principals principals;

    PrincipalsController(CaseAccess access, Principals principals) {
        this.access = access;
        this.principals = principals;
    }

    @GetMapping("/api/incidents/{id}/principals")
    Page<Principal> principals(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String all,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Reader reader) {
        IncidentId incident = access.whole(id, reader).id();
        Paging paging = Paging.of(page, size);
        List<Principal> rows = everything(all) ? principals.all(incident) : principals.included(incident);
        return Page.of(rows, paging);
    }

    private static boolean everything(@Nullable String all) {
        if (all == null || all.equals("false")) {
            return false;
        }
        if (all.isEmpty() || all.equals("true")) {
            return true;
        }
        throw new InvalidInput("all: give true or false");
    }
}
