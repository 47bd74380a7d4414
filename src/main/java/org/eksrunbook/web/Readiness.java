package org.eksrunbook.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks whether sources can be read and stores be written. */
@Component
class Readiness {

    private static final long LITTLE = 1L << 30;

    private final Path dataDir;
    private final String archive;
    private final String smtp;
    private final Cmdb cmdb;
    private final ObjectProvider<SourceProbe> probes;

    Readiness(
            @Value("${runbook.data-dir}") Path dataDir,
            @Value("${runbook.archive.root:}") String archive,
            @Value("${runbook.smtp.host:}") String smtp,
            Cmdb cmdb,
            ObjectProvider<SourceProbe> probes) {
        this.dataDir = dataDir;
        this.archive = archive;
        this.smtp = smtp;
        this.cmdb = cmdb;
        this.probes = probes;
    }

    /**
     * One thing that was looked at.
     *
     * @param required whether an incident cannot be worked on without it
     * @param detail what was seen, and what to do where it is not ready
     */
    record Check(String name, boolean ready, boolean required, String detail) {}

    List<Check> checks() {
        List<Check> checks = new ArrayList<>(List.of(
                data(), new Check("upload", true, false, "Logs can be brought from another tool"), mail(), cmdb()));
        if (!archive.contains("://")) {
            checks.add(1, archive());
        }
        probes.orderedStream()
                .flatMap(probe -> probe.probe().stream())
                .forEach(answer ->
                        checks.add(new Check(answer.name(), answer.ready(), answer.required(), answer.detail())));
        return checks;
    }

    private Check data() {
        try {
            long free = Files.getFileStore(dataDir).getUsableSpace();
            boolean enough = Files.isWritable(dataDir) && free >= LITTLE;
            String detail =
                    (free >> 20) + " MB are free" + (enough ? "" : ": make room, or let the server write there");
            return new Check("data", enough, true, detail);
        } catch (IOException gone) {
            return new Check("data", false, true, "runbook.data-dir cannot be looked at");
        }
    }

    private Check archive() {
        if (archive.isBlank()) {
            return new Check(
                    "archive", false, false, "Set runbook.archive.root to the folder or bucket that holds AWSLogs");
        }
        boolean readable = Files.isDirectory(Path.of(archive)) && Files.isReadable(Path.of(archive));
        return new Check(
                "archive",
                readable,
                false,
                readable ? "The folder can be read" : "runbook.archive.root is no folder that the server can read");
    }

    private Check mail() {
        return smtp.isBlank()
                ? new Check(
                        "mail", false, false, "Set runbook.smtp.host; until then notices stand on the timeline alone")
                : new Check(
                        "mail",
                        true,
                        false,
                        "Notices leave by " + smtp + "; whether it takes them shows when one is sent");
    }

    private Check cmdb() {
        int applications = cmdb.applications().size();
        return new Check(
                "cmdb",
                applications > 0,
                false,
                applications > 0
                        ? applications + " applications"
                        : "It is empty: POST /api/cmdb/import, or owners are not found");
    }
}
