package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;

/** An investigation of what lies in a folder, in a process of its own, so that its memory can be told. */
final class HostileRun {

    private HostileRun() {}

    /** @param arguments the archive and a folder for the data */
    public static void main(String[] arguments) throws IOException {
        try (Bench bench = new Bench(Path.of(arguments[0]), Path.of(arguments[1]), Map.of())) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            bench.findings(id).forEach(finding -> System.out.println("FOUND " + finding.eventId()));
            bench.coverage(id)
                    .unreadable()
                    .forEach(file -> System.out.println("UNREADABLE " + file.file() + ": " + file.reason()));
            System.out.println(
                    "RESIDENT " + Resident.megabytes(ProcessHandle.current().pid()));
        }
    }
}
