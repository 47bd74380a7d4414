package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource of an incident, as {@code GET /api/incidents/{id}/resources} shows it. Text fields are as a log, tag or CMDB wrote them:
 * never trusted, always escaped.
 *
 * @param key names the row in decisions; stable for a resource whatever name it was called by
 * @param change the change that decides how it is dealt with; {@code changes} are all, the strongest first
 * @param state {@code present}, {@code deleted}, {@code gone} (created and deleted by the attacker), {@code contained} (Part 2), and after our
 *     own actions {@code removed}, {@code isolated}, {@code restored}
 * @param application empty where not known
 * @param applicationSource {@code cmdb}, {@code tags} (as of the time of compromise), {@code person} or {@code none}
 * @param owner user or group; empty: {@code responders}
 * @param suspectTags tags about application, owner or data class that were changed since the compromise; they decide nothing
 * @param sensitivity 0 to 100: how much it matters that this was read (correction 18); the list is ordered by it
 * @param events ids of the events it rests on, at most {@value #EVENTS_SHOWN}; {@code eventCount} counts all
 * @param source {@code trail}, {@code given} (start variable) or {@code person} (added in the review)
 * @param disposition what was decided: {@code delete}, {@code keep}, {@code restore}, {@code replace}, …; null: nothing yet
 * @param cleanUp what a person answered to the clean-up's proposal, whatever recovery decided later: {@code delete}, {@code keep}, {@code putBack},
 *     {@code rotate}, {@code none}; null: nothing
 * @param decidedBy the ledger's actor; null: nobody yet
 * @param proof state of the newest proof; null: none
 * @param perhapsThereBefore true: the call that made it succeeds on what is there already, and AWS Config did not say whether it was
 * @param madeBy what made it by itself, the innermost first; empty: somebody's call made it, or it was there, or the logs do not tell
 * @param makes what it made by itself; {@code null}: it is nothing that makes others, or was only looked at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InventoryRow(
        String key,
        String type,
        String id,
        @Nullable String arn,
        String accountId,
        String region,
        Change change,
        List<Change> changes,
        String state,
        String application,
        String applicationSource,
        String owner,
        String environment,
        String dataClass,
        List<String> suspectTags,
        int sensitivity,
        List<String> events,
        int eventCount,
        List<String> principals,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        String source,
        @Nullable String disposition,
        @Nullable String dispositionReason,
        @Nullable String cleanUp,
        @Nullable String cleanUpReason,
        @Nullable String decidedBy,
        List<RowAction> actions,
        @Nullable RowProof proof,
        boolean perhapsThereBefore,
        List<MadeBy> madeBy,
        @Nullable Making makes) {

    public static final int EVENTS_SHOWN = 200;

    /** An action planned for the resource: {@code planned}, {@code approved}, {@code refused}, {@code performed} or {@code failed}. */
    public record RowAction(String plan, String purpose, String id, String kind, String state) {}

    /** @param state {@code proven}, {@code stated} or {@code failed} */
    public record RowProof(String state, String how, String plan, String action) {}

    public InventoryRow {
        changes = List.copyOf(changes);
        suspectTags = List.copyOf(suspectTags);
        events = List.copyOf(events);
        principals = List.copyOf(principals);
        actions = List.copyOf(actions);
        // Rows of earlier versions have none.
        madeBy = madeBy == null ? List.of() : List.copyOf(madeBy);
    }

    /** The same with what it belongs to, and with what belongs to it. */
    InventoryRow with(List<MadeBy> makers, @Nullable Making made) {
        return new InventoryRow(
                key,
                type,
                id,
                arn,
                accountId,
                region,
                change,
                changes,
                state,
                application,
                applicationSource,
                owner,
                environment,
                dataClass,
                suspectTags,
                sensitivity,
                events,
                eventCount,
                principals,
                firstSeen,
                lastSeen,
                source,
                disposition,
                dispositionReason,
                cleanUp,
                cleanUpReason,
                decidedBy,
                actions,
                proof,
                perhapsThereBefore,
                makers,
                made);
    }

    /** Whether a person decided what becomes of it; a plan that proposes something decides nothing. */
    @JsonIgnore
    public boolean isDecided() {
        return disposition != null;
    }

    @JsonIgnore
    public ResourceRef resource() {
        return new ResourceRef(type, id, arn, accountId, region);
    }
}
