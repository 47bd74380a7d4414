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
 */
public record Observation(
        String eventId,
        Instant time,
        String action,
        List<Change> changes,
        boolean effective,
        List<ResourceRef> resources,
        String principal) {

    public Observation {
        changes = List.copyOf(changes);
        resources = List.copyOf(resources);
    }
}
