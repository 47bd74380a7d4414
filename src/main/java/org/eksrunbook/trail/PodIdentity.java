package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * For which pod EKS Pod Identity asked for a session: the session tags of {@code AssumeRole} by {@code pods.eks.amazonaws.com}, or the subject of
 * {@code AssumeRoleForPodIdentity} (EKS user guide, «Grant Pods access to AWS resources based on tags»).
 *
 * @param pod empty where not told
 */
record PodIdentity(String cluster, String namespace, String serviceAccount, String pod) {

    static final String SERVICE = "pods.eks.amazonaws.com";

    /** Namespaces and names repeat from cluster to cluster: what Pod Identity says of another cluster's is not this one's. */
    static Suspect.Condition notOfAnother(@Nullable String cluster) {
        return sighting -> {
            PodIdentity told = sighting.event() == null ? null : of(sighting.event());
            return told == null
                    || cluster == null
                    || told.cluster().isEmpty()
                    || told.cluster().equals(cluster);
        };
    }

    /** The same of a pod: names repeat from namespace to namespace, too, and whoever shows a pod's token is a service account of the pod's. */
    static Suspect.Condition ofPodIn(@Nullable String cluster, String namespace) {
        Suspect.Condition here = notOfAnother(cluster);
        String accounts = "system:serviceaccount:" + namespace + ":";
        return sighting -> here.holds(sighting)
                && (sighting.audit() == null || sighting.audit().user().startsWith(accounts));
    }

    static @Nullable PodIdentity of(EventRecord event) {
        if (event.name().equals("AssumeRoleForPodIdentity")) {
            JsonNode subject = Json.object(event.response(), "subject");
            return made(
                    Json.text(event.request(), "clusterName"),
                    Json.text(subject, "namespace"),
                    Json.text(subject, "serviceAccount"),
                    null);
        }
        if (!event.name().equals("AssumeRole")
                || !SERVICE.equals(event.identity().invokedBy())) {
            return null;
        }
        JsonNode tags = event.request().has("principalTags")
                ? event.request().get("principalTags")
                : event.request().path("tags");
        return made(
                tag(tags, "eks-cluster-name"),
                tag(tags, "kubernetes-namespace"),
                tag(tags, "kubernetes-service-account"),
                tag(tags, "kubernetes-pod-name"));
    }

    private static @Nullable PodIdentity made(
            @Nullable String cluster, @Nullable String namespace, @Nullable String account, @Nullable String pod) {
        return namespace == null || account == null
                ? null
                : new PodIdentity(cluster == null ? "" : cluster, namespace, account, pod == null ? "" : pod);
    }

    /** Tags are a list of {key, value}, or an object of names. */
    private static @Nullable String tag(JsonNode tags, String name) {
        if (tags.isObject()) {
            return Json.text(tags, name);
        }
        for (JsonNode tag : tags) {
            if (name.equals(Json.text(tag, "key"))) {
                return Json.text(tag, "value");
            }
        }
        return null;
    }
}
