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
    private final String source;
    private final ObjectProvider<Cmdb> cmdb;
    private final ObjectProvider<SourceProbe> probes;

    Readiness(
            @Value("${runbook.data-dir}") Path dataDir,
            @Value("${runbook.archive.root:}") String archive,
            @Value("${runbook.smtp.host:}") String smtp,
            @Value("${runbook.trail.source:archive}") String source,
            ObjectProvider<Cmdb> cmdb,
            ObjectProvider<SourceProbe> probes) {
        this.dataDir = dataDir;
        this.archive = archive;
        this.smtp = smtp;
        this.source = source;
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
        List<Check> checks = new ArrayList<>();
        checks.add(data());
        if (!archive.contains("://")) {
            checks.add(archive());
        }
        checks.add(new Check("upload", true, false, "Logs can be brought from another tool"));
        checks.add(mail());
        // A command that looks beside a running server does not open the server's database.
        cmdb.ifAvailable(known -> checks.add(cmdb(known)));
        probes.orderedStream()
                .flatMap(probe -> probe.probe().stream())
                .forEach(answer ->
                        checks.add(new Check(answer.name(), answer.ready(), answer.required(), answer.detail())));
        return checks.stream().map(this::needed).toList();
    }

    /** The source that a start takes which names none is needed, whatever it is. */
    private Check needed(Check check) {
        return check.name().equals(source) ? new Check(check.name(), check.ready(), true, check.detail()) : check;
    }

    static boolean ready(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.required() && !check.ready());
    }

    private Check data() {
        try {
            Path there = dataDir.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            long free = Files.getFileStore(there).getUsableSpace();
            boolean enough = Files.isWritable(there) && free >= LITTLE;
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

    private static Check cmdb(Cmdb cmdb) {
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
