package org.eksrunbook.trail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AWS principals behind pods, service accounts, nodes and Kubernetes users, as AWS and Kubernetes told them (correction 11). That one leads to
 * the other is certain; whether the attacker went that way shows only in the calls, so that what is found here is looked for and compared with its
 * ordinary work. What serves the cluster as a whole is listed and not looked for.
 */
final class ClusterIdentities {

    private static final int MOST_LISTED = 200;

    private final Suspects suspects;
    private final ClusterReport known;
    private final Instant compromisedAt;

    ClusterIdentities(Suspects suspects, ClusterReport known, Instant compromisedAt) {
        this.suspects = suspects;
        this.known = known;
        this.compromisedAt = compromisedAt;
    }

    /** Derives from all suspects that there are, then lists what else has to do with the cluster. */
    void behindAll() {
        List.copyOf(suspects.all()).forEach(this::behind);
        known.roles().stream()
                .limit(MOST_LISTED)
                .forEach(
                        role -> list(
                                role.arn(),
                                role.how(),
                                "works for the cluster as a whole: name a node, pod or service account of it in the scope to have its calls looked at"));
        known.access().stream()
                .limit(MOST_LISTED)
                .forEach(entry -> list(entry.principalArn(), AccessEntries.how(entry), AccessEntries.why(entry)));
    }

    /** Derives from one suspect. */
    void behind(Suspect suspect) {
        switch (suspect.type()) {
            case "pod" -> pod(suspect);
            case "serviceAccount", "podIdentity" -> serviceAccount(suspect);
            case "node" -> node(suspect);
            case "kubernetesUser", "name" -> user(suspect);
            default -> {
                // Stands for itself.
            }
        }
    }

    private void pod(Suspect suspect) {
        for (ClusterReport.Pod pod : known.pods()) {
            if (!suspect.id().equals(pod.namespace() + "/" + pod.name())) {
                continue;
            }
            String user = "system:serviceaccount:" + pod.namespace() + ":" + pod.serviceAccount();
            Suspect account = derived(
                            user, "serviceAccount", "service account of pod " + suspect.id() + " (Kubernetes)", suspect)
                    .knownBy(
                            Token.NAME.of(user),
                            Token.KUBERNETES_USER.of(user),
                            Token.POD_ACCOUNT.of(pod.namespace() + "/" + pod.serviceAccount()))
                    .worksAs(user);
            behind(suspects.add(account));
            if (pod.instanceId() != null) {
                nodeOf(pod, pod.instanceId(), suspect);
            }
        }
    }

    /** Its node is looked for where the pod can act as it, and where ordinary work from before can tell the node's own calls apart. */
    private void nodeOf(ClusterReport.Pod pod, String instance, Suspect suspect) {
        ClusterReport.Node node = node(instance);
        boolean reached = pod.reachesNode() != null || node != null && node.podsReachCredentials();
        boolean old =
                node != null && node.startedAt() != null && node.startedAt().isBefore(compromisedAt);
        String way = pod.reachesNode() != null
                ? "the pod has " + pod.reachesNode()
                : "the instance's metadata service answers pods";
        if (reached && old) {
            behind(suspects.add(derived(
                            instance,
                            "node",
                            "node of pod " + suspect.id() + ", whose role is in reach: " + way,
                            suspect)
                    .knownBy(Token.SESSION.of(instance))
                    .worksAs("node " + instance)));
        } else {
            list(
                    instance,
                    "node of pod " + suspect.id(),
                    (reached
                                    ? way
                                            + ", but the instance has no ordinary work from before the compromise to compare with"
                                    : "nothing says that the pod could act as its node")
                            + ": name it in the scope to have its calls looked at");
        }
    }

    private void node(Suspect suspect) {
        ClusterReport.Node node = node(suspect.id());
        String session = node == null ? null : Arns.session(node.roleArn(), node.instanceId());
        if (node != null && session != null) {
            suspect.standsFor(session);
            list(
                    node.roleArn(),
                    node.how(),
                    "role of node " + node.instanceId()
                            + ": the calls of this node's session are looked at, those of other nodes are not");
        }
    }

    private ClusterReport.@Nullable Node node(String instance) {
        return known.nodes().stream()
                .filter(one -> one.instanceId().equals(instance))
                .findFirst()
                .orElse(null);
    }

    private void serviceAccount(Suspect suspect) {
        String[] parts = suspect.id().split(":", -1);
        if (parts.length != 4) {
            return;
        }
        for (ClusterReport.Account account : known.accounts()) {
            if (Glob.matches(account.namespace(), parts[2])
                    && Glob.matches(account.name(), parts[3])
                    && !Arns.isServiceLinked(account.arn())) {
                String how = "role of service account " + parts[2] + "/" + parts[3] + ": " + account.how();
                suspects.add(role(account.arn(), how, suspect).worksAs(suspect.id()));
            }
        }
    }

    private void user(Suspect suspect) {
        for (ClusterReport.Access entry : known.access()) {
            String arn = AccessEntries.principalOf(entry, suspect.id());
            if (arn != null) {
                String how = "Kubernetes user " + suspect.id() + " " + AccessEntries.by(entry);
                suspects.add(
                        AssumedRole.of(arn) == null && Arns.isRole(arn)
                                ? role(arn, how, suspect).worksAs("role " + arn)
                                : derived(arn, Arns.isUser(arn) ? "user" : "session", how, suspect)
                                        .standsFor(arn)
                                        .knownBy(Token.ARN.of(arn), Token.SWITCHED_FROM.of(arn)));
            }
        }
    }

    private static Suspect role(String arn, String how, Suspect from) {
        return derived(arn, "role", how, from)
                .standsFor(arn)
                .knownBy(
                        Token.ISSUER_ARN.of(arn),
                        Token.ARN.of(arn),
                        Token.ROLE.of(Arns.account(arn) + ":" + Arns.name(arn)));
    }

    private static Suspect derived(String id, String type, String how, Suspect from) {
        Suspect derived = Suspect.found(id, null, type, how, "medium", from.since());
        from.evidence().forEach(derived::because);
        return derived;
    }

    private void list(String id, String how, String why) {
        suspects.add(Suspect.found(id, id.startsWith("arn:") ? id : null, "considered", how, "low", null)
                .leftOut(why));
    }
}
