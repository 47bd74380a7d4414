package org.eksrunbook.asset;

import java.util.Collection;
import java.util.Map;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;

/** Port: AWS Config itself, asked over its API. */
public interface LiveConfig {

    /** Whether it is asked for an incident with this scope; where not, {@link #of} is not called. */
    boolean isAsked(Scope scope);

    /**
     * The recorded history of each resource. What cannot be asked is {@link ResourceHistory.Answer#NOT_RECORDED} with the reason and the permission
     * that is missing.
     *
     * @throws FactsUnavailable where trying again may help and is wanted
     */
    Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources, Unanswered unanswered);
}
