package org.eksrunbook.aws;

import java.util.List;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterTopic;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.iam.IamClient;

/** Reads one cluster, topic by topic. */
final class ClusterReading {

    private static final int MOST_GROUPS = 100;

    private final EksClient eks;
    private final IamClient iam;
    private final String name;
    private final ClusterAnswers answers;

    ClusterReading(EksClient eks, IamClient iam, String name, ClusterAnswers answers) {
        this.eks = eks;
        this.iam = iam;
        this.name = name;
        this.answers = answers;
    }

    /** @throws CallFailed where it cannot be described */
    static Cluster describe(EksClient eks, String name) {
        return CallFailed.naming(
                AwsCall.EKS_CLUSTER,
                () -> eks.describeCluster(request -> request.name(name)).cluster());
    }

    /** Whether its audit log is delivered to CloudWatch Logs now. */
    static boolean isAudited(Cluster cluster) {
        return cluster.logging() != null
                && cluster.logging().clusterLogging().stream()
                        .anyMatch(one -> Boolean.TRUE.equals(one.enabled())
                                && one.types().contains(LogType.AUDIT));
    }

    /** @throws CallFailed and whatever the SDK throws; what was read until then stays */
    void read(ClusterTopic topic, Cluster cluster) {
        switch (topic) {
            case CLUSTER -> cluster(cluster);
            case NODE_GROUPS -> nodeGroups();
            case FARGATE -> fargate();
            case ADDONS -> addons();
            case ACCESS -> new ClusterAccess(eks, name, answers).entries();
            case POD_IDENTITY -> new ClusterAccess(eks, name, answers).podIdentities();
            case WEB_IDENTITY -> new WebIdentityRoles(iam, answers).read(cluster);
            case NODES, PODS, AUTH_MAP -> throw new IllegalStateException("Not of the cluster itself: " + topic);
        }
    }

    private void cluster(Cluster cluster) {
        answers.role(ClusterTopic.CLUSTER, cluster.roleArn(), "role of the cluster " + name + " (EKS)");
        if (!isAudited(cluster)) {
            answers.note("Audit logging of the cluster " + VisibleText.of(name)
                    + " is switched off: what is done inside it now stands in no log.");
        }
        String mode =
                cluster.accessConfig() == null ? "" : cluster.accessConfig().authenticationModeAsString();
        if ("CONFIG_MAP".equals(mode)) {
            answers.note(
                    "Who may reach the cluster " + VisibleText.of(name) + " is ruled by its ConfigMap aws-auth alone.");
        } else if ("API".equals(mode)) {
            answers.note("Who may reach the cluster " + VisibleText.of(name)
                    + " is ruled by its access entries alone: what a ConfigMap aws-auth says does not count.");
        }
    }

    private void nodeGroups() {
        for (String group : all(AwsCall.EKS_NODE_GROUPS, token -> {
            var page = CallFailed.naming(
                    AwsCall.EKS_NODE_GROUPS,
                    () -> eks.listNodegroups(
                            request -> request.clusterName(name).nextToken(token)));
            return new TokenPages.Page<>(page.nodegroups(), page.nextToken());
        })) {
            answers.unlessGone(
                            "node group " + group,
                            () -> CallFailed.naming(
                                    AwsCall.EKS_NODE_GROUP,
                                    () -> eks.describeNodegroup(request ->
                                                    request.clusterName(name).nodegroupName(group))
                                            .nodegroup()
                                            .nodeRole()))
                    .ifPresent(role -> answers.role(
                            ClusterTopic.NODE_GROUPS, role, "role of the nodes of group " + group + " (EKS)"));
        }
    }

    private void fargate() {
        for (String profile : all(AwsCall.EKS_FARGATE_PROFILES, token -> {
            var page = CallFailed.naming(
                    AwsCall.EKS_FARGATE_PROFILES,
                    () -> eks.listFargateProfiles(
                            request -> request.clusterName(name).nextToken(token)));
            return new TokenPages.Page<>(page.fargateProfileNames(), page.nextToken());
        })) {
            answers.unlessGone(
                            "Fargate profile " + profile,
                            () -> CallFailed.naming(
                                    AwsCall.EKS_FARGATE_PROFILE,
                                    () -> eks.describeFargateProfile(request ->
                                                    request.clusterName(name).fargateProfileName(profile))
                                            .fargateProfile()
                                            .podExecutionRoleArn()))
                    .ifPresent(role -> answers.role(
                            ClusterTopic.FARGATE,
                            role,
                            "role that starts pods of Fargate profile " + profile + " (EKS)"));
        }
    }

    private void addons() {
        for (String addon : all(AwsCall.EKS_ADDONS, token -> {
            var page = CallFailed.naming(
                    AwsCall.EKS_ADDONS,
                    () -> eks.listAddons(request -> request.clusterName(name).nextToken(token)));
            return new TokenPages.Page<>(page.addons(), page.nextToken());
        })) {
            answers.unlessGone(
                            "add-on " + addon,
                            () -> CallFailed.naming(
                                    AwsCall.EKS_ADDON,
                                    () -> eks.describeAddon(request ->
                                                    request.clusterName(name).addonName(addon))
                                            .addon()
                                            .serviceAccountRoleArn()))
                    .ifPresent(role -> answers.role(ClusterTopic.ADDONS, role, "role of add-on " + addon + " (EKS)"));
        }
    }

    private List<String> all(
            AwsCall call,
            java.util.function.Function<@org.jspecify.annotations.Nullable String, TokenPages.Page<String>> ask) {
        TokenPages.Rows<String> rows = answers.list(call, MOST_GROUPS, ask);
        if (!rows.whole()) {
            answers.gap("there are more than " + rows.rows().size() + ", the others were not read");
        }
        return rows.rows();
    }
}
