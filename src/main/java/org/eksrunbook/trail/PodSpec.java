package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a workload may do to its node, read from the object that was sent: host namespaces, host paths, privilege, strong capabilities. */
final class PodSpec {
    private static final Set<String> STRONG =
            Set.of("ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "NET_ADMIN", "NET_RAW", "DAC_READ_SEARCH", "BPF");

    private PodSpec() {}

    /** In words, empty where nothing reaches the node; the pod itself or the template of a deployment, job or cron job. */
    static List<String> reachesNode(JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode job = spec.path("jobTemplate").path("spec");
        JsonNode template = (job.isMissingNode() ? spec : job).path("template").path("spec");
        JsonNode pod = template.isMissingNode() ? spec : template;
        List<String> found = new ArrayList<>();
        for (String host : new String[] {"hostPID", "hostNetwork", "hostIPC"}) {
            if (pod.path(host).asBoolean()) {
                found.add(host);
            }
        }
        pod.path("volumes").forEach(volume -> {
            if (volume.has("hostPath")) {
                found.add("hostPath " + volume.path("hostPath").path("path").asText());
            }
        });
        for (String list : new String[] {"containers", "initContainers", "ephemeralContainers"}) {
            pod.path(list).forEach(container -> container(container.path("securityContext"), found));
        }
        return found;
    }

    private static void container(JsonNode security, List<String> found) {
        if (security.path("privileged").asBoolean() && !found.contains("privileged")) {
            found.add("privileged");
        }
        security.path("capabilities").path("add").forEach(capability -> {
            String name = capability.asText().replaceFirst("^CAP_", "");
            if (STRONG.contains(name)) {
                found.add("capability " + name);
            }
        });
    }
}
