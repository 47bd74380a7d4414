package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.trail.FindingOrder;
import org.eksrunbook.trail.Principals;
import org.eksrunbook.trail.Reads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of one incident. Plain pages without a script: they work on a telephone at 3 a.m. */
@RestController
@RequestMapping("/incidents/{id}")
class CasePages {

    private static final String ROWS = "100";
    private static final int READS = 50;

    private final CaseAccess access;
    private final CaseViews views;
    private final VisibleFindings findings;
    private final Reads reads;
    private final VisibleResources resources;
    private final Principals principals;
    private final TimelineRows timeline;
    private final Ledger ledger;
    private final Pages pages;

    CasePages(
            CaseAccess access,
            CaseViews views,
            VisibleFindings findings,
            Reads reads,
            VisibleResources resources,
            Principals principals,
            TimelineRows timeline,
            Ledger ledger,
            Pages pages) {
        this.access = access;
        this.views = views;
        this.findings = findings;
        this.reads = reads;
        this.resources = resources;
        this.principals = principals;
        this.timeline = timeline;
        this.ledger = ledger;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> overview(@PathVariable String id, Reader reader, HttpServletRequest request) {
        CaseAccess.Seen seen = access.seen(id, reader);
        List<PlanLine> plans =
                seen.own() == null ? PlanLine.of(ledger.entries(seen.incident().id())) : List.of();
        CaseView one = views.of(seen);
        return pages.page(
                "overview",
                request,
                reader,
                seen.own() == null,
                Map.of(
                        "one",
                        one,
                        "plans",
                        plans,
                        "left",
                        ReadingTime.words(one.progress().secondsLeft())));
    }

    @GetMapping("/findings")
    ResponseEntity<String> findings(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String principal,
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String effective,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String page,
            Reader reader,
            HttpServletRequest request) {
        CaseAccess.Seen seen = access.seen(id, reader);
        FindingParameters chosen = new FindingParameters(category, principal, resource, effective, source, order);
        FindingOrder sorted = chosen.sorted(FindingOrder.WEIGHT);
        return page(
                "findings",
                request,
                reader,
                seen,
                Map.of(
                        "findings",
                        findings.page(seen, chosen.filter(), sorted, Paging.of(page, ROWS)),
                        "chosen",
                        chosen,
                        "sorted",
                        sorted,
                        "reads",
                        seen.own() == null ? reads.of(seen.incident().id(), READS) : List.of(),
                        "readsInAll",
                        seen.own() == null ? reads.count(seen.incident().id()) : 0L,
                        "query",
                        chosen.query()));
    }

    @GetMapping("/resources")
    ResponseEntity<String> resources(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String page,
            Reader reader,
            HttpServletRequest request) {
        CaseAccess.Seen seen = access.seen(id, reader);
        Page<InventoryRow> rows =
                resources.page(seen, VisibleResources.filter(null, null, null), Paging.of(page, ROWS));
        return page("resources", request, reader, seen, Map.of("resources", rows));
    }

    @GetMapping("/principals")
    ResponseEntity<String> principals(@PathVariable String id, Reader reader, HttpServletRequest request) {
        access.whole(id, reader);
        CaseAccess.Seen seen = access.seen(id, reader);
        return page(
                "principals",
                request,
                reader,
                seen,
                Map.of("principals", principals.all(seen.incident().id())));
    }

    @GetMapping("/timeline")
    ResponseEntity<String> timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String page,
            Reader reader,
            HttpServletRequest request) {
        access.whole(id, reader);
        CaseAccess.Seen seen = access.seen(id, reader);
        return page(
                "timeline",
                request,
                reader,
                seen,
                Map.of("timeline", timeline.page(seen.incident().id(), Paging.of(page, ROWS))));
    }

    private ResponseEntity<String> page(
            String template,
            HttpServletRequest request,
            Reader reader,
            CaseAccess.Seen seen,
            Map<String, Object> values) {
        Map<String, Object> all = new java.util.LinkedHashMap<>(values);
        all.put("one", views.of(seen));
        return pages.page(template, request, reader, seen.own() == null, all);
    }
}
