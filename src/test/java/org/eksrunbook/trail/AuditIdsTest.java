package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit id of a request is taken from a header of it: whoever chooses the same for all his requests hides none of them. */
class AuditIdsTest {

    private static final String ID = "6c1c4f0e-3c1b-4a6c-9c0e-2f6f0a1b2c3d";

    @Test
    void requestsOfOneIdAreSeveralAndStagesOfOneRequestAreOne(@TempDir Path folder) {
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "audit.ndjson.gz",
                LogFilesOnDisk.gzip(String.join(
                        "\n",
                        request("RequestReceived", "list", "secrets", "2024-08-02T08:30:00.000001Z"),
                        request("ResponseComplete", "list", "secrets", "2024-08-02T08:30:00.000001Z"),
                        request("ResponseComplete", "create", "clusterrolebindings", "2024-08-02T08:31:00.000001Z"),
                        request("ResponseComplete", "delete", "pods", "2024-08-02T08:32:00.000001Z"))));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of())) {
            IncidentId id = bench.incident(null, "111122223333", List.of("system:anonymous"));
            bench.investigate(id);

            List<Finding> findings = bench.findings(id);
            assertThat(findings)
                    .extracting(Finding::eventName)
                    .containsExactlyInAnyOrder("list secrets", "create clusterrolebindings", "delete pods");
            Set<String> ids = findings.stream().map(Finding::eventId).collect(Collectors.toSet());
            assertThat(ids).hasSize(3).contains(ID).allMatch(eventId -> eventId.startsWith(ID));
            Map<String, JsonNode> raw = bench.get(RawEvents.class).of(id, List.copyOf(ids));
            assertThat(raw).containsOnlyKeys(ids);
            for (Finding finding : findings) {
                JsonNode event = Objects.requireNonNull(raw.get(finding.eventId()));
                assertThat(finding.eventName()).startsWith(event.path("verb").asText());
            }
            assertThat(bench.get(RawEvents.class).of(id, List.of(ID))).containsOnlyKeys(ID);
        }
    }

    private static String request(String stage, String verb, String resource, String received) {
        return ("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"%s\",\"stage\":\"%s\","
                        + "\"requestURI\":\"/api/v1/%s\",\"verb\":\"%s\",\"user\":{\"username\":\"system:anonymous\","
                        + "\"groups\":[\"system:unauthenticated\"]},\"sourceIPs\":[\"198.51.100.7\"],\"objectRef\":{\"resource\":\"%s\","
                        + "\"name\":\"x\",\"apiVersion\":\"v1\"},\"responseStatus\":{\"code\":200},"
                        + "\"requestReceivedTimestamp\":\"%s\",\"stageTimestamp\":\"%s\"}")
                .formatted(ID, stage, resource, verb, resource, received, received);
    }
}
