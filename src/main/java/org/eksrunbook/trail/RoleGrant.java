package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Who a binding gives which role, told in words from the object that was sent. */
final class RoleGrant {
    private RoleGrant() {}

    /** For instance {@code : cluster-admin to User system:anonymous}; empty where the request does not tell. */
    static String told(AuditEvent event) {
        JsonNode request = event.request();
        // A change of who is bound does not name the role; the answer does.
        JsonNode told = request.has("roleRef") ? request : event.response();
        String role = Json.text(Json.object(told, "roleRef"), "name");
        List<String> subjects = new ArrayList<>();
        request.path("subjects").forEach(subject -> {
            String name = Json.text(subject, "name");
            String kind = Json.text(subject, "kind");
            if (name != null && subjects.size() < 5) {
                subjects.add((kind == null ? "" : kind + ' ') + name);
            }
        });
        return role == null || subjects.isEmpty() ? "" : ": " + role + " to " + String.join(", ", subjects);
    }
}
