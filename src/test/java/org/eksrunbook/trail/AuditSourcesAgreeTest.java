package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eksrunbook.awsdouble.LogsDouble;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real events of audit logs, brought together as one cluster's log: exported into a folder or a bucket, uploaded beside Athena and the event history, and
 * asked of CloudWatch Logs beside every source. Findings and principals are the same, event by event.
 */
@Tag("full")
class AuditSourcesAgreeTest {

    private static final String ACCOUNT = "111122223333";
    private static final String CLUSTER = "payments";
    private static final Instant FROM = Instant.parse("2025-06-02T06:00:00Z");
    private static final String EXPORT = "exportedlogs/5f1c2f5e-0000-4000-8000-000000000001/kube-apiserver-audit-0a1b/";

    @TempDir
    private Path temporary = Path.of(".");

    private final List<JsonNode> events = new ArrayList<>();

    @BeforeEach
    void collect() {
        var found = Samples.find();
        Assumptions.assumeTrue(found.isPresent(), "no sample logs beside the project: set RUNBOOK_SAMPLES to compare");
        for (JsonNode event : found.get().audit()) {
            // They are of many clusters and years, and some were published without an id or a time.
            String time = FROM.plusSeconds(7 * (events.size() + 1)).toString().replace("Z", ".000000Z");
            events.add(((ObjectNode) event.deepCopy())
                    .put("auditID", event.path("auditID").asText() + "-" + events.size())
                    .put("requestReceivedTimestamp", time)
                    .put("stageTimestamp", time));
        }
    }

    @Test
    void everyCaller() throws IOException {
        TreeSet<String> callers = new TreeSet<>();
        events.forEach(event -> callers.add(event.at("/user/username").asText()));
        callers.remove("");
        assertThat(agreed(List.copyOf(callers))).hasSizeGreaterThan(40);
    }

    @Test
    void oneOfThemAndWhomHeBrings() throws IOException {
        assertThat(agreed(List.of("attacker@example.com", "system:anonymous")))
                .hasSizeGreaterThan(10)
                .hasSizeLessThan(40);
    }

    /** @return the findings, the same by every source */
    private List<Finding> agreed(List<String> principals) throws IOException {
        Path exported = temporary.resolve("exported/bucket/trail");
        cloudTrail(exported);
        LogFilesOnDisk.write(exported, EXPORT + "000000.gz", LogFilesOnDisk.gzip(export()));
        Told folder;
        try (SourcesStage stage =
                new SourcesStage(exported, "", exported.resolve("../../work"), List.of("us-east-1"))) {
            stage.now(FROM.plusSeconds(7200));
            folder = Told.investigated(stage.onFolder, stage.onFolder.incident(scope(TrailSource.ARCHIVE, principals)));
            for (TrailSource source : TrailSource.values()) {
                IncidentId id = stage.onAws.incident(scope(source, principals));
                if (source != TrailSource.ARCHIVE) {
                    stage.upload(id, path -> source == TrailSource.UPLOAD || path.startsWith(EXPORT));
                }
                Told.investigated(stage.onAws, id).agreesWith(folder, "audit log", source, event -> true);
            }
        }
        Path asked = temporary.resolve("asked/bucket/trail");
        cloudTrail(asked);
        try (SourcesStage stage = new SourcesStage(
                asked, "", asked.resolve("../../work"), List.of("us-east-1"), inCloudWatch(exported))) {
            stage.now(FROM.plusSeconds(7200));
            for (TrailSource source : TrailSource.values()) {
                IncidentId id = stage.onAws.incident(scope(source, principals));
                if (source == TrailSource.UPLOAD) {
                    stage.upload(id, path -> true);
                }
                Told told = Told.investigated(stage.onAws, id);
                String what = "audit log by CloudWatch Logs beside " + source.word();
                told.foundTheSame(folder, what, event -> true);
                told.saysTheSame(
                        folder,
                        what,
                        source,
                        said -> said.startsWith("The EKS audit log was asked in /aws/eks/payments/cluster from "),
                        // What was asked for up to now ends where nothing more was done.
                        said -> said.startsWith("The EKS audit log that was read ends at "));
                assertThat(told.coverage().auditLog()).isTrue();
            }
        }
        return List.copyOf(folder.findings());
    }

    /** Of somebody else: what CloudTrail holds is compared elsewhere. */
    private static void cloudTrail(Path logs) {
        LogFilesOnDisk.write(
                logs,
                "AWSLogs/" + ACCOUNT + "/CloudTrail/us-east-1/2025/06/02/" + ACCOUNT
                        + "_CloudTrail_us-east-1_20250602T0700Z_x.json.gz",
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(
                        LogFilesOnDisk.event("e-1", "PutObject", LogFilesOnDisk.USER, "2025-06-02T06:30:00Z"))));
    }

    private String export() {
        StringBuilder lines = new StringBuilder();
        events.forEach(
                event -> lines.append(time(event)).append(' ').append(event).append('\n'));
        return lines.toString();
    }

    private static LogsDouble inCloudWatch(Path exported) throws IOException {
        return new LogsDouble()
                .pagesOf(7)
                .exported(ACCOUNT, "us-east-1", "/aws/eks/" + CLUSTER + "/cluster", exported.resolve("exportedlogs"));
    }

    private static String time(JsonNode event) {
        return event.path("requestReceivedTimestamp").asText().replace("000Z", "Z");
    }

    private static Scope scope(TrailSource source, List<String> principals) {
        return new Scope(
                1,
                ACCOUNT,
                List.of(),
                "us-east-1",
                FROM,
                null,
                90,
                CLUSTER,
                null,
                null,
                List.of(),
                List.of(),
                principals,
                source,
                null);
    }
}
