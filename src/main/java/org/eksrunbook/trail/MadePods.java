package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a workload. Controllers call them by the workload's name, a hyphen and more (Kubernetes, «Deployments», «Jobs», «StatefulSets»), so that a pod
 * of another name which has the same service account is another workload's.
 *
 * @param workload its name; empty where the request does not tell
 * @param kind plural, as in the request
 */
record MadePods(String workload, String kind) {

    // What the API server keeps of a name before the five characters of its own; the index of a job's pod stays whole.
    private static final int LONGEST = 58;
    private static final Pattern INDEXED = Pattern.compile("(.+)-\\d{1,6}-[a-z0-9]{5}");

    static MadePods of(AuditEvent request) {
        return new MadePods(request.objectName(), request.resource());
    }

    /** Whether the event may be one of theirs: it names one of them, or none. */
    boolean mayHaveDone(Sighting event) {
        String pod = podOf(event);
        return pod == null
                || workload.isEmpty()
                || pod.equals(workload)
                || pod.startsWith(workload + '-')
                || isCut(pod);
    }

    private boolean isCut(String pod) {
        if (workload.length() >= LONGEST && pod.startsWith(workload.substring(0, LONGEST))) {
            return true;
        }
        Matcher indexed = INDEXED.matcher(pod);
        return kind.endsWith("jobs")
                && pod.length() == LONGEST + 5
                && indexed.matches()
                && workload.startsWith(indexed.group(1));
    }

    private static @Nullable String podOf(Sighting event) {
        if (event.audit() != null) {
            JsonNode names = event.audit().extra().path("authentication.kubernetes.io/pod-name");
            return names.isArray() && !names.isEmpty() ? names.get(0).asText() : null;
        }
        PodIdentity told = event.event() == null ? null : PodIdentity.of(event.event());
        return told == null || told.pod().isEmpty() ? null : told.pod();
    }

    @Override
    public String toString() {
        return workload.isEmpty() ? "a workload" : kind + ' ' + workload;
    }
}
