package org.eksrunbook.web;

import org.eksrunbook.asset.InventoryRow;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inventory: every resource that was touched, with what was decided, done and proved. */
@RestController
class ResourcesController {

    private final CaseAccess access;
    private final VisibleResources resources;

    ResourcesController(CaseAccess access, VisibleResources resources) {
        this.access = access;
        this.resources = resources;
    }

    @GetMapping("/api/incidents/{id}/resources")
    Page<InventoryRow> resources(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Reader reader) {
        CaseAccess.Seen seen = access.seen(id, reader);
        Paging paging = Paging.of(page, size);
        return resources.page(seen, VisibleResources.filter(change, type, application), paging);
    }
}
