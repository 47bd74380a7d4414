package org.eksrunbook.asset;

import java.util.Collection;
import java.util.Map;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Incident;

/** What AWS Config recorded about resources. */
public interface ConfigHistory {

    /**
     * The recorded history of each resource; every resource asked for has an answer.
     * Reads what is needed once for all of them: ask for many at a time.
     *
     * @throws FactsUnavailable where it cannot be told now, unless a person went on without it
     */
    Map<ResourceRef, ResourceHistory> of(Incident incident, Collection<ResourceRef> resources);
}
