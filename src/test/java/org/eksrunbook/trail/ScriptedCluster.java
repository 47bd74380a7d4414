package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;

/** A cluster that answers what a test wrote; topics in {@code refused} are gaps. */
final class ScriptedCluster implements ClusterFacts {

    static final String ACCOUNT = "111122223333";
    static final String POD_ROLE = "arn:aws:iam::111122223333:role/payments-pod";
    static final String TARGET_ROLE = "arn:aws:iam::444455556666:role/ledger";
    static final String NODE_ROLE = "arn:aws:iam::111122223333:role/eks/payments-node";
    static final String CLUSTER_ROLE = "arn:aws:iam::111122223333:role/payments-cluster";
    static final String LEGACY = "arn:aws:iam::111122223333:role/legacy";
    static final String ADMIN = "arn:aws:iam::111122223333:role/sso/admin";

    final Set<ClusterTopic> refused = EnumSet.noneOf(ClusterTopic.class);
    final List<Set<ClusterTopic>> asked = new ArrayList<>();
    boolean hostNetwork;

    @Nullable
    String issuer;

    @Override
    public Set<ClusterTopic> topics(Scope scope) {
        return scope.clusterName() == null ? Set.of() : EnumSet.allOf(ClusterTopic.class);
    }

    @Override
    public ClusterReport read(Scope scope, Set<ClusterTopic> topics, Unanswered unanswered) {
        asked.add(EnumSet.copyOf(topics));
        Set<ClusterTopic> answered = EnumSet.copyOf(topics);
        answered.removeAll(refused);
        ClusterReport answers = new ClusterReport(
                        List.of(new ClusterReport.Role(ClusterTopic.CLUSTER, CLUSTER_ROLE, "role of the cluster")),
                        List.of(
                                new ClusterReport.Account(
                                        ClusterTopic.POD_IDENTITY, "shop", "payments", POD_ROLE, "association a-1"),
                                new ClusterReport.Account(
                                        ClusterTopic.POD_IDENTITY, "shop", "payments", TARGET_ROLE, "target of a-1"),
                                new ClusterReport.Account(
                                        ClusterTopic.WEB_IDENTITY,
                                        "sh*",
                                        "other",
                                        "arn:aws:iam::111122223333:role/others",
                                        "trust policy")),
                        List.of(
                                new ClusterReport.Access(
                                        ClusterTopic.ACCESS, ADMIN, "sso:{{SessionName}}", List.of(), List.of("Admin")),
                                new ClusterReport.Access(
                                        ClusterTopic.AUTH_MAP,
                                        LEGACY,
                                        "legacy-admin",
                                        List.of("system:masters"),
                                        List.of())),
                        List.of(new ClusterReport.Node(
                                "i-0123456789abcdef0", NODE_ROLE, false, Instant.EPOCH, "instance profile nodes")),
                        List.of(new ClusterReport.Pod(
                                "shop",
                                "payments-7d-x",
                                "payments",
                                "i-0123456789abcdef0",
                                hostNetwork ? "hostNetwork" : null)),
                        List.of(),
                        issuer == null ? List.of() : List.of(issuer))
                .of(answered);
        List<ClusterReport.Told> told = topics.stream()
                .map(topic -> new ClusterReport.Told(
                        topic, 1, refused.contains(topic) ? "access denied (some:Permission)" : null, List.of()))
                .toList();
        return answers.and(new ClusterReport(List.of(), List.of(), List.of(), List.of(), List.of(), told));
    }
}
