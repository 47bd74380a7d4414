package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of the Kubernetes audit log ({@code audit.k8s.io/v1}), which the API server writes several times, once a stage; one
 * event for an auditID is what counts.
 *
 * @param verb as written, or derived from the request where missing
 * @param resource plural in lower case ({@code pods}), empty for paths that are no resource ({@code /healthz})
 * @param status HTTP status, 0 where not recorded
 * @param impersonated the user name that the caller took on, if any
 */
public record AuditEvent(
        String auditId,
        String stage,
        String timeText,
        String verb,
        String uri,
        String user,
        List<String> groups,
        @Nullable String impersonated,
        @Nullable String sourceIp,
        @Nullable String userAgent,
        String apiGroup,
        String resource,
        String subresource,
        String namespace,
        String name,
        int status,
        @Nullable String statusReason,
        JsonNode request,
        JsonNode response,
        JsonNode annotations,
        JsonNode extra) {

    /** Reads an audit event; never fails. */
    public static AuditEvent of(JsonNode node) {
        JsonNode user = Json.object(node, "user");
        JsonNode object = Json.object(node, "objectRef");
        JsonNode status = Json.object(node, "responseStatus");
        JsonNode code = status.get("code");
        List<String> groups = new ArrayList<>();
        user.path("groups").forEach(group -> groups.add(group.asText()));
        String time = Json.text(node, "requestReceivedTimestamp");
        String reason = Json.text(status, "reason");
        return new AuditEvent(
                text(node, "auditID"),
                text(node, "stage"),
                time != null ? time : text(node, "stageTimestamp"),
                text(node, "verb"),
                text(node, "requestURI"),
                text(user, "username"),
                List.copyOf(groups),
                Json.text(Json.object(node, "impersonatedUser"), "username"),
                node.path("sourceIPs").isEmpty()
                        ? null
                        : node.path("sourceIPs").get(0).asText(),
                Json.text(node, "userAgent"),
                text(object, "apiGroup"),
                text(object, "resource"),
                text(object, "subresource"),
                text(object, "namespace"),
                text(object, "name"),
                code == null ? 0 : code.asInt(),
                reason != null ? reason : Json.text(status, "message"),
                Json.object(node, "requestObject"),
                Json.object(node, "responseObject"),
                Json.object(node, "annotations"),
                Json.object(user, "extra"));
    }

    private static String text(JsonNode node, String field) {
        String text = Json.text(node, field);
        return text == null ? "" : text;
    }
}
