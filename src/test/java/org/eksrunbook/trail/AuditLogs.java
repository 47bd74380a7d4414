package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eksrunbook.incident.IncidentId;

/** Where a source has no audit log, people bring it. */
final class AuditLogs {

    private AuditLogs() {}

    static void supply(Bench bench, IncidentId id, Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/CloudTrail"))
                    .filter(file ->
                            FileKind.of(archive.relativize(file).toString()).isRead())
                    .sorted()
                    .toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    bench.get(SuppliedLogs.class).accept(id, file.getFileName().toString(), content, "responder");
                }
            }
        }
    }
}
