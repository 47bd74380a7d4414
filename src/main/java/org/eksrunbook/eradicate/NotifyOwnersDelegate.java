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
import org.eksrunbook.people.OwnerNotices.Told;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Tells the owner of each touched application what was touched, once a round, and again where a further review changed it. */
@Component
final class NotifyOwnersDelegate implements JavaDelegate {

    private static final String ASKED =
            "Look at the list. Say what is not yours and what is missing. Where something was modified or deleted, keep"
                    + " people ready: you will be asked whether the application works again.";

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
        List<Told> owners = byApplication.entrySet().stream()
                .map(one -> told(one.getKey(), one.getValue()))
                .toList();
        notices.tell(id, execution.getCurrentActivityId() + "/round-" + round, owners, ASKED);
    }

    private static Told told(String application, List<InventoryRow> rows) {
        String owner = rows.stream()
                .map(InventoryRow::owner)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("responders");
        List<Affected> affected = rows.stream()
                .map(row -> new Affected(
                        row.type(), row.id(), row.arn(), row.change().word()))
                .toList();
        return new Told(application, owner, affected);
    }
}
