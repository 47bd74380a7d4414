package org.eksrunbook.recover;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Which applications' owners are asked «Is it back?»; things of no known application are asked of the responders, together. */
@Component("applicationsToConfirm")
public class ApplicationsToConfirm {

    /** Stands for the things of no known application. */
    static final String UNASSIGNED = "no known application";

    private final Inventory inventory;

    ApplicationsToConfirm(Inventory inventory) {
        this.inventory = inventory;
    }

    /** For the model's multi-instance. */
    public List<String> of(DelegateExecution execution) {
        return inventory.rows(BusinessKey.of(execution)).stream()
                .filter(ApplicationsToConfirm::comesBack)
                .map(ApplicationsToConfirm::name)
                .distinct()
                .sorted()
                .toList();
    }

    List<InventoryRow> rows(IncidentId id, String application) {
        return inventory.rows(id).stream()
                .filter(row -> comesBack(row) && name(row).equals(application))
                .toList();
    }

    /**
     * What was only made or only read by the attacker has nothing to come back. What he only took over or read, a role or a secret, may be missing to its application
     * after what was done about it: sessions that were ended, a secret that was rotated.
     */
    static boolean comesBack(InventoryRow row) {
        return switch (row.change()) {
            case MODIFIED, DELETED -> true;
            case IDENTITY, ACCESSED, OTHER -> !row.application().isEmpty() && wasActedOn(row);
            case CREATED, RECON -> false;
        };
    }

    private static boolean wasActedOn(InventoryRow row) {
        return row.actions().stream()
                .anyMatch(action ->
                        action.state().equals("performed") && !action.kind().equals("snapshot"));
    }

    /** As its owner's answer names it. */
    static String name(InventoryRow row) {
        return row.application().isEmpty() ? UNASSIGNED : row.application();
    }
}
