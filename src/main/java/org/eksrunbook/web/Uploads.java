package org.eksrunbook.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.trail.SuppliedLogs;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes logs that a responder brings from another tool. */
@Component
class Uploads {

    private final CaseAccess access;
    private final SuppliedLogs logs;

    Uploads(CaseAccess access, SuppliedLogs logs) {
        this.access = access;
        this.logs = logs;
    }

    /** @param total files that were brought so far */
    record Accepted(int files, long bytes, int total) {}

    /** Takes every file of the form, whatever its part is called. */
    Accepted take(String id, Reader reader, MultipartHttpServletRequest request) throws IOException {
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
        for (MultipartFile file : files) {
            if (file.isEmpty()) {
                throw new InvalidInput("There is a file in the form that is empty: nothing was taken");
            }
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
