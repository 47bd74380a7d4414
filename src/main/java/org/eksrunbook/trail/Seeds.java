package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;

/** The suspects that a scope names: principals as they were written, and those behind cluster, pods, nodes and service account (correction 11). */
final class Seeds {

    private static final Pattern ACCESS_KEY = Pattern.compile("(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{8,}");
    private static final Pattern UNIQUE_ID = Pattern.compile("(AROA|AIDA|AIPA|AGPA|ANPA)[A-Z0-9]{8,}(:.+)?");
    /** A user's id in an identity store; older ones begin with the store's (Identity Store API reference, «User»). */
    private static final Pattern IDENTITY_USER =
            Pattern.compile("(?:[0-9a-fA-F]{10}-)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern INSTANCE = Pattern.compile("m?i-[0-9a-z]{6,}");
    private static final String GIVEN = "given in the scope";

    private Seeds() {}

    static List<Suspect> of(Incident incident) {
        List<Suspect> seeds = named(incident.scope());
        kubernetesUser(incident, seeds);
        return seeds;
    }

    /** Those that a scope names itself. */
    static List<Suspect> named(Scope scope) {
        List<Suspect> seeds = new ArrayList<>();
        for (String written : scope.principals()) {
            seeds.add(principal(written.strip(), scope));
        }
        for (String node : scope.nodeInstanceIds()) {
            seeds.add(node(node));
        }
        String namespace = scope.namespace() == null ? "default" : scope.namespace();
        for (String pod : scope.pods()) {
            seeds.add(pod(namespace, pod, scope));
        }
        if (scope.serviceAccount() != null) {
            seeds.add(serviceAccount(namespace, scope.serviceAccount(), scope.clusterName()));
        }
        return seeds;
    }

    private static Suspect principal(String written, Scope scope) {
        AssumedRole session = AssumedRole.of(written);
        if (session != null) {
            return given(written, written, "session")
                    .worksAs("session " + written)
                    .knownBy(
                            Token.ARN.of(written),
                            Token.SWITCHED_FROM.of(written),
                            Token.KUBERNETES_USER.of(written),
                            Token.ISSUED_ARN.of(written));
        }
        if (Arns.isRole(written)) {
            return given(written, written, "role")
                    .worksAs("role " + written)
                    .knownBy(
                            Token.ISSUER_ARN.of(written),
                            Token.ARN.of(written),
                            Token.ROLE.of(Arns.account(written) + ":" + Arns.name(written)));
        }
        if (written.startsWith("arn:")) {
            return given(written, written, Arns.isUser(written) ? "user" : "principal")
                    .hasOwner()
                    .knownBy(
                            Token.ARN.of(written),
                            Token.ISSUER_ARN.of(written),
                            Token.SWITCHED_FROM.of(written),
                            Token.KUBERNETES_USER.of(written));
        }
        if (ACCESS_KEY.matcher(written).matches()) {
            return given(written, null, "accessKey")
                    .hasOwner()
                    .knownBy(Token.KEY.of(written), Token.ISSUED_KEY.of(written));
        }
        if (UNIQUE_ID.matcher(written).matches()) {
            Suspect suspect = given(
                    written, null, written.startsWith("AIDA") ? "user" : written.contains(":") ? "session" : "role");
            if (written.startsWith("AIDA")) {
                suspect.hasOwner();
            }
            return suspect.knownBy(Token.ID.of(written), Token.ISSUER_ID.of(written));
        }
        if (INSTANCE.matcher(written).matches()) {
            return node(written);
        }
        if (IDENTITY_USER.matcher(written).matches()) {
            return given(written, null, IdentityCenter.TYPE)
                    .worksAs(IdentityCenter.workload(written))
                    .knownBy(Token.IDENTITY_USER.of(written));
        }
        if (written.startsWith("system:")) {
            return written.startsWith("system:serviceaccount:") && written.split(":", -1).length == 4
                    ? serviceAccount(written.split(":", -1)[2], written.split(":", -1)[3], scope.clusterName())
                    : given(written, null, "kubernetesUser").hasOwner().knownBy(Token.KUBERNETES_USER.of(written));
        }
        return named(written, scope.allAccounts());
    }

    /** A bare name: of a user, of a role, of a Kubernetes user; in the accounts of the scope alone, since names repeat. */
    private static Suspect named(String name, Set<String> accounts) {
        Suspect.Condition inScope = event -> event.event() == null
                || event.event().identity().accountId() == null
                || accounts.contains(event.event().identity().accountId());
        return new Suspect(name, null, "name", GIVEN, "medium", true, null, inScope)
                .hasOwner()
                .knownBy(Token.NAME.of(name), Token.KUBERNETES_USER.of(name));
    }

    static Suspect node(String instanceId) {
        return given(instanceId, null, "node")
                .knownBy(Token.SESSION.of(instanceId))
                .worksAs("node " + instanceId);
    }

    private static Suspect pod(String namespace, String pod, Scope scope) {
        Suspect suspect = new Suspect(
                        namespace + "/" + pod,
                        null,
                        "pod",
                        GIVEN,
                        "high",
                        true,
                        null,
                        PodIdentity.ofPodIn(scope.clusterName(), namespace))
                .knownBy(Token.POD.of(namespace + "/" + pod), Token.KUBERNETES_POD.of(pod))
                .worksAs("pod " + namespace + "/" + pod);
        if (scope.clusterName() != null) {
            suspect.knownBy(Token.POD_SESSION.of(PodSessions.prefix(scope.clusterName(), pod)));
        }
        return suspect;
    }

    private static Suspect serviceAccount(String namespace, String account, @Nullable String cluster) {
        String user = "system:serviceaccount:" + namespace + ":" + account;
        return new Suspect(user, null, "serviceAccount", GIVEN, "high", true, null, PodIdentity.notOfAnother(cluster))
                .knownBy(
                        Token.NAME.of(user),
                        Token.KUBERNETES_USER.of(user),
                        Token.POD_ACCOUNT.of(namespace + "/" + account))
                .worksAs(user);
    }

    /** The Kubernetes user of the finding; for a cluster of which nothing else is known, anonymous access, this playbook's finding. */
    private static void kubernetesUser(Incident incident, List<Suspect> seeds) {
        JsonNode finding = incident.finding();
        JsonNode detail = finding != null && finding.has("detail") ? finding.get("detail") : finding;
        String user = detail == null
                ? ""
                : detail.at("/resource/kubernetesDetails/kubernetesUserDetails/username")
                        .asText("");
        if (user.isEmpty() && seeds.isEmpty() && incident.scope().clusterName() != null) {
            user = "system:anonymous";
        }
        if (user.startsWith("system:serviceaccount:") && user.split(":", -1).length == 4) {
            seeds.add(serviceAccount(
                    user.split(":", -1)[2],
                    user.split(":", -1)[3],
                    incident.scope().clusterName()));
        } else if (!user.isEmpty()) {
            seeds.add(given(user, null, "kubernetesUser").hasOwner().knownBy(Token.KUBERNETES_USER.of(user)));
        }
    }

    private static Suspect given(String id, @Nullable String arn, String type) {
        return new Suspect(id, arn, type, GIVEN, "high", true, null, Suspect.ALWAYS);
    }
}
