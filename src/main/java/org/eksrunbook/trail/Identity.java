package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CloudTrail's {@code userIdentity}, every field of which may be missing. For a role's session {@code userName} is missing nearly always:
 * the role's name is in {@link Issuer#userName()}, and {@code principalId} is {@code AROA…:session}.
 */
public record Identity(
        String type,
        @Nullable String principalId,
        @Nullable String arn,
        @Nullable String accountId,
        @Nullable String accessKeyId,
        @Nullable String userName,
        @Nullable String invokedBy,
        @Nullable String identityProvider,
        @Nullable String sourceIdentity,
        @Nullable Issuer issuer,
        JsonNode sessionContext,
        JsonNode onBehalfOf) {

    /** Who issued a session: the role (or user, or account) behind it. */
    public record Issuer(
            @Nullable String type,
            @Nullable String principalId,
            @Nullable String arn,
            @Nullable String accountId,
            @Nullable String userName) {}

    static Identity of(JsonNode node) {
        JsonNode session = Json.object(node, "sessionContext");
        JsonNode issuer = Json.object(session, "sessionIssuer");
        String type = Json.text(node, "type");
        return new Identity(
                type == null ? "" : type,
                Json.text(node, "principalId"),
                Json.text(node, "arn"),
                Json.text(node, "accountId"),
                Json.text(node, "accessKeyId"),
                Json.text(node, "userName"),
                Json.text(node, "invokedBy"),
                Json.text(node, "identityProvider"),
                Json.text(session, "sourceIdentity"),
                issuer.isEmpty()
                        ? null
                        : new Issuer(
                                Json.text(issuer, "type"),
                                Json.text(issuer, "principalId"),
                                Json.text(issuer, "arn"),
                                Json.text(issuer, "accountId"),
                                Json.text(issuer, "userName")),
                session,
                Json.object(node, "onBehalfOf"));
    }

    /** The OIDC or SAML data of a session that began with a web identity (IRSA); empty object where there is none. */
    public JsonNode webIdFederation() {
        return Json.object(sessionContext, "webIdFederationData");
    }

    /** When the session began in which was called; {@code null} where the record does not tell. */
    @Nullable
    Instant sessionBegan() {
        return Times.lenient(Json.text(Json.object(sessionContext, "attributes"), "creationDate"));
    }

    /** Whether a service acts on its own, not for somebody who called it. */
    public boolean isService() {
        return type.equals("AWSService") || (type.isEmpty() && invokedBy != null && arn == null);
    }

    /**
     * The best name for who acted: the ARN, else id, user name, Identity Center's user, service or type; never empty. Sign-ins to Identity Center have the
     * account's number as the id: it is the last resort, since all who sign in have it.
     */
    public String principal() {
        String user = Json.text(onBehalfOf, "userId");
        String own = principalId != null && principalId.equals(accountId) ? null : principalId;
        for (String name : new String[] {arn, own, userName, user, invokedBy, accountId}) {
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        return type.isEmpty() ? "unknown" : type;
    }
}
