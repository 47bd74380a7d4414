package org.eksrunbook.asset;

import java.util.Collection;
import java.util.Map;
import org.eksrunbook.incident.Scope;

/** Port: AWS Config itself, asked over its API. */
public interface LiveConfig {

    /** Whether it is asked for an incident with this scope; where not, {@link #of} is not called. */
    boolean isAsked(Scope scope);

    /**
     * The recorded history of each resource. What cannot be asked is {@link ResourceHistory.Answer#NOT_RECORDED} with the reason and the permission
     * that is missing; nothing is thrown.
     */
    Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources);
}
