package org.eksrunbook.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterDoor;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.jspecify.annotations.Nullable;

/** Lists nodes, service accounts and pods, page by page, gets the ConfigMap aws-auth, and does nothing else. What may not be listed is a gap, and the rest is listed all the same. */
final class ClusterApi {

    private static final long PAGE = 500;
    private static final int MOST = 20_000;
    private static final int ATTEMPT_MILLIS = 8_000;
    private static final String ROLE = "eks.amazonaws.com/role-arn";

    private final Config config;
    private final Unanswered unanswered;
    private final List<String> gaps = new ArrayList<>();
    private final Map<String, String> instanceOfNode = new HashMap<>();
    private final List<ClusterReport.Account> accounts = new ArrayList<>();
    private final List<ClusterReport.Pod> pods = new ArrayList<>();
    private final List<ClusterReport.Access> access = new ArrayList<>();
    private final List<ClusterReport.Told> told = new ArrayList<>();

    ClusterApi(ClusterDoor.Way way, Unanswered unanswered) {
        this.unanswered = unanswered;
        // Nothing of this machine's own kubeconfig or service account goes along.
        ConfigBuilder builder = new ConfigBuilder(Config.empty())
                .withMasterUrl(way.endpoint())
                .withOauthToken(way.token())
                .withConnectionTimeout(ATTEMPT_MILLIS)
                .withRequestTimeout(ATTEMPT_MILLIS)
                .withRequestRetryBackoffLimit(1);
        if (!way.certificateAuthority().isEmpty()) {
            builder.withCaCertData(way.certificateAuthority());
        }
        this.config = builder.build();
    }

    ClusterReport read(Set<ClusterTopic> topics) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            boolean reached = true;
            if (topics.contains(ClusterTopic.PODS)) {
                reached = pods(client);
                tell(ClusterTopic.PODS, pods.size(), List.of());
            }
            if (topics.contains(ClusterTopic.AUTH_MAP)) {
                authMap(client, reached);
            }
        }
        return new ClusterReport(List.of(), accounts, access, List.of(), pods, told);
    }

    private boolean pods(KubernetesClient client) {
        boolean reached = list("nodes", page -> client.nodes().list(page), (Node node) -> node(node));
        if (reached) {
            list(
                    "service accounts",
                    page -> client.serviceAccounts().inAnyNamespace().list(page),
                    (ServiceAccount account) -> account(account));
            list("pods", page -> client.pods().inAnyNamespace().list(page), (Pod pod) -> pod(pod));
        }
        return reached;
    }

    /** A cluster without the map has none: that is an answer. Where the API was not reached just now the same gap holds. */
    private void authMap(KubernetesClient client, boolean reached) {
        List<String> notes = List.of();
        if (reached) {
            gaps.clear();
            try {
                ConfigMap map = client.configMaps()
                        .inNamespace("kube-system")
                        .withName("aws-auth")
                        .get();
                AwsAuthMap read = AwsAuthMap.of(map == null ? null : map.getData());
                access.addAll(read.entries());
                gaps.addAll(read.gaps());
                notes = read.notes();
            } catch (KubernetesClientException failed) {
                told("the ConfigMap aws-auth of kube-system", failed);
            }
        }
        tell(ClusterTopic.AUTH_MAP, access.size(), notes);
    }

    private void tell(ClusterTopic topic, int found, List<String> notes) {
        told.add(new ClusterReport.Told(topic, found, gaps.isEmpty() ? null : String.join("; ", gaps), notes));
    }

    /** @return false: the API is not reached, so that nothing else need be tried */
    private <T extends HasMetadata> boolean list(
            String what, Function<ListOptions, ? extends KubernetesResourceList<T>> ask, Consumer<T> each) {
        String next = null;
        int read = 0;
        try {
            do {
                KubernetesResourceList<T> page = ask.apply(new ListOptionsBuilder()
                        .withLimit(PAGE)
                        .withContinue(next)
                        .build());
                page.getItems().forEach(each);
                read += page.getItems().size();
                String following =
                        page.getMetadata() == null ? null : page.getMetadata().getContinue();
                if (following != null && following.equals(next)) {
                    gaps.add("the Kubernetes API gave the same page of " + what + " again");
                    return true;
                }
                next = following;
            } while (next != null && !next.isEmpty() && read < MOST);
        } catch (KubernetesClientException failed) {
            return told(what, failed);
        }
        if (next != null && !next.isEmpty()) {
            gaps.add("there are more than " + read + " " + what + ", the others were not read");
        }
        return true;
    }

    private boolean told(String what, KubernetesClientException failed) {
        if (failed.getCode() == 401) {
            gaps.add("the Kubernetes API does not know the reading role: give it an access entry");
            return false;
        }
        if (failed.getCode() == 403) {
            gaps.add("the reading role may not read " + what + " in Kubernetes");
            return true;
        }
        boolean answered = failed.getCode() >= 500 || failed.getCode() == 429;
        if (answered && unanswered == Unanswered.FAILS) {
            throw new FactsUnavailable(
                    FactSource.CLUSTER,
                    "Wait, or look at the Kubernetes API: it could not list " + what + " (HTTP " + failed.getCode()
                            + ")",
                    failed);
        }
        // Many clusters let nobody in from outside: not being reached is no fault that passes.
        gaps.add("the Kubernetes API " + (answered ? "does not answer: " : "is not reached from here: ")
                + VisibleText.of(String.valueOf(failed.getCause() == null ? failed.getMessage() : failed.getCause())));
        return false;
    }

    /** {@code aws:///eu-central-1a/i-0123456789abcdef0}; of Fargate it is no instance. */
    private void node(Node node) {
        String provider = node.getSpec() == null ? null : node.getSpec().getProviderID();
        String id = provider == null ? "" : provider.substring(provider.lastIndexOf('/') + 1);
        if (id.startsWith("i-")) {
            instanceOfNode.put(node.getMetadata().getName(), id);
        }
    }

    private void account(ServiceAccount account) {
        Map<String, String> annotations = account.getMetadata().getAnnotations();
        String role = annotations == null ? null : annotations.get(ROLE);
        if (role != null && role.startsWith("arn:")) {
            accounts.add(new ClusterReport.Account(
                    ClusterTopic.PODS,
                    account.getMetadata().getNamespace(),
                    account.getMetadata().getName(),
                    role,
                    "annotation of the service account (Kubernetes)"));
        }
    }

    private void pod(Pod pod) {
        String account = pod.getSpec().getServiceAccountName();
        String node = pod.getSpec().getNodeName();
        pods.add(new ClusterReport.Pod(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                account == null || account.isEmpty() ? "default" : account,
                node == null ? null : instanceOfNode.get(node),
                reachesNode(pod)));
    }

    private static @Nullable String reachesNode(Pod pod) {
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            return "hostNetwork";
        }
        if (Boolean.TRUE.equals(pod.getSpec().getHostPID())) {
            return "hostPID";
        }
        boolean privileged = pod.getSpec().getContainers().stream()
                .anyMatch(one -> one.getSecurityContext() != null
                        && Boolean.TRUE.equals(one.getSecurityContext().getPrivileged()));
        if (privileged) {
            return "a privileged container";
        }
        return pod.getSpec().getVolumes() != null
                        && pod.getSpec().getVolumes().stream().anyMatch(volume -> volume.getHostPath() != null)
                ? "a path of the node mounted"
                : null;
    }
}
