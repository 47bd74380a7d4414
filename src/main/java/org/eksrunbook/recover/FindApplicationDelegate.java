package org.eksrunbook.recover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Part 4, step 3.1: to which application each deleted thing belonged, and who says so; what nobody knows is named as such. */
@Component
final class FindApplicationDelegate implements JavaDelegate {

    private final Decided decided;
    private final Ledger ledger;

    FindApplicationDelegate(Decided decided, Ledger ledger) {
        this.decided = decided;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        Decided.Standing standing = decided.of(id);
        List<Map<String, String>> found = new ArrayList<>();
        for (InventoryRow row : standing.rows().values()) {
            if (Heading.of(row.change()).equals(Heading.DELETED)) {
                found.add(Map.of(
                        "resource",
                        row.key(),
                        "application",
                        row.application().isEmpty() ? "not known" : row.application(),
                        "source",
                        row.applicationSource(),
                        "owner",
                        row.owner().isEmpty() ? "responders" : row.owner()));
            }
        }
        ledger.appendOnce(
                id,
                execution.getCurrentActivityId() + "/" + standing.seq(),
                "recovery.applications",
                Actor.SYSTEM,
                Map.of("deleted", found));
    }
}
