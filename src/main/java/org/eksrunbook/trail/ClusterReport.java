package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What AWS and Kubernetes said of a cluster: which AWS principals stand behind its nodes, pods and service accounts, and who may reach it
 * (correction 11). A topic that was asked for has a row in {@code told}, with a gap where its answer is not whole.
 *
 * @param issuers who issues the tokens of the cluster's service accounts, without {@code https://}; empty where not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterReport(
        List<Role> roles,
        List<Account> accounts,
        List<Access> access,
        List<Node> nodes,
        List<Pod> pods,
        List<Told> told,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> issuers) {

    public static final ClusterReport NOTHING =
            new ClusterReport(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Of a cluster whose issuer of tokens is not known. */
    public ClusterReport(
            List<Role> roles,
            List<Account> accounts,
            List<Access> access,
            List<Node> nodes,
            List<Pod> pods,
            List<Told> told) {
        this(roles, accounts, access, nodes, pods, told, List.of());
    }

    @JsonCreator
    public ClusterReport {
        roles = List.copyOf(roles);
        accounts = List.copyOf(accounts);
        access = List.copyOf(access);
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        told = List.copyOf(told);
        issuers = List.copyOf(issuers);
    }

    /** A role that works for the cluster as a whole: its own, that of a node group, a Fargate profile, an add-on. */
    public record Role(ClusterTopic topic, String arn, String how) {}

    /**
     * A role that a service account can take.
     *
     * @param namespace may hold {@code *} and {@code ?} where the role's trust policy does; likewise {@code name}
     * @param how where this is known from, in words
     */
    public record Account(ClusterTopic topic, String namespace, String name, String arn, String how) {}

    /**
     * Who may reach the cluster, as whom.
     *
     * @param topic {@code ACCESS} (an access entry) or {@code AUTH_MAP} (a line of the ConfigMap aws-auth)
     * @param kubernetesUser may hold {@code {{SessionName}}} and {@code {{SessionNameRaw}}}
     */
    public record Access(
            ClusterTopic topic,
            String principalArn,
            String kubernetesUser,
            List<String> groups,
            List<String> policies) {

        @JsonCreator
        public Access(
                @Nullable ClusterTopic topic,
                String principalArn,
                String kubernetesUser,
                List<String> groups,
                List<String> policies) {
            // Records of the first versions know access entries alone.
            this.topic = topic == null ? ClusterTopic.ACCESS : topic;
            this.principalArn = principalArn;
            this.kubernetesUser = kubernetesUser;
            this.groups = List.copyOf(groups);
            this.policies = List.copyOf(policies);
        }
    }

    /**
     * An instance.
     *
     * @param roleArn of its instance profile
     * @param podsReachCredentials whether its metadata service gives the role's credentials to pods (no token required, or a hop limit above 1)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String instanceId,
            String roleArn,
            boolean podsReachCredentials,
            @Nullable Instant startedAt,
            String how) {}

    /**
     * @param instanceId of the node it runs on; {@code null}: none, or not told
     * @param reachesNode why it can act as its node, such as {@code hostNetwork}; {@code null}: nothing says that it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pod(
            String namespace,
            String name,
            String serviceAccount,
            @Nullable String instanceId,
            @Nullable String reachesNode) {}

    /**
     * @param found how many rows
     * @param gap what could not be read and why, as a clause without a full stop; {@code null}: the answer is whole
     * @param notes sentences that belong into the coverage whatever the answer was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Told(
            ClusterTopic topic, int found, @Nullable String gap, List<String> notes) {

        @JsonIgnore
        public boolean isWhole() {
            return gap == null;
        }
    }

    /** The rows of some topics. */
    ClusterReport of(Set<ClusterTopic> topics) {
        return new ClusterReport(
                roles.stream().filter(role -> topics.contains(role.topic())).toList(),
                accounts.stream().filter(one -> topics.contains(one.topic())).toList(),
                access.stream().filter(one -> topics.contains(one.topic())).toList(),
                topics.contains(ClusterTopic.NODES) ? nodes : List.of(),
                topics.contains(ClusterTopic.PODS) ? pods : List.of(),
                told.stream().filter(one -> topics.contains(one.topic())).toList(),
                topics.contains(ClusterTopic.WEB_IDENTITY) ? issuers : List.of());
    }

    ClusterReport and(ClusterReport other) {
        return new ClusterReport(
                both(roles, other.roles),
                both(accounts, other.accounts),
                both(access, other.access),
                both(nodes, other.nodes),
                both(pods, other.pods),
                both(told, other.told),
                both(issuers, other.issuers));
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
