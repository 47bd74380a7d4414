package org.eksrunbook.aws;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/** Who may reach a cluster, and which service accounts of it may take which roles. */
final class ClusterAccess {

    private static final int MOST = 300;

    private final EksClient eks;
    private final String cluster;
    private final ClusterAnswers answers;

    ClusterAccess(EksClient eks, String cluster, ClusterAnswers answers) {
        this.eks = eks;
        this.cluster = cluster;
        this.answers = answers;
    }

    void entries() {
        TokenPages.Rows<String> entries = answers.list(AwsCall.EKS_ACCESS_ENTRIES, MOST, token -> {
            var page = CallFailed.naming(
                    AwsCall.EKS_ACCESS_ENTRIES,
                    () -> eks.listAccessEntries(
                            request -> request.clusterName(cluster).nextToken(token)));
            return new TokenPages.Page<>(page.accessEntries(), page.nextToken());
        });
        tellMore(entries.whole(), entries.rows().size());
        boolean policiesRead = true;
        for (String principal : entries.rows()) {
            if (answers.isLate()) {
                answers.gap("reading all of them takes longer than a step may");
                return;
            }
            Optional<AccessEntry> described = answers.unlessGone(
                    "access entry of " + principal,
                    () -> CallFailed.naming(
                            AwsCall.EKS_ACCESS_ENTRY,
                            () -> eks.describeAccessEntry(request ->
                                            request.clusterName(cluster).principalArn(principal))
                                    .accessEntry()));
            if (described.isEmpty()) {
                continue;
            }
            AccessEntry entry = described.get();
            List<String> policies = List.of();
            try {
                policies = policiesRead ? policies(principal) : List.of();
            } catch (CallFailed failed) {
                policiesRead = failed.gone();
                if (!failed.gone()) {
                    answers.gap("their policies: ", failed);
                }
            }
            answers.access(new ClusterReport.Access(
                    ClusterTopic.ACCESS,
                    entry.principalArn(),
                    entry.username() == null ? "" : entry.username(),
                    entry.kubernetesGroups(),
                    policies));
        }
    }

    private List<String> policies(String principal) {
        TokenPages.Rows<String> policies = answers.list(AwsCall.EKS_ACCESS_POLICIES, MOST, token -> {
            var page = CallFailed.naming(
                    AwsCall.EKS_ACCESS_POLICIES,
                    () -> eks.listAssociatedAccessPolicies(request ->
                            request.clusterName(cluster).principalArn(principal).nextToken(token)));
            return new TokenPages.Page<>(
                    page.associatedAccessPolicies().stream()
                            .map(policy -> policy.policyArn()
                                    .substring(policy.policyArn().lastIndexOf('/') + 1))
                            .toList(),
                    page.nextToken());
        });
        if (!policies.whole()) {
            answers.gap("the policies of " + VisibleText.of(principal) + " were not read to their end");
        }
        return policies.rows();
    }

    void podIdentities() {
        TokenPages.Rows<String> ids = answers.list(AwsCall.EKS_POD_IDENTITIES, MOST, token -> {
            var page = CallFailed.naming(
                    AwsCall.EKS_POD_IDENTITIES,
                    () -> eks.listPodIdentityAssociations(
                            request -> request.clusterName(cluster).nextToken(token)));
            return new TokenPages.Page<>(
                    page.associations().stream().map(one -> one.associationId()).toList(), page.nextToken());
        });
        tellMore(ids.whole(), ids.rows().size());
        for (String id : ids.rows()) {
            if (answers.isLate()) {
                answers.gap("reading all of them takes longer than a step may");
                return;
            }
            answers.unlessGone(
                            "Pod Identity association " + id,
                            () -> CallFailed.naming(
                                    AwsCall.EKS_POD_IDENTITY,
                                    () -> eks.describePodIdentityAssociation(request ->
                                                    request.clusterName(cluster).associationId(id))
                                            .association()))
                    .ifPresent(this::podIdentity);
        }
    }

    private void podIdentity(PodIdentityAssociation one) {
        String how = "Pod Identity association " + one.associationId() + " (EKS)"
                + (Boolean.TRUE.equals(one.disableSessionTags())
                        ? ", without session tags: its sessions do not tell the pod"
                        : "");
        answers.account(new ClusterReport.Account(
                ClusterTopic.POD_IDENTITY, one.namespace(), one.serviceAccount(), one.roleArn(), how));
        if (one.targetRoleArn() != null) {
            answers.account(new ClusterReport.Account(
                    ClusterTopic.POD_IDENTITY,
                    one.namespace(),
                    one.serviceAccount(),
                    one.targetRoleArn(),
                    "target role of " + how));
        }
    }

    private void tellMore(boolean whole, int read) {
        if (!whole) {
            answers.gap("there are more than " + read + ", the others were not read");
        }
    }
}
