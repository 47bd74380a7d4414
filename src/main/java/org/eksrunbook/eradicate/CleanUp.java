package org.eksrunbook.eradicate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Call;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.asset.ConfigHistory;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** The actions that clean up: what was created goes or is kept isolated, what opens a door is put back, what was read is rotated. */
@Component
class CleanUp {

    /** Of one thing: each is a step of the plan that a person reads. */
    private static final int MOST_CALLS = 1_000;

    private final Inventory inventory;
    private final CleanUpProposals proposals;
    private final ConfigHistory history;
    private final Calls calls;
    private final Remedies remedies;

    CleanUp(Inventory inventory, CleanUpProposals proposals, ConfigHistory history, Calls calls, Remedies remedies) {
        this.inventory = inventory;
        this.proposals = proposals;
        this.history = history;
        this.calls = calls;
        this.remedies = remedies;
    }

    List<Wanted> actions(Incident incident) {
        Map<InventoryRow, CleanUpProposals.Proposal> wanted =
                new LinkedHashMap<>(proposals.of(inventory.rows(incident.id())));
        wanted.values().removeIf(proposal -> proposal.disposition().equals(CleanUpProposals.NONE));
        Map<ResourceRef, ResourceHistory> recorded = history.of(
                incident, wanted.keySet().stream().map(InventoryRow::resource).toList());
        List<InventoryRow> back = wanted.keySet().stream()
                .filter(row ->
                        Objects.requireNonNull(wanted.get(row)).disposition().equals(CleanUpProposals.PUT_BACK))
                .toList();
        Map<String, List<Call>> made = calls(incident.id(), back);
        List<Wanted> actions = new ArrayList<>();
        wanted.forEach((row, proposal) -> remedy(
                        incident,
                        row,
                        proposal,
                        made.getOrDefault(row.key(), List.of()),
                        Objects.requireNonNull(recorded.get(row.resource())))
                .forEach(action -> actions.add(new Wanted(action, row.lastSeen()))));
        return actions;
    }

    /** By row, whatever altered it, however often the attacker called; nothing where that is too much to be taken back call by call. */
    private Map<String, List<Call>> calls(IncidentId id, List<InventoryRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> altering = inventory.alteringCalls(id);
        Map<String, List<String>> asked = new LinkedHashMap<>();
        rows.forEach(row -> {
            List<String> events = altering.getOrDefault(row.key(), List.of());
            if (events.size() <= MOST_CALLS) {
                // A person may have something put back that no call is known to have altered.
                asked.put(row.key(), events.isEmpty() ? row.events() : events);
            }
        });
        return calls.of(id, asked);
    }

    private List<Action> remedy(
            Incident incident,
            InventoryRow row,
            CleanUpProposals.Proposal proposal,
            List<Call> made,
            ResourceHistory recorded) {
        return switch (proposal.disposition()) {
            case CleanUpProposals.DELETE -> remedies.delete(row.resource(), proposal.reason());
            case CleanUpProposals.KEEP -> remedies.keep(incident.id(), row.resource(), proposal.reason());
            case CleanUpProposals.PUT_BACK ->
                remedies.putBack(
                        row.resource(), made, recorded, incident.scope().compromisedAt(), reason(row, proposal, made));
            case CleanUpProposals.ROTATE -> remedies.rotate(row.resource(), proposal.reason());
            default ->
                throw new IllegalStateException("Mend the table eradicationProposal: it says «" + proposal.disposition()
                        + "», which is none of none, delete, keep, putBack, rotate");
        };
    }

    private static String reason(InventoryRow row, CleanUpProposals.Proposal proposal, List<Call> made) {
        return made.isEmpty() && row.eventCount() > MOST_CALLS
                ? proposal.reason() + " " + row.eventCount() + " calls are more than can be taken back one by one."
                : proposal.reason();
    }
}
