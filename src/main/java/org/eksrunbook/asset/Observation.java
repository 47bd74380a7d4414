package org.eksrunbook.asset;

import java.time.Instant;
import java.util.List;

/**
 * One call that touched resources, as the trail's classification tells it.
 *
 * @param action the API's name ({@code CreateAccessKey}) or the Kubernetes verb
 * @param changes the categories that apply, the most serious first
 * @param effective false where the call was denied or failed: it touched nothing
 * @param principal who acted
 * @param madeBy what made the call by itself; empty: somebody called himself, or the log does not tell
 */
public record Observation(
        String eventId,
        Instant time,
        String action,
        List<Change> changes,
        boolean effective,
        List<ResourceRef> resources,
        String principal,
        List<MadeBy> madeBy) {

    /** One that somebody made himself. */
    public Observation(
            String eventId,
            Instant time,
            String action,
            List<Change> changes,
            boolean effective,
            List<ResourceRef> resources,
            String principal) {
        this(eventId, time, action, changes, effective, resources, principal, List.of());
    }

    public Observation {
        changes = List.copyOf(changes);
        resources = List.copyOf(resources);
        madeBy = List.copyOf(madeBy);
    }
}
