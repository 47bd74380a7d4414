package org.eksrunbook.trail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret that the cluster fills with a lasting token (Kubernetes, «Manually create a long-lived API token for a ServiceAccount»). */
final class ServiceAccountToken {
    private static final String TYPE = "kubernetes.io/service-account-token";
    private static final String ACCOUNT = "kubernetes.io/service-account.name";

    /**
     * The name that Kubernetes before 1.24 gave to the token of each account: the account's and five letters and digits of those that no word is made of
     * (apimachinery, {@code rand.String}). A secret that people named may have {@code -token-} in it, too.
     */
    private static final Pattern GIVEN_NAME = Pattern.compile("(.+)-token-[bcdfghjklmnpqrstvwxz2456789]{5}");

    private ServiceAccountToken() {}

    /** The service account whose token was read: by the answer, where the log holds it, else by the secret's name; {@code null} where it is none by that. */
    static @Nullable String read(AuditEvent event) {
        if (event.response().has("type")) {
            return TYPE.equals(Json.text(event.response(), "type"))
                    ? Json.text(event.response().at("/metadata/annotations"), ACCOUNT)
                    : null;
        }
        Matcher name = GIVEN_NAME.matcher(event.name());
        return name.matches() ? name.group(1) : null;
    }

    /** The one whose token a secret may be that people gave a name; {@code null} where the answer tells, or the name says nothing like it. */
    static @Nullable String perhapsRead(AuditEvent event) {
        int end = event.response().has("type") ? -1 : event.name().indexOf("-token");
        return end > 0 ? event.name().substring(0, end) : null;
    }

    /** The service account whose token a request makes; null where it makes none, or the log does not hold the request's body. */
    static @Nullable String of(AuditEvent event) {
        boolean token = event.resource().equals("secrets") && TYPE.equals(Json.text(event.request(), "type"));
        return token ? Json.text(event.request().at("/metadata/annotations"), ACCOUNT) : null;
    }
}
