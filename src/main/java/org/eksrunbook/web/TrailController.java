package org.eksrunbook.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.trail.SuppliedLogs;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes logs exported from another tool: they become an archive folder of the case. */
@RestController
class TrailController {

    private final CaseAccess access;
    private final SuppliedLogs logs;

    TrailController(CaseAccess access, SuppliedLogs logs) {
        this.access = access;
        this.logs = logs;
    }

    record Accepted(int files, long bytes, int total) {}

    @PostMapping(path = "/api/incidents/{id}/trail", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Accepted upload(@PathVariable String id, Reader reader, MultipartHttpServletRequest request) throws IOException {
        Incident incident = access.changing(id, reader, "Supplying logs", "responders");
        if (!incident.open()) {
            throw new Conflict("Incident " + incident.id() + " is closed: nothing is added to it");
        }
        List<MultipartFile> files = request.getMultiFileMap().values().stream()
                .flatMap(List::stream)
                .toList();
        if (files.isEmpty()) {
            throw new InvalidInput("There is no file in the form: send at least one part with a file name");
        }
        long bytes = 0;
        for (MultipartFile file : files) {
            try (InputStream content = file.getInputStream()) {
                logs.accept(incident.id(), name(file), content, reader.name());
            }
            bytes += file.getSize();
        }
        return new Accepted(files.size(), bytes, logs.count(incident.id()));
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null || name.isEmpty() ? "logs" : name;
    }
}
