package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.trail.CoverageReports;
import org.eksrunbook.trail.ReadyQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** What the logs cover, and the way to bring more: ready queries for other tools, and the upload of their answers. */
@RestController
@RequestMapping("/incidents/{id}/logs")
class LogsPage {

    private final CaseAccess access;
    private final CaseViews views;
    private final CoverageReports coverage;
    private final ReadyQueries queries;
    private final Uploads uploads;
    private final Pages pages;

    LogsPage(
            CaseAccess access,
            CaseViews views,
            CoverageReports coverage,
            ReadyQueries queries,
            Uploads uploads,
            Pages pages) {
        this.access = access;
        this.views = views;
        this.coverage = coverage;
        this.queries = queries;
        this.uploads = uploads;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> logs(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String taken,
            Reader reader,
            HttpServletRequest request) {
        CaseAccess.Seen seen = access.seen(id, reader);
        Map<String, Object> values = new HashMap<>();
        values.put("one", views.of(seen));
        values.put(
                "coverage", coverage.of(seen.incident().id()).map(seen::ownOf).orElse(null));
        values.put("queries", seen.own() == null ? queries.of(seen.incident()) : List.of());
        values.put("taken", taken != null && taken.matches("\\d{1,6}") ? files(taken) : "");
        values.put("mayUpload", reader.is("responders") && seen.incident().open());
        return pages.page("logs", request, reader, seen.own() == null, values);
    }

    @PostMapping
    ResponseEntity<String> take(@PathVariable String id, Reader reader, MultipartHttpServletRequest request)
            throws IOException {
        Uploads.Accepted accepted = uploads.take(id, reader, request);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(request.getRequestURI() + "?taken=" + accepted.files()))
                .build();
    }

    private static String files(String count) {
        return count.equals("1") ? "1 file was" : count + " files were";
    }
}
