package org.eksrunbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a GuardDuty finding says about an incident (playbook, Part 1): the finding itself, as EventBridge carries it
 * ({@code accountId}) or as the service's own interface gives it ({@code AccountId}), or the event around it.
 */
record GuardDutyFinding(JsonNode finding) {

    /** @return nothing where the JSON is neither a finding nor an event with one */
    static Optional<GuardDutyFinding> of(JsonNode json) {
        JsonNode finding = json.path("detail").isObject() ? json.path("detail") : json;
        boolean hasId = finding.isObject() && !at(finding, "id").asText("").isBlank();
        return hasId ? Optional.of(new GuardDutyFinding(finding)) : Optional.empty();
    }

    String id() {
        return at(finding, "id").asText();
    }

    @Nullable
    String accountId() {
        return text("accountId");
    }

    @Nullable
    String region() {
        return text("region");
    }

    @Nullable
    String type() {
        return text("type");
    }

    @Nullable
    Double severity() {
        JsonNode severity = at(finding, "severity");
        return severity.isNumber() ? severity.asDouble() : null;
    }

    /** Everything after this is suspect unless a responder knows better. */
    @Nullable
    Instant firstSeen() {
        String seen = text("service", "eventFirstSeen");
        try {
            return seen == null ? null : OffsetDateTime.parse(seen).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    @Nullable
    String clusterName() {
        return text("resource", "eksClusterDetails", "name");
    }

    @Nullable
    String namespace() {
        return text("resource", "kubernetesDetails", "kubernetesWorkloadDetails", "namespace");
    }

    @Nullable
    String serviceAccount() {
        return text("resource", "kubernetesDetails", "kubernetesWorkloadDetails", "serviceAccountName");
    }

    /** The workload where it is a pod. */
    List<String> pods() {
        String type = text("resource", "kubernetesDetails", "kubernetesWorkloadDetails", "type");
        String name = text("resource", "kubernetesDetails", "kubernetesWorkloadDetails", "name");
        boolean isPod = type != null && type.toLowerCase(Locale.ROOT).startsWith("pod");
        return isPod && name != null ? List.of(name) : List.of();
    }

    /** Access key and principal id of the finding, where it is about credentials (absent for service accounts). */
    List<String> principals() {
        return Stream.of(
                        text("resource", "accessKeyDetails", "accessKeyId"),
                        text("resource", "accessKeyDetails", "principalId"))
                .flatMap(Stream::ofNullable)
                .filter(id -> !id.startsWith("Generated"))
                .toList();
    }

    private @Nullable String text(String... path) {
        JsonNode node = at(finding, path);
        String text = node.isValueNode() ? node.asText("").strip() : "";
        boolean plain = text.length() <= StartInput.LONGEST_TEXT && text.chars().noneMatch(letter -> letter < ' ');
        return text.isEmpty() || node.isNull() || !plain ? null : text;
    }

    private static JsonNode at(JsonNode node, String... path) {
        JsonNode at = node;
        for (String step : path) {
            JsonNode next = at.path(step);
            at = next.isMissingNode()
                    ? at.path(step.substring(0, 1).toUpperCase(Locale.ROOT) + step.substring(1))
                    : next;
        }
        return at == null ? MissingNode.getInstance() : at;
    }
}
