package org.eksrunbook.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Approvals;
import org.eksrunbook.action.Performance;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Plans;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.Observation;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.Bench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes the place of a compromised thing is in the CMDB afterwards, and its application's owner is asked about what we did to it. */
@SuppressWarnings("NullAway.Init") // set before each test
class NewOnesTest {

    private static final ResourceRef OLD =
            new ResourceRef("AWS::EC2::Instance", "i-old", null, "111122223333", "eu-central-1");

    @TempDir
    private Path folder = Path.of(".");

    private final List<Map<String, Object>> conflicts = new ArrayList<>();
    private Bench bench;
    private IncidentId id;

    @BeforeEach
    void aCompromisedInstanceOfTheShop() {
        bench = new Bench(folder.toString(), folder.resolve("data"), Map.of(), beans -> {
            beans.scan("org.eksrunbook.action", "org.eksrunbook.asset");
            beans.register(NewOnes.class);
        });
        id = bench.incident(new Scope(
                1,
                OLD.accountId(),
                List.of(),
                OLD.region(),
                Instant.parse("2026-01-15T10:00:00Z"),
                null,
                90,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of("mallory"),
                TrailSource.ARCHIVE,
                null));
        bench.get(Cmdb.class)
                .enter(
                        new CmdbEntry(
                                "shop", "olga", "prod", "pii", OLD.id(), OLD.type(), "{\"type\":\"m5\"}", "", null, 1),
                        id);
        bench.get(Inventory.class)
                .build(
                        id,
                        "round-1",
                        List.of(new Observation(
                                "e1",
                                Instant.parse("2026-01-15T11:00:00Z"),
                                "ModifyInstanceAttribute",
                                List.of(Change.MODIFIED),
                                true,
                                List.of(OLD),
                                "mallory")));
        bench.get(Ledger.class).append(id, "findings.reviewed", Actor.user("rita"), Map.of("accepted", 1));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Plan approved() {
        List<Action> actions = new Remedies().newResource(id, OLD, null, "it cannot be replaced");
        Plan plan = bench.get(Plans.class).make(id, Purpose.RECOVER, actions, null);
        bench.get(Approvals.class)
                .decide(id, plan.id(), plan.hash(), "anna", List.of("approvers"), "approve", "", false);
        bench.get(Performance.class).intend(id, plan.id());
        return plan;
    }

    private static String step(Plan plan, String kind) {
        return plan.actions().stream()
                .filter(action -> action.kind().word().equals(kind))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void perform(Plan plan, Map<String, String> newOnes) {
        bench.get(Performance.class).performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, newOnes);
    }

    private List<InventoryRow> rows() {
        return bench.get(Inventory.class).rows(id);
    }

    @Test
    void whatSomebodyEnteredOtherwiseIsAConflictAndNotSaidToBeEntered() {
        bench.get(Cmdb.class)
                .enter(
                        new CmdbEntry("billing", "bill", "prod", "none", "i-new", OLD.type(), "", "", null, 1),
                        new IncidentId("OTHER"));
        Plan plan = approved();
        perform(plan, Map.of(step(plan, "newResource"), "i-new"));

        assertThat(bench.get(NewOnes.class).enter(id, rows(), conflicts)).isEmpty();
        assertThat(conflicts).singleElement().satisfies(one -> assertThat(one).containsEntry("application", "billing"));
    }

    @Test
    void aNewThingIsEnteredInThePlaceOfTheOldOneOnce() {
        Plan plan = approved();
        perform(plan, Map.of(step(plan, "newResource"), "i-new"));

        List<Map<String, String>> entered = bench.get(NewOnes.class).enter(id, rows(), conflicts);

        assertThat(entered).singleElement().satisfies(one -> assertThat(one).containsEntry("newOne", "i-new"));
        assertThat(bench.get(Cmdb.class)
                        .find(new ResourceRef(OLD.type(), "i-new", null, OLD.accountId(), OLD.region())))
                .hasValueSatisfying(entry -> {
                    assertThat(entry.application()).isEqualTo("shop");
                    assertThat(entry.owner()).isEqualTo("olga");
                    assertThat(entry.configuration()).isEqualTo("{\"type\":\"m5\"}");
                    assertThat(entry.status()).isEqualTo("in the place of i-old");
                    assertThat(entry.statusIncident()).isEqualTo(id.value());
                });
        bench.get(Ledger.class)
                .append(id, "cmdb.updated", Actor.SYSTEM, Map.of("updated", List.of(), "entered", entered));
        assertThat(bench.get(NewOnes.class).enter(id, rows(), conflicts)).isEmpty();
    }

    @Test
    void whatNobodyNamedIsEnteredByNobody() {
        perform(approved(), Map.of());
        assertThat(bench.get(NewOnes.class).enter(id, rows(), conflicts)).isEmpty();
    }

    @Test
    void onlyWhatMakesSomethingNewIsAskedForAName() {
        Plan plan = approved();
        assertThatThrownBy(() -> perform(plan, Map.of(step(plan, "swapIn"), "i-new", "a99", "x")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("that makes something new");
        assertThatThrownBy(() -> perform(plan, Map.of(step(plan, "newResource"), "i-\nnew")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("one line");
    }

    @Test
    void anApplicationIsAskedWhetherItIsBackAlsoWhereWhatWasOnlyTakenOverOrReadWasActedOn() {
        InventoryRow modified = rows().get(0);
        assertThat(ApplicationsToConfirm.comesBack(modified)).isTrue();
        for (Change change : List.of(Change.IDENTITY, Change.ACCESSED)) {
            assertThat(ApplicationsToConfirm.comesBack(as(modified, change, "shop", "performed")))
                    .isTrue();
            assertThat(ApplicationsToConfirm.comesBack(as(modified, change, "shop", "refused")))
                    .isFalse();
            assertThat(ApplicationsToConfirm.comesBack(as(modified, change, "", "performed")))
                    .as("nobody's application")
                    .isFalse();
        }
        assertThat(ApplicationsToConfirm.comesBack(as(modified, Change.CREATED, "shop", "performed")))
                .isFalse();
    }

    private static InventoryRow as(InventoryRow row, Change change, String application, String state) {
        return new InventoryRow(
                row.key(),
                row.type(),
                row.id(),
                row.arn(),
                row.accountId(),
                row.region(),
                change,
                List.of(change),
                row.state(),
                application,
                row.applicationSource(),
                row.owner(),
                row.environment(),
                row.dataClass(),
                row.suspectTags(),
                row.sensitivity(),
                row.events(),
                row.eventCount(),
                row.principals(),
                row.firstSeen(),
                row.lastSeen(),
                row.source(),
                row.disposition(),
                row.dispositionReason(),
                row.cleanUp(),
                row.cleanUpReason(),
                row.decidedBy(),
                List.of(new InventoryRow.RowAction("cut-1", "cut", "a1", "revokeSessions", state)),
                row.proof(),
                row.perhapsThereBefore(),
                row.madeBy(),
                row.makes());
    }
}
