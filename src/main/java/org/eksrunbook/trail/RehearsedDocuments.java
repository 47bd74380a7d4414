package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Scope;

/**
 * Writes what an incident keeps as JSON and reads it back, by streams and by strings as an incident does it: Java compiles Jackson for what it has
 * seen of it, and whatever comes later in another form makes it begin anew.
 */
final class RehearsedDocuments {

    private final ObjectMapper json;
    private final Scope scope;

    RehearsedDocuments(ObjectMapper json, Scope scope) {
        this.json = json;
        this.scope = scope;
    }

    /** The files of a group, as the listing has them: a line each. */
    List<ArchiveFile> listed(List<ArchiveFile> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ArchiveFile file : files) {
            lines.append(json.writeValueAsString(file)).append('\n');
        }
        List<ArchiveFile> read = new ArrayList<>();
        for (String line : lines.toString().split("\n", -1)) {
            if (!line.isEmpty()) {
                read.add(json.readValue(line, ArchiveFile.class));
            }
        }
        return read;
    }

    /** What a group's reading told, as an artefact holds it, and the entry of the ledger that names it. */
    GroupReport told(GroupReport report) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        json.writeValue(stored, report);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("files", report.files());
        body.put("again", false);
        body.put("events", report.events());
        body.put("unreadable", report.unreadable());
        body.put("artefact", null);
        json.readTree(json.writeValueAsString(body));
        json.readValue(json.writeValueAsString(scope), Scope.class);
        return json.readValue(new ByteArrayInputStream(stored.toByteArray()), GroupReport.class);
    }

    /** The findings as a list in an artefact, then each as a row of the database. */
    List<Finding> found(List<Finding> findings, List<Principal> principals) throws IOException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (Finding finding : findings) {
            list.write(json.writeValueAsBytes(finding));
            list.write('\n');
        }
        for (Principal principal : principals) {
            json.readValue(json.writeValueAsString(principal), Principal.class);
        }
        List<Finding> rows = new ArrayList<>();
        try (MappingIterator<Finding> kept =
                json.readerFor(Finding.class).readValues(new ByteArrayInputStream(list.toByteArray()))) {
            while (kept.hasNext()) {
                byte[] row = json.writeValueAsString(kept.next()).getBytes(UTF_8);
                rows.add(json.readValue(new String(row, UTF_8), Finding.class));
            }
        }
        return rows;
    }
}
