package org.eksrunbook.eradicate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.asset.ConfigHistory;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/** The actions that clean up: what was created goes or is kept isolated, what opens a door is put back, what was read is rotated. */
@Component
class CleanUp {

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
        List<Wanted> actions = new ArrayList<>();
        wanted.forEach((row, proposal) -> remedy(
                        incident, row, proposal, Objects.requireNonNull(recorded.get(row.resource())))
                .forEach(action -> actions.add(new Wanted(action, row.lastSeen()))));
        return actions;
    }

    private List<Action> remedy(
            Incident incident, InventoryRow row, CleanUpProposals.Proposal proposal, ResourceHistory recorded) {
        return switch (proposal.disposition()) {
            case CleanUpProposals.DELETE -> remedies.delete(row.resource(), proposal.reason());
            case CleanUpProposals.KEEP -> remedies.keep(incident.id(), row.resource(), proposal.reason());
            case CleanUpProposals.PUT_BACK ->
                remedies.putBack(
                        row.resource(),
                        calls.of(incident.id(), row.events()),
                        recorded,
                        incident.scope().compromisedAt(),
                        proposal.reason());
            case CleanUpProposals.ROTATE -> remedies.rotate(row.resource(), proposal.reason());
            default ->
                throw new IllegalStateException("Mend the table eradicationProposal: it says «" + proposal.disposition()
                        + "», which is none of none, delete, keep, putBack, rotate");
        };
    }
}
