package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows identities inside the cluster, from the audit log: tokens asked for, bindings made, pods entered or started (corrections 10 and 11). */
final class ClusterFollowing {

    private static final Set<String> INTO_POD = Set.of("exec", "attach", "portforward", "ephemeralcontainers");
    private static final Set<String> WORKLOADS = Set.of(
            "pods",
            "deployments",
            "daemonsets",
            "statefulsets",
            "jobs",
            "cronjobs",
            "replicasets",
            "replicationcontrollers");
    private static final Set<String> WRITES = Set.of("create", "update", "patch");

    private final Suspects suspects;
    private final @Nullable String cluster;
    private final ClusterIdentities identities;
    private final LetIn letIn;
    private final AskedTokens tokens;

    ClusterFollowing(Suspects suspects, @Nullable String cluster, ClusterIdentities identities, LetIn letIn) {
        this.suspects = suspects;
        this.cluster = cluster;
        this.identities = identities;
        this.letIn = letIn;
        this.tokens = new AskedTokens(suspects);
    }

    /** Looks at a request of the attacker that took effect. */
    void follow(Sighting sighting, AuditEvent event, Suspect actor) {
        String resource = event.resource();
        if (resource.equals("serviceaccounts")
                && event.subresource().equals("token")
                && event.verb().equals("create")) {
            AskedToken token = AskedToken.of(event);
            String of = event.namespace() + '/' + event.name() + ' ' + actor.key();
            serviceAccount(
                    sighting,
                    event.namespace(),
                    event.name(),
                    "token asked for by " + actor.id(),
                    actor,
                    sighting.time(),
                    token.credential() == null
                            ? token::mayHaveDone
                            : his -> token.mayHaveDone(his) || tokens.haveDone(his, of),
                    tokens.kept(token, of));
        } else if (resource.equals("pods") && INTO_POD.contains(event.subresource())) {
            pod(sighting, event.namespace(), event.name(), actor);
        } else if (resource.endsWith("rolebindings") && WRITES.contains(event.verb())) {
            event.request().path("subjects").forEach(subject -> bound(sighting, subject, event.namespace(), actor));
        } else if (WORKLOADS.contains(resource) && event.subresource().isEmpty() && WRITES.contains(event.verb())) {
            String account = serviceAccountOf(event.request());
            if (account != null) {
                MadePods pods = MadePods.of(event);
                serviceAccount(
                        sighting,
                        event.namespace(),
                        account,
                        "of " + pods + ", made or changed by " + actor.id(),
                        actor,
                        sighting.time(),
                        pods::mayHaveDone,
                        pods);
            }
        } else if (resource.equals("configmaps")
                && event.name().equals("aws-auth")
                && event.namespace().equals("kube-system")
                && WRITES.contains(event.verb())) {
            letIn.mapped(sighting, event);
        } else if (ServiceAccountToken.of(event) != null && WRITES.contains(event.verb())) {
            serviceAccount(
                    sighting, event.namespace(), ServiceAccountToken.of(event), "token made by " + actor.id(), actor);
        } else if (resource.equals("secrets") && event.verb().equals("get")) {
            secretRead(sighting, event, actor);
        }
        podOfCaller(sighting, event, actor);
    }

    /** A request with a pod's token tells the pod's service account: the way from a pod that was entered to its AWS role. */
    void podOfCaller(Sighting sighting, AuditEvent event, Suspect actor) {
        String[] parts = event.user().split(":", -1);
        if (actor.type().equals("pod") && parts.length == 4 && event.user().startsWith("system:serviceaccount:")) {
            // Whose pod it is does not change: the account is his since he is in the pod, not since a request told.
            serviceAccount(
                    sighting, parts[2], parts[3], "of pod " + actor.id(), actor, actor.since(), Suspect.ALWAYS, "");
        }
    }

    private void secretRead(Sighting sighting, AuditEvent event, Suspect actor) {
        String account = ServiceAccountToken.read(event);
        String perhaps = ServiceAccountToken.perhapsRead(event);
        if (account != null) {
            serviceAccount(sighting, event.namespace(), account, "token read by " + actor.id(), actor);
        } else if (perhaps != null) {
            suspects.consider(
                    sighting,
                    "system:serviceaccount:" + event.namespace() + ":" + perhaps,
                    "undecided: " + actor.id() + " read the secret " + event.namespace() + "/" + event.name()
                            + ", which by its name may hold a token of such a service account; name it in the scope to have its requests looked at");
        }
    }

    private void bound(Sighting sighting, JsonNode subject, String namespace, Suspect actor) {
        String name = Json.text(subject, "name");
        String kind = Json.text(subject, "kind");
        if (name == null || kind == null) {
            return;
        }
        switch (kind) {
            case "ServiceAccount" -> {
                String in = Json.text(subject, "namespace");
                serviceAccount(sighting, in == null ? namespace : in, name, "given rights by " + actor.id(), actor);
            }
            case "User" -> user(sighting, name, actor);
            case "Group" -> {
                if (name.equals("system:unauthenticated")) {
                    user(sighting, "system:anonymous", actor);
                } else {
                    suspects.consider(
                            sighting,
                            name,
                            "a group that was given rights by " + actor.id()
                                    + ": take the binding back; whoever is in it is not the attacker by that alone, and may do since then what the role allows");
                }
            }
            default -> {
                // Kubernetes knows no further kind of subject.
            }
        }
    }

    private void user(Sighting sighting, String name, Suspect actor) {
        suspects.add(new Suspect(
                                name,
                                null,
                                "kubernetesUser",
                                "given rights by " + actor.id(),
                                "medium",
                                false,
                                sighting.time(),
                                Suspect.ALWAYS)
                        .knownBy(Token.KUBERNETES_USER.of(name)))
                .because(sighting.eventId());
    }

    private void serviceAccount(
            Sighting sighting, String namespace, @Nullable String account, String how, Suspect actor) {
        serviceAccount(sighting, namespace, account, how, actor, sighting.time(), Suspect.ALWAYS, "");
    }

    private void serviceAccount(
            Sighting sighting,
            String namespace,
            @Nullable String account,
            String how,
            Suspect actor,
            @Nullable Instant since,
            Suspect.Condition his,
            Object asks) {
        Suspect.Condition here = PodIdentity.notOfAnother(cluster);
        String user = "system:serviceaccount:" + namespace + ":" + account;
        if (account == null || account.isEmpty() || user.equals(actor.id())) {
            return;
        }
        identities.behind(suspects.add(new Suspect(
                                user,
                                null,
                                "serviceAccount",
                                how,
                                "medium",
                                false,
                                since,
                                event -> here.holds(event) && his.holds(event))
                        .asking(asks)
                        .knownBy(
                                Token.NAME.of(user),
                                Token.KUBERNETES_USER.of(user),
                                Token.POD_ACCOUNT.of(namespace + "/" + account))
                        .worksAs(user))
                .because(sighting.eventId()));
    }

    private void pod(Sighting sighting, String namespace, String pod, Suspect actor) {
        if (pod.isEmpty()) {
            return;
        }
        Suspect entered = new Suspect(
                        namespace + "/" + pod,
                        null,
                        "pod",
                        "entered by " + actor.id(),
                        "medium",
                        false,
                        sighting.time(),
                        PodIdentity.ofPodIn(cluster, namespace))
                .knownBy(Token.POD.of(namespace + "/" + pod), Token.KUBERNETES_POD.of(pod))
                .worksAs("pod " + namespace + "/" + pod);
        if (cluster != null) {
            entered.knownBy(Token.POD_SESSION.of(PodSessions.prefix(cluster, pod)));
        }
        identities.behind(suspects.add(entered).because(sighting.eventId()));
    }

    private static @Nullable String serviceAccountOf(JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode template =
                spec.has("jobTemplate") ? spec.at("/jobTemplate/spec/template/spec") : spec.at("/template/spec");
        String ofPod = Json.text(spec, "serviceAccountName");
        return ofPod != null ? ofPod : Json.text(template, "serviceAccountName");
    }
}
