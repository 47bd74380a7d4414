package org.eksrunbook.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.FindingOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the attacker's principals did: a page as JSON, or everything as CSV or NDJSON. */
@RestController
class FindingsController {

    private final CaseAccess access;
    private final VisibleFindings rows;
    private final ObjectMapper json;

    FindingsController(CaseAccess access, VisibleFindings rows, ObjectMapper json) {
        this.access = access;
        this.rows = rows;
        this.json = json;
    }

    @GetMapping("/api/incidents/{id}/findings")
    void findings(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String principal,
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String effective,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            Reader reader,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        CaseAccess.Seen seen = access.seen(id, reader);
        Paging paging = Paging.of(page, size);
        Answer answer = Answer.of(format, accept);
        FindingParameters chosen = new FindingParameters(category, principal, resource, effective, source, order);
        FindingFilter filter = chosen.filter();
        FindingOrder sorted = chosen.sorted(FindingOrder.TIME);
        response.setContentType(answer.mediaType());
        response.setCharacterEncoding("UTF-8");
        Writer out = response.getWriter();
        switch (answer) {
            case JSON -> json.writeValue(out, rows.page(seen, filter, sorted, paging));
            case NDJSON ->
                each(seen, filter, sorted, paging, finding -> out.write(json.writeValueAsString(finding) + "\n"));
            case CSV -> {
                FindingsCsv csv = new FindingsCsv(out, json);
                each(seen, filter, sorted, paging, csv::write);
            }
        }
    }

    private void each(CaseAccess.Seen seen, FindingFilter filter, FindingOrder sorted, Paging paging, Line line) {
        Consumer<Finding> write = finding -> {
            try {
                line.write(finding);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        };
        if (paging.named()) {
            rows.page(seen, filter, sorted, paging).items().forEach(write);
        } else {
            rows.forEach(seen, filter, sorted, write);
        }
    }

    @FunctionalInterface
    private interface Line {
        void write(Finding finding) throws IOException;
    }
}
