package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of an event that was parsed. */
final class EventTokens {

    private final Set<String> acting = new LinkedHashSet<>();
    private final Set<String> telling = new LinkedHashSet<>();

    private EventTokens() {}

    /** By whom it was done. */
    Set<String> acting() {
        return acting;
    }

    /** Whom else it tells of: sessions handed out, roles taken, in whose name somebody else acts. */
    Set<String> telling() {
        return telling;
    }

    Set<String> all() {
        Set<String> all = new LinkedHashSet<>(acting);
        all.addAll(telling);
        return all;
    }

    static EventTokens of(EventRecord event) {
        EventTokens tokens = new EventTokens();
        Identity who = event.identity();
        // The key first: of all that an event is known by it is the narrowest.
        tokens.act(Token.KEY, who.accessKeyId());
        tokens.act(Token.ARN, who.arn());
        tokens.act(Token.ID, who.principalId());
        tokens.act(Token.NAME, who.userName());
        if (who.principalId() != null && who.principalId().indexOf(':') > 0) {
            tokens.act(
                    Token.ISSUER_ID,
                    who.principalId().substring(0, who.principalId().indexOf(':')));
        }
        AssumedRole session = AssumedRole.of(who.arn());
        if (session != null) {
            tokens.act(Token.ROLE, session.accountId() + ":" + session.roleName());
            tokens.act(Token.SESSION, session.sessionName());
            PodSessions.prefixes(session.sessionName(), prefix -> tokens.act(Token.POD_SESSION, prefix));
        }
        Identity.Issuer issuer = who.issuer();
        if (issuer != null) {
            tokens.act(Token.ISSUER_ID, issuer.principalId());
            tokens.act(Token.ISSUER_ARN, issuer.arn());
            tokens.act(Token.NAME, issuer.userName());
            if (issuer.userName() != null && issuer.userName().startsWith(StackSetSessions.SERVICE_MANAGED)) {
                // Whoever's organisation it is: what follows nobody knows beforehand.
                tokens.act(Token.NAME, StackSetSessions.SERVICE_MANAGED);
            }
        }
        tokens.act(Token.IDENTITY_USER, Json.text(who.onBehalfOf(), "userId"));
        if (!event.accountId().equals(who.accountId())) {
            tokens.act(Token.ACCOUNT, who.accountId());
        }
        tokens.addTelling(event);
        return tokens;
    }

    private void addTelling(EventRecord event) {
        tell(Token.ISSUED_KEY, HandedOut.key(event));
        tell(Token.ISSUED_ARN, Json.text(HandedOut.session(event), "arn"));
        tell(Token.ISSUED_ARN, Json.text(Json.object(event.response(), "federatedUser"), "arn"));
        boolean anywhere = HandedOut.forCertificate(event);
        if (anywhere || event.name().startsWith("AssumeRole")) {
            tell(Token.TAKES_ROLE, Json.text(event.request(), "roleArn"));
        }
        tell(Token.POOL_IDENTITY, HandedOut.poolIdentity(event));
        tell(Token.SESSION, HandedOut.certificate(event));
        if (anywhere) {
            tell(Token.PROVIDER, Json.text(event.request(), "trustAnchorArn"));
        }
        if (event.name().equals("AssumeRoleWithSAML")) {
            tell(Token.PROVIDER, Json.text(event.request(), "principalArn"));
        }
        if (event.name().equals("AssumeRoleWithWebIdentity")) {
            tell(Token.PROVIDER, event.identity().identityProvider());
        }
        tell(Token.SWITCHED_FROM, Json.text(event.additional(), "SwitchFrom"));
        // A service starts them for the group; somebody else who uses the template does so for himself.
        boolean byService = ServiceAtWork.forItself(event);
        for (String group : GroupTokens.of(event)) {
            add(byService ? acting : telling, Token.GROUP, group);
        }
        PodIdentity pod = PodIdentity.of(event);
        if (pod != null) {
            tell(Token.POD_ACCOUNT, pod.namespace() + "/" + pod.serviceAccount());
            if (!pod.pod().isEmpty()) {
                tell(Token.POD, pod.namespace() + "/" + pod.pod());
            }
        }
    }

    static EventTokens of(AuditEvent event) {
        EventTokens tokens = new EventTokens();
        tokens.act(Token.KUBERNETES_USER, event.user());
        // Who acts in somebody's name acts himself.
        tokens.tell(Token.KUBERNETES_USER, event.impersonated());
        tokens.actEach(Token.ARN, event.extra().path("arn"));
        // aws-iam-authenticator writes of a session whose role it is, without the role's path.
        tokens.actEach(Token.ISSUER_ARN, event.extra().path("canonicalArn"));
        tokens.actEach(Token.KEY, event.extra().path("accessKeyId"));
        tokens.actEach(Token.KUBERNETES_POD, event.extra().path("authentication.kubernetes.io/pod-name"));
        return tokens;
    }

    private void actEach(Token kind, JsonNode values) {
        values.forEach(value -> act(kind, value.asText()));
    }

    private void act(Token kind, @Nullable String value) {
        add(acting, kind, value);
    }

    private void tell(Token kind, @Nullable String value) {
        add(telling, kind, value);
    }

    private static void add(Set<String> tokens, Token kind, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            tokens.add(kind.of(value));
        }
    }
}
