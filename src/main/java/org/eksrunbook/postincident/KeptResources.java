package org.eksrunbook.postincident;

import java.util.List;
import java.util.Set;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Verdict;
import org.springframework.stereotype.Component;

/** What was isolated and kept for analysis, in Part 2 or since. */
@Component
class KeptResources {

    private static final Set<String> KEPT = Set.of("isolated", "contained");

    /** What works and can be started anew; a role or a snapshot that Part 2 named is no such thing. */
    private static final Set<String> RUNNING = Set.of(
            "AWS::EC2::Instance",
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::EKS::Nodegroup",
            "AWS::ECS::Service",
            "AWS::ECS::Task",
            "AWS::Lambda::Function",
            "AWS::SageMaker::NotebookInstance");

    private final Inventory inventory;

    KeptResources(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * What may be destroyed once it was analysed: what was isolated by a plan, and of what Part 2 contained that which runs. What was captured as
     * evidence or revoked stays, and so does all that was contained for a false alarm.
     */
    List<InventoryRow> terminable(Incident incident) {
        return of(incident.id()).stream()
                .filter(row -> row.state().equals("isolated")
                        || incident.verdict() != Verdict.BENIGN
                                && (row.type().startsWith("Kubernetes::") || RUNNING.contains(row.type())))
                .toList();
    }

    List<InventoryRow> of(IncidentId id) {
        return inventory.rows(id).stream()
                .filter(row -> KEPT.contains(row.state()))
                .toList();
    }
}
