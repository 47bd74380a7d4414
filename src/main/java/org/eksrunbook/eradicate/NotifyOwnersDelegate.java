package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.people.OwnerNotices;
import org.eksrunbook.people.OwnerNotices.Affected;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Tells the owner of each touched application what was touched, once a round. */
@Component
final class NotifyOwnersDelegate implements JavaDelegate {

    private static final String ASKED =
            "Look at the list. Say what is not yours and what is missing, and keep people ready:"
                    + " you will be asked whether the application works again.";

    private final Inventory inventory;
    private final OwnerNotices notices;

    NotifyOwnersDelegate(Inventory inventory, OwnerNotices notices) {
        this.inventory = inventory;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        Object round = execution.getVariable(EradicateVariables.ROUND);
        Map<String, List<InventoryRow>> byApplication = inventory.rows(id).stream()
                .filter(row -> !row.application().isEmpty())
                .collect(Collectors.groupingBy(InventoryRow::application, TreeMap::new, Collectors.toList()));
        int number = 0;
        for (Map.Entry<String, List<InventoryRow>> one : byApplication.entrySet()) {
            String step = execution.getCurrentActivityId() + "/round-" + round + "/" + ++number;
            tell(id, step, one.getKey(), one.getValue());
        }
    }

    private void tell(IncidentId id, String step, String application, List<InventoryRow> rows) {
        String owner = rows.stream()
                .map(InventoryRow::owner)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("responders");
        List<Affected> affected = rows.stream()
                .map(row -> new Affected(
                        row.type(), row.id(), row.arn(), row.change().word()))
                .toList();
        notices.tell(id, step, application, owner, owner.contains("@") ? owner : null, affected, ASKED);
    }
}
