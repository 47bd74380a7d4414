package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.trail.ClusterReport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Instance → instance profile → role, of the scope's instances and of the cluster's, which carry the tag {@code kubernetes.io/cluster/<name>}
 * (EKS user guide, «Tag your resources»). A terminated instance is gone from EC2 within the hour.
 */
final class NodeRoles {

    private static final int MOST = 1000;

    private final Ec2Client ec2;
    private final IamClient iam;
    private final ClusterAnswers answers;
    private final Map<String, String> roleOfProfile = new HashMap<>();

    NodeRoles(Ec2Client ec2, IamClient iam, ClusterAnswers answers) {
        this.ec2 = ec2;
        this.iam = iam;
        this.answers = answers;
    }

    void read(Scope scope) {
        List<Instance> found = new ArrayList<>();
        if (!scope.nodeInstanceIds().isEmpty()) {
            // A filter, not ids: one id that is gone would fail the call for all.
            found.addAll(instances("instance-id", scope.nodeInstanceIds()));
        }
        if (scope.clusterName() != null) {
            instances("tag-key", List.of("kubernetes.io/cluster/" + scope.clusterName())).stream()
                    .filter(one ->
                            found.stream().noneMatch(other -> other.instanceId().equals(one.instanceId())))
                    .forEach(found::add);
        }
        found.forEach(this::node);
        List<String> missing = scope.nodeInstanceIds().stream()
                .filter(id -> found.stream().noneMatch(one -> one.instanceId().equals(id)))
                .toList();
        if (!missing.isEmpty()) {
            answers.gap("EC2 does not know " + String.join(", ", missing) + " (any more)");
        }
    }

    private List<Instance> instances(String filter, List<String> values) {
        Filter by = Filter.builder().name(filter).values(values).build();
        TokenPages.Rows<Instance> rows = answers.list(AwsCall.EC2_INSTANCES, MOST, token -> {
            var page = CallFailed.naming(
                    AwsCall.EC2_INSTANCES,
                    () -> ec2.describeInstances(request -> request.filters(by).nextToken(token)));
            return new TokenPages.Page<>(
                    page.reservations().stream()
                            .map(Reservation::instances)
                            .flatMap(List::stream)
                            .toList(),
                    page.nextToken());
        });
        if (!rows.whole()) {
            answers.gap("there are more than " + rows.rows().size() + ", the others were not read");
        }
        return rows.rows();
    }

    private void node(Instance instance) {
        if (instance.iamInstanceProfile() == null) {
            return;
        }
        String profile = instance.iamInstanceProfile().arn();
        String role = role(profile.substring(profile.lastIndexOf('/') + 1));
        if (role != null) {
            answers.node(new ClusterReport.Node(
                    instance.instanceId(),
                    role,
                    podsReach(instance.metadataOptions()),
                    instance.launchTime(),
                    "instance profile " + profile.substring(profile.lastIndexOf('/') + 1) + " (EC2, IAM)"));
        }
    }

    private @Nullable String role(String profile) {
        String known = roleOfProfile.get(profile);
        if (known != null) {
            return known;
        }
        List<String> roles = answers.unlessGone(
                        "instance profile " + profile,
                        () -> CallFailed.naming(
                                AwsCall.IAM_INSTANCE_PROFILE,
                                () -> iam.getInstanceProfile(request -> request.instanceProfileName(profile))
                                        .instanceProfile()))
                .map(one -> one.roles().stream().map(role -> role.arn()).toList())
                .orElse(List.of());
        if (roles.isEmpty()) {
            return null;
        }
        roleOfProfile.put(profile, roles.get(0));
        return roles.get(0);
    }

    /** Without a token nothing stops a pod; with one, the answer gets no further than the hop limit. */
    private static boolean podsReach(@Nullable InstanceMetadataOptionsResponse options) {
        if (options == null || "disabled".equals(options.httpEndpointAsString())) {
            return false;
        }
        return options.httpTokens() != HttpTokensState.REQUIRED
                || options.httpPutResponseHopLimit() != null && options.httpPutResponseHopLimit() > 1;
    }
}
