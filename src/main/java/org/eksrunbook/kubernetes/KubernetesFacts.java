package org.eksrunbook.kubernetes;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.ClusterDoor;
import org.eksrunbook.trail.ClusterFacts;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.eksrunbook.trail.SourceUnavailable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the cluster itself which pod runs as which service account, and where, and whom its ConfigMap aws-auth lets in. Where it is not reached the audit log tells it, as far as it was used. */
@Component
class KubernetesFacts implements ClusterFacts {

    private final ObjectProvider<ClusterDoor> doors;

    KubernetesFacts(ObjectProvider<ClusterDoor> doors) {
        this.doors = doors;
    }

    @Override
    public Set<ClusterTopic> topics(Scope scope) {
        ClusterDoor door = doors.getIfAvailable();
        return door != null && door.opens(scope) ? EnumSet.of(ClusterTopic.PODS, ClusterTopic.AUTH_MAP) : Set.of();
    }

    @Override
    public ClusterReport read(Scope scope, Set<ClusterTopic> topics, Unanswered unanswered) {
        ClusterDoor.Way way;
        try {
            way = doors.getObject().open(scope, unanswered);
        } catch (SourceUnavailable closed) {
            return gap(topics, "the Kubernetes API was not asked: " + closed.getMessage());
        }
        return new ClusterApi(way, unanswered).read(topics);
    }

    private static ClusterReport gap(Set<ClusterTopic> topics, String why) {
        List<ClusterReport.Told> told = topics.stream()
                .map(topic -> new ClusterReport.Told(topic, 0, why, List.of()))
                .toList();
        return new ClusterReport(List.of(), List.of(), List.of(), List.of(), List.of(), told);
    }
}
