package org.eksrunbook.asset;

import java.util.Collection;
import java.util.Map;
import org.eksrunbook.incident.Scope;

/** What AWS Config recorded about resources. */
public interface ConfigHistory {

    /**
     * The recorded history of each resource; every resource asked for has an answer.
     * Reads what is needed once for all of them: ask for many at a time.
     */
    Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources);
}
