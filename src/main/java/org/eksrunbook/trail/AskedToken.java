package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service account's token that was asked for by name (Kubernetes, TokenRequest). Pods of the account go on with tokens of their own, and the log tells
 * them apart: by the credential's id, which is written when it is issued and each time that it is shown (since Kubernetes 1.30); by the pod that only
 * a token bound to it names; and outside the cluster by whom the token is meant for.
 *
 * @param credential id of what was issued; {@code null} where the log does not tell
 * @param asked whether the log holds what was asked for; the following two say nothing otherwise
 * @param pod the pod that it is bound to; {@code null}: none
 * @param audiences whom it is meant for; empty: the API server
 */
record AskedToken(
        @Nullable String credential,
        boolean asked,
        @Nullable String pod,
        List<String> audiences) {

    private static final String PREFIX = "authentication.kubernetes.io/";
    private static final String API_SERVER = "https://kubernetes.default.svc";

    static AskedToken of(AuditEvent request) {
        JsonNode spec = Json.object(request.request(), "spec");
        JsonNode bound = Json.object(spec, "boundObjectRef");
        List<String> audiences = new ArrayList<>();
        spec.path("audiences").forEach(audience -> audiences.add(audience.asText()));
        return new AskedToken(
                Json.text(request.annotations(), PREFIX + "issued-credential-id"),
                !spec.isEmpty(),
                "Pod".equals(Json.text(bound, "kind")) ? Json.text(bound, "name") : null,
                audiences);
    }

    /** Whether the event may have been done with this token. */
    boolean mayHaveDone(Sighting event) {
        return event.audit() == null ? worksOutside() : isShownBy(event.audit());
    }

    /** The same but for its id: how somebody asks, however often. */
    AskedToken anyId() {
        return new AskedToken(credential == null ? null : "", asked, pod, audiences);
    }

    /** Id of the credential that the event was done with; {@code null} where the log does not tell. */
    static @Nullable String shownBy(Sighting event) {
        return event.audit() == null ? null : first(event.audit(), "credential-id");
    }

    private boolean isShownBy(AuditEvent call) {
        String shown = first(call, "credential-id");
        if (credential != null && shown != null) {
            return credential.equals(shown);
        }
        String from = first(call, "pod-name");
        return !asked || from == null || from.equals(pod);
    }

    /** AWS refuses a token that is meant for the API server alone. */
    private boolean worksOutside() {
        return !asked || audiences.stream().anyMatch(audience -> !audience.startsWith(API_SERVER));
    }

    private static @Nullable String first(AuditEvent call, String name) {
        JsonNode values = call.extra().path(PREFIX + name);
        return values.isArray() && !values.isEmpty() ? values.get(0).asText() : null;
    }
}
