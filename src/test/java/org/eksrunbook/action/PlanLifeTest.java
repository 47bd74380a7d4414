package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.Databases;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class PlanLifeTest {

    private static final List<String> APPROVERS = List.of("approvers");
    private static final List<String> RESPONDERS = List.of("responders");

    @TempDir
    Path folder;

    private CaseContext context;
    private Plans plans;
    private Approvals approvals;
    private Performance performance;
    private Ledger ledger;
    private final Remedies remedies = new Remedies();
    private final IncidentId id = IncidentId.of("INC-1");

    DataSource database() {
        return Databases.h2();
    }

    @BeforeEach
    void open() {
        context = new CaseContext(database(), folder);
        plans = context.get(Plans.class);
        approvals = context.get(Approvals.class);
        performance = context.get(Performance.class);
        ledger = context.get(Ledger.class);
        context.open("INC-1");
        ledger.append(id, "findings.reviewed", Actor.user("rita"), Map.of("accepted", 1));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void theSameContentIsTheSamePlanAndStandsInTheLedgerOnce() {
        Plan plan = plan();
        assertThat(plan()).isEqualTo(plan);
        assertThat(plans.require(id, plan.id())).isEqualTo(plan);
        assertThat(ledger.entries(id, "plan.made")).singleElement().satisfies(entry -> {
            assertThat(entry.body().path("hash").asText()).isEqualTo(plan.hash());
            assertThat(entry.body().path("actions")).hasSize(plan.actions().size());
        });
    }

    @Test
    void aPlanIsDoneInItsOrderWhateverOrderItWasAskedIn() {
        List<Action> backwards = List.of(
                remedies.delete(ref("AWS::EC2::Instance", "i-2"), "why").get(0),
                remedies.cut(role("evil")).get(1),
                remedies.cut(role("evil")).get(0),
                remedies.cut(role("evil")).get(0));
        Plan plan = plans.make(id, Purpose.CUT, backwards, null);
        assertThat(plan.actions())
                .extracting(Action::kind)
                .containsExactly(ActionKind.REMOVE_TRUST, ActionKind.REVOKE_SESSIONS, ActionKind.DELETE);
        assertThat(plan.actions()).extracting(Action::id).containsExactly("a1", "a2", "a3");
    }

    @Test
    void whatChangedLastIsPutBackFirstAndWhatIsDoneTwiceCountsWhereItIsDoneLast() throws Exception {
        ResourceRef eve = ref("AWS::IAM::User", "eve");
        List<String> names = List.of("AttachUserPolicy", "DetachUserPolicy", "AttachUserPolicy");
        List<Call> calls = new ArrayList<>();
        for (String name : names) {
            JsonNode request = new ObjectMapper()
                    .readTree("{\"userName\":\"eve\",\"policyArn\":\"arn:aws:iam::aws:policy/AdministratorAccess\"}");
            calls.add(new Call(
                    "e" + calls.size(), CaseContext.COMPROMISED.plusSeconds(calls.size()), name, request, request));
        }
        ResourceHistory none = new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), "no files");
        // Detached first, then attached: it was attached before. What he gave and took away again is not given on the
        // way back.
        assertThat(words(remedies.putBack(eve, calls.subList(1, 3), none, CaseContext.COMPROMISED, "why")))
                .containsExactly("attach-user-policy");
        assertThat(words(remedies.putBack(eve, calls, none, CaseContext.COMPROMISED, "why")))
                .containsExactly("detach-user-policy");
        List<Action> oneByOne = new ArrayList<>();
        for (Call call : calls) {
            oneByOne.addAll(remedies.putBack(eve, List.of(call), none, CaseContext.COMPROMISED, "why"));
        }
        // A plan keeps the order in which it is asked; the words of the commands sort the other way round.
        assertThat(words(oneByOne)).containsExactly("attach-user-policy", "detach-user-policy");
        assertThat(words(oneByOne.subList(0, 2))).containsExactly("detach-user-policy", "attach-user-policy");
    }

    private List<String> words(List<Action> actions) {
        return plans.make(id, Purpose.ERADICATE, actions, null).actions().stream()
                .map(action -> action.commandText().split(" ")[2])
                .toList();
    }

    @Test
    void inARecoveryTheNewOneIsInItsPlaceBeforeTheOldOneIsTakenOut() {
        assertThat(plans.make(
                                id,
                                Purpose.RECOVER,
                                remedies.newResource(id, ref("AWS::EC2::Instance", "i-1"), null, "why"),
                                null)
                        .actions())
                .extracting(Action::kind)
                .containsExactly(
                        ActionKind.SNAPSHOT,
                        ActionKind.NEW_RESOURCE,
                        ActionKind.SWAP_IN,
                        ActionKind.ISOLATE,
                        ActionKind.STOP);
        assertThat(plans.make(
                                id,
                                Purpose.RECOVER,
                                remedies.newResource(id, ref("AWS::IAM::User", "app"), null, "why"),
                                null)
                        .actions())
                .extracting(Action::kind)
                .startsWith(ActionKind.NEW_RESOURCE, ActionKind.SWAP_IN, ActionKind.DEACTIVATE_KEY);
    }

    @Test
    void anAccountThatNobodyPutIntoTheScopeIsRefused() {
        Action foreign = remedies.delete(
                        new ResourceRef("AWS::EC2::Instance", "i-1", null, "999988887777", "eu-central-1"), "why")
                .get(0);
        assertThat(plans.outsideScope(id, List.of(foreign))).containsExactly(foreign);
        assertThatThrownBy(() -> plans.make(id, Purpose.ERADICATE, List.of(foreign), null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("999988887777");
        assertThatThrownBy(() -> plans.make(id, Purpose.ERADICATE, List.of(), null))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void nothingIsPerformedWithoutAnApproval() {
        Plan plan = plan();
        assertThatThrownBy(() -> performance.intend(id, plan.id())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(Conflict.class);
        assertThat(ledger.entries(id, "action.performed")).isEmpty();
    }

    @Test
    void aRefusedPlanStaysRefused() {
        Plan plan = plan();
        assertThatThrownBy(() -> decide(plan, "anna", APPROVERS, "refuse", null, false))
                .isInstanceOf(InvalidInput.class);
        assertThat(decide(plan, "anna", APPROVERS, "refuse", "too much", false)).isFalse();
        assertThatThrownBy(() -> decide(plan, "arno", APPROVERS, "approve", null, false))
                .isInstanceOf(Conflict.class);
        assertThat(approvals.standing(id, plan.id())).isEmpty();
    }

    @Test
    void whoeverDecidedWhatThePlanRestsOnDoesNotApproveIt() {
        Plan plan = plan();
        assertThat(approvals.proposers(id, plan.id())).containsExactly("rita");
        assertThatThrownBy(() -> decide(
                        plan, "rita", List.of("approvers", "responders", "camunda-admin"), "approve", null, false))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> decide(plan, "max", RESPONDERS, "approve", null, false))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> decide(plan, "max", List.of(), "approve", "why", true))
                .isInstanceOf(Forbidden.class);
        assertThat(decide(plan, "anna", APPROVERS, "approve", null, false)).isTrue();
    }

    @Test
    void whoseDecisionALaterReviewLeftStandingDoesNotApproveIt() {
        ledger.append(id, "findings.reviewed", Actor.user("sam"), Map.of("accepted", 1));
        ledger.append(id, "scope.changed", Actor.user("olga"), Map.of("reason", "wider"));
        Plan plan = plan();
        assertThat(approvals.proposers(id, plan.id())).containsExactly("olga", "rita", "sam");
        for (String proposer : List.of("rita", "sam", "olga")) {
            assertThatThrownBy(() -> decide(plan, proposer, List.of("approvers", "responders"), "approve", null, false))
                    .isInstanceOf(Forbidden.class);
        }
    }

    @Test
    void whoOpenedTheIncidentDoesNotApproveTheCutOfWhomTheyNamed() {
        ledger.append(id, "incident.opened", Actor.user("olga"), Map.of());
        Plan cut = plans.make(id, Purpose.CUT, remedies.delete(ref("AWS::IAM::User", "backdoor"), "why"), null);
        assertThatThrownBy(() -> decide(cut, "olga", List.of("approvers", "responders"), "approve", null, false))
                .isInstanceOf(Forbidden.class);
        assertThat(decide(cut, "anna", APPROVERS, "approve", null, false)).isTrue();
    }

    @Test
    void theGlassIsBrokenByRespondersAlone() {
        Plan plan = plan();
        assertThatThrownBy(() -> decide(plan, "anna", APPROVERS, "approve", "nobody answers", true))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> decide(plan, "mona", List.of("managers"), "approve", "nobody answers", true))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void breakGlassNeedsAReasonAndLetsAResponderApproveAndPerform() {
        Plan plan = plan();
        assertThatThrownBy(() -> decide(plan, "rita", RESPONDERS, "approve", " ", true))
                .isInstanceOf(InvalidInput.class);
        assertThat(decide(plan, "rita", RESPONDERS, "approve", "nobody answers", true))
                .isTrue();
        assertThat(approvals.requireApproved(id, plan.id()).breakGlass()).isTrue();
        assertThat(performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of()))
                .isTrue();
    }

    @Test
    void theApproverDoesNotPerform() {
        Plan plan = approved();
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "anna", "done", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void aDecisionAboutAnotherPlanThanTheOneShownIsRefused() {
        Plan plan = plan();
        assertThatThrownBy(() ->
                        approvals.decide(id, plan.id(), "0".repeat(64), "anna", APPROVERS, "approve", null, false))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aPlanWhosePlaceAnotherTookIsNotApprovedAnyMore() {
        Plan plan = approved();
        plans.make(id, Purpose.ERADICATE, remedies.delete(ref("AWS::EC2::Instance", "i-9"), "why"), plan.id());
        assertThat(approvals.standing(id, plan.id())).isEmpty();
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aPlanThatWasChangedInTheDatabaseIsNoPlan() {
        Plan plan = approved();
        context.get(JdbcClient.class)
                .sql("update action_plan set document = replace(document, 'i-1', 'i-7')")
                .update();
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was changed in the database");
    }

    @Test
    void aHeldIncidentPerformsNothing() {
        Plan plan = approved();
        context.get(Incidents.class).hold(id, true);
        assertThatThrownBy(() -> performance.intend(id, plan.id())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(Conflict.class);
        context.get(Incidents.class).hold(id, false);
        assertThat(performance.intend(id, plan.id())).hasSize(plan.actions().size());
    }

    @Test
    void whatNobodyReadIsStatedNeverProven() {
        Plan plan = approved();
        performance.intend(id, plan.id());
        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of());
        assertThat(performance.prove(id, plan.id())).allSatisfy(proof -> {
            assertThat(proof.state()).isEqualTo(Proof.STATED);
            assertThat(proof.how()).contains("Stated by rita").contains("not read");
        });
    }

    @Test
    void eachStepIsRecordedOnceHoweverOftenItRuns() {
        Plan plan = approved();
        for (int run = 0; run < 3; run++) {
            performance.intend(id, plan.id());
            performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of());
            performance.prove(id, plan.id());
        }
        assertThat(ledger.entries(id))
                .extracting(Entry::kind)
                .containsExactly(
                        "findings.reviewed",
                        "plan.made",
                        "plan.approved",
                        "action.intended",
                        "action.performed",
                        "action.proved");
        assertThatThrownBy(
                        () -> performance.performed(id, plan.id(), "max", "done", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void failedActionsAreNamedWithTheirReasonAndNothingElseIs() {
        Plan plan = approved();
        assertThatThrownBy(() -> performance.performed(
                        id,
                        plan.id(),
                        "rita",
                        "failed",
                        List.of(new Failure("a99", "x"), new Failure("a1", " ")),
                        List.of("a98", "a1"),
                        null,
                        Map.of()))
                .isInstanceOfSatisfying(
                        InvalidInput.class, input -> assertThat(input.faults()).hasSize(4));
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "rita", "failed", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() ->
                        performance.performed(id, plan.id(), "rita", "perhaps", List.of(), List.of(), null, Map.of()))
                .isInstanceOf(InvalidInput.class);
        performance.performed(
                id,
                plan.id(),
                "rita",
                "failed",
                List.of(new Failure("a1", "access denied")),
                List.of(),
                null,
                Map.of());
        List<Proof> proofs = performance.prove(id, plan.id());
        assertThat(proofs.get(0).state()).isEqualTo(Proof.FAILED);
        assertThat(proofs.get(0).how()).contains("access denied");
        assertThat(proofs.get(1).state())
                .as("the script stops at the first failure: nobody said that what stands behind it was done")
                .isEqualTo(Proof.FAILED);
        assertThat(proofs.get(1).how()).contains("behind a1").contains("rita");
    }

    @Test
    void whatWasDoneBehindAFailureAllTheSameIsStatedWhereItIsNamed() {
        Plan plan = approved();
        performance.performed(
                id,
                plan.id(),
                "rita",
                "failed",
                List.of(new Failure("a1", "access denied")),
                List.of("a2"),
                null,
                Map.of());
        assertThat(performance.prove(id, plan.id()))
                .extracting(Proof::action, Proof::state)
                .contains(tuple("a1", Proof.FAILED), tuple("a2", Proof.STATED));
    }

    @Test
    void aLongPlanStandsInAnArtefact() {
        List<Action> many = IntStream.range(0, 120)
                .mapToObj(number -> remedies.delete(ref("AWS::EC2::Instance", "i-" + number), "why")
                        .get(0))
                .toList();
        Plan plan = plans.make(id, Purpose.ERADICATE, many, null);
        JsonNode body = ledger.last(id, "plan.made").orElseThrow().body();
        assertThat(body.path("actions").isMissingNode()).isTrue();
        assertThat(body.path("actionsArtefact").asText()).hasSize(64);
        decide(plan, "anna", APPROVERS, "approve", null, false);
        assertThat(performance.intend(id, plan.id())).hasSize(120);
        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of());
        assertThat(performance.prove(id, plan.id())).hasSize(120);
        assertThat(context.get(Settled.class).left(id, wanted(many, null))).isEmpty();
        context.get(Inventory.class).rebuild(id);
    }

    @Test
    void whatACutHasDoneIsNotAskedForAgainThoughItsCallToldNoAccount() {
        LivePrincipal binding = new LivePrincipal(
                "open-to-all", null, "roleBinding", "", "", null, true, CaseContext.COMPROMISED, List.of(), "why");
        Plan cut = plans.make(id, Purpose.CUT, remedies.cut(binding), null);
        assertThat(cut.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.target().accountId()).isEqualTo(CaseContext.ACCOUNT));
        assertThat(context.get(Settled.class).left(id, wanted(remedies.cut(binding), null)))
                .isEqualTo(plans.inKnownAccounts(id, remedies.cut(binding)));
        decide(cut, "anna", APPROVERS, "approve", null, false);
        performance.intend(id, cut.id());
        performance.performed(id, cut.id(), "rita", "done", List.of(), List.of(), null, Map.of());
        performance.prove(id, cut.id());
        assertThat(context.get(Settled.class).left(id, wanted(remedies.cut(binding), null)))
                .isEmpty();
    }

    @Test
    void whatOnlyWordsTakeBackIsNotCalledFinal() {
        LivePrincipal binding = new LivePrincipal(
                "open-to-all", null, "roleBinding", "", "", null, true, CaseContext.COMPROMISED, List.of(), "why");
        List<Action> actions = new ArrayList<>(remedies.cut(binding));
        actions.add(remedies.delete(ref("AWS::EC2::Instance", "i-1"), "why").get(0));
        assertThat(PlanRows.of(plans.make(id, Purpose.CUT, actions, null)))
                .extracting(row -> row.get("undo"))
                .containsExactly("kubectl apply with the picture from before.", "cannot be undone");
    }

    @Test
    void aPlanThatWasMadeBeforeSomebodyWasRuledOutIsNotApproved() {
        Plan plan = plan();
        ledger.append(
                id,
                "scope.changed",
                Actor.user("rita"),
                Map.of("changes", Map.of("removePrincipals", List.of("arn:aws:iam::111122223333:user/ours"))));
        assertThatThrownBy(() -> decide(plan, "anna", APPROVERS, "approve", null, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("ruled out after this plan was made: refuse it");
        assertThat(decide(plan, "anna", APPROVERS, "refuse", "it is about one of ours", false))
                .isFalse();
    }

    @Test
    void theScriptOfAnApprovedPlanDoesNothingOnceSomebodyIsRuledOut() {
        Plan plan = approved();
        assertThat(context.get(Scripts.class).text(id, plan.id())).doesNotContain("ruled out");
        ledger.append(
                id,
                "scope.changed",
                Actor.user("rita"),
                Map.of("changes", Map.of("removePrincipals", List.of("arn:aws:iam::111122223333:user/ours"))));
        String script = context.get(Scripts.class).text(id, plan.id());
        assertThat(script).contains("Stopped: somebody was ruled out after this plan was made.");
        assertThat(script.indexOf("exit 1")).isLessThan(script.indexOf("\naccount "));
    }

    @Test
    void whatTheAttackerDidAgainAfterAPlanWasHandedOutIsAskedForAgain() {
        Plan plan = approved();
        performance.intend(id, plan.id());
        Instant handedOut =
                ledger.ofStep(id, "action.intended:" + plan.id()).orElseThrow().at();
        performance.performed(id, plan.id(), "rita", "done", List.of(), List.of(), null, Map.of());
        performance.prove(id, plan.id());
        Settled settled = context.get(Settled.class);

        assertThat(settled.left(id, wanted(plan.actions(), null))).isEmpty();
        assertThat(settled.left(id, wanted(plan.actions(), handedOut.minusSeconds(1))))
                .isEmpty();
        assertThat(settled.left(id, wanted(plan.actions(), handedOut.truncatedTo(ChronoUnit.SECONDS))))
                .as("the logs tell seconds: within the same one it may have been later")
                .hasSameSizeAs(plan.actions());
        assertThat(settled.left(id, wanted(plan.actions(), handedOut.plusSeconds(60))))
                .hasSameSizeAs(plan.actions());
    }

    private static List<Wanted> wanted(List<Action> actions, @Nullable Instant lastSeen) {
        return actions.stream().map(action -> new Wanted(action, lastSeen)).toList();
    }

    private Plan plan() {
        return plans.make(
                id,
                Purpose.ERADICATE,
                List.of(
                        remedies.delete(ref("AWS::EC2::Instance", "i-1"), "made by the attacker")
                                .get(0),
                        remedies.delete(ref("AWS::DynamoDB::Table", "t"), "made by the attacker")
                                .get(0)),
                null);
    }

    private Plan approved() {
        Plan plan = plan();
        decide(plan, "anna", APPROVERS, "approve", null, false);
        return plan;
    }

    private boolean decide(
            Plan plan, String user, List<String> groups, String decision, @Nullable String reason, boolean breakGlass) {
        return approvals.decide(id, plan.id(), plan.hash(), user, groups, decision, reason, breakGlass);
    }

    private static LivePrincipal role(String name) {
        return new LivePrincipal(
                "arn:aws:iam::" + CaseContext.ACCOUNT + ":role/" + name,
                null,
                "role",
                CaseContext.ACCOUNT,
                "",
                null,
                true,
                CaseContext.COMPROMISED,
                List.of(),
                "why");
    }

    private static ResourceRef ref(String type, String name) {
        return new ResourceRef(type, name, null, CaseContext.ACCOUNT, CaseContext.REGION);
    }
}
