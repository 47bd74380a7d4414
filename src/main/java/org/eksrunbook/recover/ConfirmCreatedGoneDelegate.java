package org.eksrunbook.recover;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Part 4, step 4: everything created is gone or isolated; what is neither goes into this plan. */
@Component
final class ConfirmCreatedGoneDelegate implements JavaDelegate {

    private static final List<String> SETTLED = List.of("gone", "removed", "isolated", "contained");

    private final Decided decided;
    private final Steps steps;
    private final Remedies remedies;
    private final Ledger ledger;

    ConfirmCreatedGoneDelegate(Decided decided, Steps steps, Remedies remedies, Ledger ledger) {
        this.decided = decided;
        this.steps = steps;
        this.remedies = remedies;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        Decided.Standing standing = decided.of(id);
        Map<String, List<String>> byState = standing.rows().values().stream()
                .filter(row -> Heading.of(row.change()).equals(Heading.CREATED))
                .collect(Collectors.groupingBy(
                        InventoryRow::state, TreeMap::new, Collectors.mapping(InventoryRow::key, Collectors.toList())));
        ledger.appendOnce(
                id,
                execution.getCurrentActivityId() + "/confirmed/" + standing.seq(),
                "recovery.created",
                Actor.SYSTEM,
                Map.of("byState", byState));
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.CREATED) && group.way().equals(Way.CONFIRM_GONE),
                this::remedy);
    }

    private List<Action> remedy(IncidentId incident, Steps.Thing thing) {
        InventoryRow row = thing.row();
        if (SETTLED.contains(row.state()) || mayBeOurs(row)) {
            return List.of();
        }
        boolean kept = thing.group().disposition().equals(Way.KEEP) || Way.KEEP.equals(row.cleanUp());
        String why = "The attacker made it and it is neither gone nor isolated.";
        return kept ? remedies.keep(incident, row.resource(), why) : remedies.delete(row.resource(), why);
    }

    /** Whoever looked and saw that the attacker made it had it deleted in the clean-up; «none» is the word that it is ours. */
    private static boolean mayBeOurs(InventoryRow row) {
        return row.perhapsThereBefore() || Way.NONE.equals(row.cleanUp());
    }
}
