package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/** A secret that the cluster fills with a lasting token (Kubernetes, «Manually create a long-lived API token for a ServiceAccount»). */
final class ServiceAccountToken {
    private static final String TYPE = "kubernetes.io/service-account-token";
    private static final String ACCOUNT = "kubernetes.io/service-account.name";

    private ServiceAccountToken() {}

    /** The service account whose token a request makes; null where it makes none, or the log does not hold the request's body. */
    static @Nullable String of(AuditEvent event) {
        boolean token = event.resource().equals("secrets") && TYPE.equals(Json.text(event.request(), "type"));
        return token ? Json.text(event.request().at("/metadata/annotations"), ACCOUNT) : null;
    }
}
