package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.VisibleText;
import org.springframework.stereotype.Service;

/** Logs that people bring from another tool: an archive folder of the case, kept as artefacts and read in each round after that. */
@Service
public class SuppliedLogs {

    private static final String KIND = "logs.supplied";
    private static final long LARGEST = 2L << 30;

    private final Artefacts artefacts;
    private final Ledger ledger;

    SuppliedLogs(Artefacts artefacts, Ledger ledger) {
        this.artefacts = artefacts;
        this.ledger = ledger;
    }

    /**
     * Keeps one file: gzip, JSON, NDJSON, log lines or CSV; what it holds is found out when it is read. The same content twice is kept once.
     *
     * @param name as the person named it; only the last part of it is used
     * @param by the authenticated user
     * @throws InvalidInput where the file is empty or larger than 2 GB
     */
    public void accept(IncidentId id, String name, InputStream content, String by) {
        String plain = lastPart(name);
        Artefact kept = artefacts.put("application/octet-stream", out -> copy(content, out));
        if (kept.size() == 0) {
            throw new InvalidInput("file: " + plain + " is empty");
        }
        ledger.appendOnce(
                id,
                "logs-supplied-" + kept.sha256(),
                KIND,
                Actor.user(by),
                Map.of(
                        "files",
                        List.of(Map.of("name", plain, "sha256", kept.sha256(), "size", kept.size())),
                        "bytes",
                        kept.size(),
                        "by",
                        by));
    }

    /** How many files were supplied so far. */
    public int count(IncidentId id) {
        return files(id).size();
    }

    List<ArchiveFile> files(IncidentId id) {
        List<ArchiveFile> files = new ArrayList<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            entry.body()
                    .path("files")
                    .forEach(file -> files.add(ArchiveFile.supplied(
                            file.path("name").asText(),
                            file.path("size").asLong(),
                            file.path("sha256").asText())));
        }
        return files;
    }

    private static void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            total += count;
            if (total > LARGEST) {
                throw new InvalidInput("file: larger than 2 GB; split it");
            }
            out.write(buffer, 0, count);
        }
    }

    private static String lastPart(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String printable = VisibleText.of(last);
        return printable.isBlank() ? "unnamed" : printable.substring(0, Math.min(200, printable.length()));
    }
}
