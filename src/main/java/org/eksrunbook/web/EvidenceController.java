package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The manifest: the ledger's lines as they are, byte by byte, so that anyone can check the chain with {@code verify}. */
@RestController
class EvidenceController {

    private final CaseAccess access;
    private final Ledger ledger;

    EvidenceController(CaseAccess access, Ledger ledger) {
        this.access = access;
        this.ledger = ledger;
    }

    @GetMapping("/api/incidents/{id}/evidence")
    void manifest(@PathVariable String id, Reader reader, HttpServletResponse response) throws IOException {
        IncidentId incident = access.whole(id, reader).id();
        response.setContentType(Answer.NDJSON.mediaType());
        response.setCharacterEncoding("UTF-8");
        Writer out = response.getWriter();
        ledger.forEachLine(incident, line -> {
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }
}
