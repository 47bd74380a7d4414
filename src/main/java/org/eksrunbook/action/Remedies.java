package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which actions deal with what the attacker did. Gives actions for {@link Plans#make}; where nothing is known of a type, or a name can stand
 * in no command, an honest step by hand.
 */
@Component
public class Remedies {

    private final Cuts cuts = new Cuts();
    private final Deletions deletions = new Deletions();
    private final Isolations isolations = new Isolations();
    private final PutBacks putBacks = new PutBacks();
    private final Recoveries recoveries = new Recoveries(isolations);

    /** Cuts a live principal: trust and access paths before sessions (corrections 9 and 11). Empty where there is nothing to cut. */
    public List<Action> cut(LivePrincipal principal) {
        return cuts.of(principal);
    }

    /** Deletes what the attacker created. */
    public List<Action> delete(ResourceRef resource, String reason) {
        return List.of(deletions.of(resource, reason));
    }

    /** Keeps it for analysis: snapshot, isolate, stop (correction 24). What is kept is marked with the incident. */
    public List<Action> keep(IncidentId incident, ResourceRef resource, String reason) {
        return isolations.of(incident, resource, reason);
    }

    /**
     * Puts a modified resource back as it was.
     *
     * @param calls what the attacker called on it, in time order
     * @param history as AWS Config recorded it
     */
    public List<Action> putBack(
            ResourceRef resource, List<Call> calls, ResourceHistory history, Instant compromisedAt, String reason) {
        return putBacks.of(resource, calls, history.before(compromisedAt).orElse(null), reason);
    }

    /** Replaces it: the fix first, then the new one, then the old one goes (correction 21), or is kept for the forensics (correction 24). */
    public List<Action> replace(
            IncidentId incident, ResourceRef resource, String fix, boolean keepsOld, String reason) {
        return recoveries.replace(incident, resource, fix, keepsOld, reason);
    }

    /** Prepares a new one, puts it in the old one's place, isolates the old (correction 23). */
    public List<Action> newResource(
            IncidentId incident, ResourceRef resource, @Nullable JsonNode configuration, String reason) {
        return recoveries.newResource(incident, resource, configuration, reason);
    }

    /**
     * Restores it from a backup made before the compromise (correction 22).
     *
     * @param recoveryPoint null: a person looks it up
     * @param keepsOld whether it is kept first as it is now, for the forensics (correction 24)
     * @param knownGood why the backup counts as good; null: nobody said so
     */
    public List<Action> restore(
            IncidentId incident,
            ResourceRef resource,
            @Nullable String recoveryPoint,
            Instant compromisedAt,
            boolean keepsOld,
            @Nullable String knownGood,
            String reason) {
        List<Action> actions = new ArrayList<>();
        if (keepsOld) {
            actions.addAll(recoveries.evidence(incident, resource, reason));
        }
        actions.add(recoveries.restore(incident, resource, recoveryPoint, compromisedAt, knownGood, reason));
        return actions;
    }

    /** Makes it anew from its recorded configuration. */
    public List<Action> recreate(
            IncidentId incident, ResourceRef resource, @Nullable JsonNode configuration, String source, String reason) {
        return List.of(recoveries.recreate(incident, resource, configuration, source, reason));
    }

    /** Rotates a secret that was read. */
    public List<Action> rotate(ResourceRef resource, String reason) {
        return List.of(recoveries.rotate(resource, reason));
    }

    /** Deletes what was kept, after its analysis. */
    public List<Action> terminate(ResourceRef resource, String reason) {
        return delete(resource, reason);
    }
}
