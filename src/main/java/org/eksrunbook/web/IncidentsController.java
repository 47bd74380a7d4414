package org.eksrunbook.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The incidents that somebody may see, and how each stands. */
@RestController
class IncidentsController {

    private final CaseAccess access;
    private final CaseViews views;

    IncidentsController(CaseAccess access, CaseViews views) {
        this.access = access;
        this.views = views;
    }

    @GetMapping("/api/incidents")
    Page<CaseView> incidents(
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Reader reader) {
        Paging paging = Paging.of(page, size);
        Page<CaseAccess.Seen> seen = Page.of(access.all(reader), paging);
        List<CaseView> items = seen.items().stream().map(views::of).toList();
        return new Page<>(items, seen.page(), seen.size(), seen.total());
    }

    @GetMapping("/api/incidents/{id}")
    CaseView incident(@PathVariable String id, Reader reader) {
        return views.of(access.seen(id, reader));
    }
}
