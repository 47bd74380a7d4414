package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One event of the Kubernetes audit log ({@code audit.k8s.io/v1}), which the API server writes several times, once a stage; what
 * counts is one event an {@code auditID}: of its stages the one that tells most, see {@code sql/events-in-window.sql}.
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

    private static final Set<String> CHANGES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Parts of an object that are kept as it is; all others are ways into it. */
    private static final Set<String> HEEDING =
            Set.of("", "status", "scale", "eviction", "binding", "ephemeralcontainers");

    /** Whether the request was let through and meant: no error status, no refusal, no panic, an answer at all, and no dry run. */
    boolean effective() {
        boolean refused = "forbid".equals(Json.text(annotations, "authorization.k8s.io/decision"));
        return status < 400 && !refused && !stage.equals("Panic") && !stage.equals("RequestReceived") && !isDryRun();
    }

    /**
     * Whether the server was asked to keep nothing of a change (Kubernetes API concepts, «Dry-run»). Whoever asks chooses the words, so it counts only where the
     * server heeds them: not for a command run in a pod or a token, which come all the same, and not for a secret, which the answer holds. Of a deletion the body counts,
     * not the query, which the server passes over where there is a body, recorded or not.
     */
    boolean isDryRun() {
        boolean heeded = CHANGES.contains(verb)
                && HEEDING.contains(subresource)
                && !resource.equals("secrets")
                && !resource.endsWith("reviews");
        return heeded && (verb.startsWith("delete") ? bodySaysDryRun() : querySaysDryRun());
    }

    private boolean querySaysDryRun() {
        return List.of(uri.substring(uri.indexOf('?') + 1).split("&")).contains("dryRun=All");
    }

    private boolean bodySaysDryRun() {
        boolean options = "DeleteOptions".equals(Json.text(request, "kind"));
        return options && "All".equals(request.path("dryRun").path(0).asText());
    }

    /** User and groups, as a responder reads them. */
    String principal() {
        String who = user.isEmpty() ? "unknown" : user;
        return groups.isEmpty() ? who : who + " (" + String.join(", ", groups) + ')';
    }

    /** EKS writes the AWS access key behind a user into the event. */
    @Nullable
    String accessKeyId() {
        return first(extra.path("accessKeyId"));
    }

    private static @Nullable String first(JsonNode list) {
        return list.isArray() && !list.isEmpty() ? list.get(0).asText() : null;
    }

    /** The object's name: as asked for, else as answered, else as sent. */
    String objectName() {
        if (!name.isEmpty()) {
            return name;
        }
        for (JsonNode object : List.of(response, request)) {
            String told = Json.text(Json.object(object, "metadata"), "name");
            if (told != null) {
                return told;
            }
        }
        return "";
    }

    /** Reads an audit event; never fails. */
    public static AuditEvent of(JsonNode node) {
        JsonNode user = Json.told(node, "user");
        JsonNode told = Json.told(node, "objectRef");
        JsonNode object = told.has("resource") ? told : RequestPath.object(text(node, "requestURI"));
        JsonNode status = Json.told(node, "responseStatus");
        JsonNode code = status.get("code");
        List<String> groups = new ArrayList<>();
        user.path("groups").forEach(group -> groups.add(group.asText()));
        String time = Json.text(node, "requestReceivedTimestamp");
        String reason = Json.text(status, "reason");
        return new AuditEvent(
                id(node),
                text(node, "stage"),
                iso(time != null ? time : text(node, "stageTimestamp")),
                verb(node, object),
                text(node, "requestURI"),
                text(user, "username"),
                List.copyOf(groups),
                Json.text(Json.object(node, "impersonatedUser"), "username"),
                first(node.path("sourceIPs")),
                Json.text(node, "userAgent"),
                text(object, "apiGroup"),
                text(object, "resource"),
                text(object, "subresource"),
                text(object, "namespace"),
                text(object, "name"),
                code == null ? 0 : code.asInt(),
                reason != null ? reason : Json.text(status, "message"),
                sent(Json.told(node, "requestObject")),
                Json.told(node, "responseObject"),
                Json.object(node, "annotations"),
                Json.object(user, "extra"));
    }

    /** The object that was sent, whole or what is to change of it. */
    private static JsonNode sent(JsonNode body) {
        return body.isArray() ? JsonPatch.changed(body) : body.isObject() ? body : Json.EMPTY;
    }

    /** The event's id; one made from its bytes where it has none, so that the same event has the same. */
    private static String id(JsonNode node) {
        String id = text(node, "auditID");
        return id.isEmpty() ? "sha256-" + Sha256.of(node.toString().getBytes(UTF_8)) : id;
    }

    /** Some exporters write a space between day and time and leave out the zone, which is UTC. */
    private static String iso(String time) {
        return time.length() > 10 && time.charAt(10) == ' '
                ? time.substring(0, 10) + 'T' + time.substring(11) + 'Z'
                : time;
    }

    private static String verb(JsonNode node, JsonNode object) {
        String verb = text(node, "verb");
        if (!verb.isEmpty()) {
            return verb;
        }
        boolean list = object.has("resource") && !object.has("name");
        return node.hasNonNull("requestObject")
                        && Json.told(node, "requestObject").isObject()
                ? "create"
                : list ? "list" : "get";
    }

    private static String text(JsonNode node, String field) {
        String text = Json.text(node, field);
        return text == null ? "" : text;
    }
}
