package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials in an answer. STS gives them as the answer itself, IAM Roles Anywhere as the first of a {@code credentialSet} (user guide of IAM
 * Roles Anywhere, «Authentication flow», CreateSession).
 */
final class HandedOut {

    private static final String ANYWHERE = "rolesanywhere.amazonaws.com";

    /** How a token of an identity pool names who gave it. */
    static final String POOLS = "cognito-identity.amazonaws.com";

    private HandedOut() {}

    /** Whether somebody shows a certificate and gets a role's session for it. */
    static boolean forCertificate(EventRecord event) {
        return event.name().equals("CreateSession") && event.source().equals(ANYWHERE);
    }

    /** The serial number of the certificate that was shown, which is the session's name; {@code null}: none was. */
    static @Nullable String certificate(EventRecord event) {
        AssumedRole session = forCertificate(event) ? AssumedRole.of(Json.text(session(event), "arn")) : null;
        return session == null ? null : session.sessionName();
    }

    /**
     * The identity of an identity pool for which credentials are asked for: of the pool itself (Amazon Cognito API reference,
     * GetCredentialsForIdentity), or of STS with the pool's word (developer guide, «Identity pools authentication flow», the basic or classic one), where
     * the identity is the token's subject.
     */
    static @Nullable String poolIdentity(EventRecord event) {
        if (event.name().equals("AssumeRoleWithWebIdentity")
                && POOLS.equals(event.identity().identityProvider())) {
            String subject = Json.text(event.response(), "subjectFromWebIdentityToken");
            return subject == null ? event.identity().userName() : subject;
        }
        return event.name().equals("GetCredentialsForIdentity") ? Json.text(event.request(), "identityId") : null;
    }

    static @Nullable String key(EventRecord event) {
        return Json.text(Json.object(answer(event), "credentials"), "accessKeyId");
    }

    /** The session that came back: {@code arn} and {@code assumedRoleId}. */
    static JsonNode session(EventRecord event) {
        return Json.object(answer(event), "assumedRoleUser");
    }

    private static JsonNode answer(EventRecord event) {
        JsonNode first = event.response().path("credentialSet").path(0);
        return first.isObject() ? first : event.response();
    }
}
