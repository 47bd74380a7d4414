package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.report.Report;
import org.eksrunbook.report.Reports;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The report as it stands now: the same ledger gives the same bytes. */
@RestController
class ReportController {

    private final CaseAccess access;
    private final Reports reports;

    ReportController(CaseAccess access, Reports reports) {
        this.access = access;
        this.reports = reports;
    }

    @GetMapping("/api/incidents/{id}/report.html")
    void html(@PathVariable String id, Reader reader, HttpServletResponse response) throws IOException {
        byte[] page = reports.html(report(id, reader)).getBytes(StandardCharsets.UTF_8);
        response.setHeader(PageHeaders.CONTENT_SECURITY_POLICY, Reports.contentSecurityPolicy());
        write(response, "text/html;charset=UTF-8", page);
    }

    @GetMapping("/api/incidents/{id}/report.pdf")
    void pdf(@PathVariable String id, Reader reader, HttpServletResponse response) throws IOException {
        byte[] document = reports.pdf(report(id, reader));
        // An incident's id has letters, digits, dots, dashes and underscores only: nothing to quote.
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + id + ".pdf\"");
        write(response, "application/pdf", document);
    }

    @GetMapping("/api/incidents/{id}/report.json")
    void json(@PathVariable String id, Reader reader, HttpServletResponse response) throws IOException {
        write(response, "application/json", reports.json(report(id, reader)));
    }

    private Report report(String id, Reader reader) {
        IncidentId incident = access.whole(id, reader).id();
        return reports.render(incident);
    }

    private static void write(HttpServletResponse response, String type, byte[] content) throws IOException {
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
