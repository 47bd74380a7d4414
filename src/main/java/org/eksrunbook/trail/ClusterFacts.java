package org.eksrunbook.trail;

import java.util.Set;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;

/** Port: asks AWS, or the cluster, what stands behind the cluster of an incident. Where there is no adapter nothing is known, as with logs alone. */
public interface ClusterFacts {

    /** What this server can ask about such a scope; empty: it is not set up to ask, or there is nothing to ask about. Asks nobody. */
    Set<ClusterTopic> topics(Scope scope);

    /**
     * Reads, for half a minute at most, with the reading role of the scope's account. Each topic that was asked for has its row in
     * {@link ClusterReport#told}, with a gap where it was refused or not reached.
     *
     * @param topics of those that {@link #topics} gave
     * @throws FactsUnavailable where trying again may help and is wanted
     */
    ClusterReport read(Scope scope, Set<ClusterTopic> topics, Unanswered unanswered);
}
