package org.eksrunbook.postincident;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.Databases;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.GivenResource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Part 2 isolated, revoked and captured is not all of one kind. */
class KeptResourcesTest {

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void whatRunsMayBeDestroyedOnceItWasAnalysedAndEvidenceAndRolesStay() {
        assertThat(terminable(Verdict.MALICIOUS)).containsExactlyInAnyOrder("i-0123456789abcdef0", "shop/orders-1");
    }

    @Test
    void nothingIsDestroyedThatAFalseAlarmContained() {
        assertThat(terminable(Verdict.BENIGN)).isEmpty();
    }

    private List<String> terminable(Verdict verdict) {
        try (CaseContext context = new CaseContext(Databases.h2(), folder)) {
            Incident incident = new Incident(
                    IncidentId.of("KEPT-1"),
                    true,
                    false,
                    Phase.POST_INCIDENT,
                    Severity.P2,
                    verdict,
                    CaseContext.COMPROMISED,
                    CaseContext.COMPROMISED,
                    null,
                    CaseContext.scope(null),
                    null,
                    Stream.of(
                                    "AWS::EC2::Instance i-0123456789abcdef0",
                                    "Kubernetes::Pod shop/orders-1",
                                    "AWS::IAM::Role node-role",
                                    "AWS::EC2::Snapshot snap-0123456789abcdef0")
                            .map(one -> new GivenResource(one.split(" ", 2)[0], one.split(" ", 2)[1], null, null, null))
                            .toList(),
                    List.of(),
                    List.of());
            context.get(Incidents.class).open(incident);
            Inventory inventory = context.get(Inventory.class);
            inventory.build(incident.id(), "1", List.of());
            return new KeptResources(inventory)
                    .terminable(incident).stream().map(InventoryRow::id).toList();
        }
    }
}
