package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a resource's plural as the audit log writes it ({@code clusterrolebindings}) to its kind ({@code ClusterRoleBinding}). */
final class KubernetesKinds {
    private static final Map<String, String> KINDS = new HashMap<>();

    static {
        for (String kind :
                ("Pod Secret ConfigMap Service ServiceAccount Node Namespace Event Endpoints PersistentVolume PersistentVolumeClaim"
                                + " ReplicationController ResourceQuota LimitRange PodTemplate Binding Deployment ReplicaSet StatefulSet DaemonSet"
                                + " ControllerRevision Job CronJob Role ClusterRole RoleBinding ClusterRoleBinding CertificateSigningRequest"
                                + " CustomResourceDefinition APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration"
                                + " ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding TokenReview SubjectAccessReview"
                                + " SelfSubjectAccessReview SelfSubjectRulesReview SelfSubjectReview LocalSubjectAccessReview StorageClass CSIDriver CSINode"
                                + " VolumeAttachment PriorityClass RuntimeClass Lease EndpointSlice HorizontalPodAutoscaler PodDisruptionBudget"
                                + " PodSecurityPolicy FlowSchema PriorityLevelConfiguration ENIConfig SecurityGroupPolicy")
                        .split(" ")) {
            String lower = kind.toLowerCase(Locale.ROOT);
            KINDS.put(plural(lower), kind);
        }
        KINDS.put("endpoints", "Endpoints");
        KINDS.put("ingresses", "Ingress");
        KINDS.put("ingressclasses", "IngressClass");
        KINDS.put("networkpolicies", "NetworkPolicy");
    }

    private KubernetesKinds() {}

    /**
     * The kind; for an unknown plural that of the object which was sent, where it is the same word (only it tells {@code AppProject} from
     * {@code Appproject}), else a guess from the word itself.
     */
    static String of(String plural, @Nullable String sent) {
        String known = KINDS.get(plural);
        if (known != null) {
            return known;
        }
        if (sent != null
                && sent.length() <= 63
                && plural(sent.toLowerCase(Locale.ROOT)).equals(plural)) {
            return sent;
        }
        String one = Leaf.singular(plural);
        return one.isEmpty() ? "Unknown" : one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1);
    }

    private static String plural(String word) {
        return word.endsWith("y")
                ? word.substring(0, word.length() - 1) + "ies"
                : word.endsWith("s") ? word + "es" : word + "s";
    }
}
