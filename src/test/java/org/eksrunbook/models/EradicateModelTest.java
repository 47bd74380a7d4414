package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each branch of Part 3 by what it does. */
class EradicateModelTest {

    private static final Map<String, Object> APPROVE = Map.of("cleanUpApproved", true);

    private Script script;

    @BeforeEach
    void everythingIsQuietAtOnce() {
        script = ScriptedEngine.script()
                .when("serviceTask_locateLogs", Map.of("logsFound", true))
                .when("serviceTask_queryTrail", Map.of("trailRead", true))
                .when("serviceTask_classifyCalls", Map.of("newPrincipals", false))
                .when("serviceTask_chooseFollowUpPlaybook", Map.of("followUpNeeded", false))
                .when("serviceTask_planEradication", Map.of("cleanUpNeeded", true, "planId", "eradicate-1"))
                .when("serviceTask_readBack", Map.of("performed", true))
                .when("serviceTask_proveEradicated", Map.of("eradicationState", "quiet"));
    }

    private Walk atReview() {
        return ScriptedEngine.start("eradicate", new HashMap<>()).complete("userTask_confirmScope");
    }

    private Walk atApproval() {
        return atReview().complete("userTask_reviewFindings");
    }

    @Test
    void fourTasksLeadFromTheScopeToTheProof() {
        Walk walk =
                atApproval().complete("userTask_approveEradication", APPROVE).complete("userTask_performActions");

        BpmnAwareTests.assertThat(walk.instance())
                .isEnded()
                .hasPassed("endEvent_eradicated")
                .hasNotPassed(
                        "userTask_supplyLogs",
                        "userTask_approveScan",
                        "event_answerDue",
                        "userTask_followPlaybook",
                        "userTask_approveCut",
                        "userTask_confirmEradicated",
                        "event_logsDue");
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void withoutALogFileSomebodySuppliesThemAndItLooksAgain() {
        script.when("serviceTask_locateLogs", Map.of("logsFound", false), Map.of("logsFound", true));
        Walk walk = atReview();

        assertThat(walk.waiting()).containsExactly("userTask_supplyLogs");
        assertThat(walk.times("serviceTask_queryTrail")).isZero();
        walk.complete("userTask_supplyLogs");
        assertThat(walk.times("serviceTask_locateLogs")).isEqualTo(2);
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void anAnswerThatIsNotThereYetIsAskedForAgain() {
        script.when(
                "serviceTask_locateLogs",
                Map.of("trailAnswer", "waiting", "logsFound", false, "answerDueIn", "PT2S"),
                Map.of("trailAnswer", "waiting", "logsFound", false, "answerDueIn", "PT30S"),
                Map.of("trailAnswer", "there", "logsFound", true));
        Walk walk = atReview();

        assertThat(walk.waiting()).isEmpty();
        assertThat(walk.times("serviceTask_locateLogs")).isEqualTo(1);
        walk.timer("event_answerDue");
        assertThat(walk.times("serviceTask_locateLogs")).isEqualTo(2);
        assertThat(walk.times("serviceTask_queryTrail")).isZero();
        walk.timer("event_answerDue");
        assertThat(walk.passed()).doesNotContain("userTask_supplyLogs", "userTask_approveScan");
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void aScanLargerThanTheLimitIsPutBeforeAPersonAndThenAskedAgain() {
        script.when(
                "serviceTask_locateLogs",
                Map.of("trailAnswer", "approval", "logsFound", false),
                Map.of("trailAnswer", "there", "logsFound", true));
        Walk walk = atReview();

        assertThat(walk.waiting()).containsExactly("userTask_approveScan");
        walk.complete("userTask_approveScan");
        assertThat(walk.times("serviceTask_locateLogs")).isEqualTo(2);
        assertThat(walk.passed()).doesNotContain("event_answerDue", "userTask_supplyLogs");
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void anAnswerThatIsOverdueIsAPersonsMatter() {
        script.when(
                "serviceTask_locateLogs",
                Map.of("trailAnswer", "overdue", "logsFound", false),
                Map.of("trailAnswer", "there", "logsFound", true));
        Walk walk = atReview();

        assertThat(walk.waiting()).containsExactly("userTask_supplyLogs");
        assertThat(walk.passed()).doesNotContain("event_answerDue");
        walk.complete("userTask_supplyLogs");
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void theTrailIsReadUntilAllFilesAreRead() {
        script.when(
                "serviceTask_queryTrail",
                Map.of("trailRead", false),
                Map.of("trailRead", false),
                Map.of("trailRead", true));

        assertThat(atReview().times("serviceTask_queryTrail")).isEqualTo(3);
    }

    @Test
    void aNewPrincipalIsAskedAboutInAnotherRound() {
        script.when("serviceTask_classifyCalls", Map.of("newPrincipals", true), Map.of("newPrincipals", false));
        Walk walk = atReview();

        assertThat(walk.times("serviceTask_derivePrincipals")).isEqualTo(2);
        assertThat(walk.times("serviceTask_identifyApplications")).isEqualTo(1);
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void whatIsAliveIsCutBesideTheRoundsAndDoesNotHoldThemUp() {
        script.when("serviceTask_classifyCalls", Map.of("newPrincipals", false, "somethingAlive", true))
                .when("serviceTask_planCut", Map.of("cutNeeded", true, "cutPlanId", "cut-1"));
        Walk walk = atReview();

        assertThat(walk.waiting()).containsExactly("userTask_approveCut", "userTask_reviewFindings");
        walk.complete("userTask_approveCut", Map.of("cutApproved", true));
        assertThat(walk.waiting()).containsExactly("userTask_performActions", "userTask_reviewFindings");
        walk.complete("userTask_performActions");
        assertThat(walk.passed()).contains("endEvent_cut").doesNotContain("endEvent_cutRefused");
        assertThat(walk.variable("cutPerformed")).isEqualTo(true);
    }

    @Test
    void aRefusedCutIsNotPerformed() {
        script.when("serviceTask_classifyCalls", Map.of("newPrincipals", false, "somethingAlive", true))
                .when("serviceTask_planCut", Map.of("cutNeeded", true, "cutPlanId", "cut-1"));
        Walk walk = atReview().complete("userTask_approveCut", Map.of("cutApproved", false));

        assertThat(walk.passed()).contains("endEvent_cutRefused").doesNotContain("serviceTask_recordIntent");
    }

    @Test
    void aCutThatFailedIsPlannedAgainUntilNothingIsLeft() {
        script.when("serviceTask_classifyCalls", Map.of("newPrincipals", false, "somethingAlive", true))
                .when(
                        "serviceTask_planCut",
                        Map.of("cutNeeded", true, "cutPlanId", "cut-1"),
                        Map.of("cutNeeded", false))
                .when("serviceTask_readBack", Map.of("performed", false));
        Walk walk = atReview()
                .complete("userTask_approveCut", Map.of("cutApproved", true))
                .complete("userTask_performActions");

        assertThat(walk.passed()).contains("endEvent_nothingToCut").doesNotContain("endEvent_cut");
        assertThat(walk.times("serviceTask_planCut")).isEqualTo(2);
    }

    @Test
    void anotherPlaybookThatWidensNothingLeadsToTheCleanUp() {
        script.when("serviceTask_chooseFollowUpPlaybook", Map.of("followUpNeeded", true));
        Walk walk = atApproval();

        assertThat(walk.waiting()).containsExactly("userTask_followPlaybook");
        walk.complete("userTask_followPlaybook", Map.of("scopeChanged", false));
        assertThat(walk.waiting()).containsExactly("userTask_approveEradication");
    }

    @Test
    void aWiderScopeStartsAnotherRoundAndIsThenForgotten() {
        script.when(
                "serviceTask_chooseFollowUpPlaybook", Map.of("followUpNeeded", true), Map.of("followUpNeeded", false));
        Walk walk = atApproval().complete("userTask_followPlaybook", Map.of("scopeChanged", true));

        assertThat(walk.times("serviceTask_derivePrincipals")).isEqualTo(2);
        assertThat(walk.variable("scopeChanged")).isEqualTo(false);
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
        walk.complete("userTask_reviewFindings").complete("userTask_approveEradication", APPROVE);
        assertThat(walk.waiting()).containsExactly("userTask_performActions");
    }

    @Test
    void whereSomebodyIsRuledOutAnotherRoundComesBeforeAnythingIsDecidedOnHisCalls() {
        Walk walk = atReview().complete("userTask_reviewFindings", Map.of("scopeChanged", true));

        assertThat(walk.passed())
                .contains("endEvent_somebodyRuledOut")
                .doesNotContain("serviceTask_notifyOwners", "serviceTask_planEradication");
        assertThat(walk.times("serviceTask_derivePrincipals")).isEqualTo(2);
        assertThat(walk.variable("scopeChanged")).isEqualTo(false);
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void aChangedScopeBreaksOffTheDecision() {
        Walk walk = atApproval().message("runbook.scopeChanged");

        assertThat(walk.times("serviceTask_derivePrincipals")).isEqualTo(2);
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }

    @Test
    void anEmptyPlanIsNotPutBeforeAnybody() {
        script.when("serviceTask_planEradication", Map.of("cleanUpNeeded", false));
        Walk walk = atApproval();

        assertThat(walk.passed()).contains("endEvent_nothingToCleanUp", "endEvent_eradicated");
        assertThat(walk.passed()).doesNotContain("userTask_approveEradication", "serviceTask_recordIntent");
    }

    @Test
    void aRefusalGoesBackToTheReview() {
        Walk walk = atApproval().complete("userTask_approveEradication", Map.of("cleanUpApproved", false));

        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
        assertThat(walk.passed()).doesNotContain("serviceTask_recordIntent");
    }

    @Test
    void whatCouldNotBeDoneIsDecidedAnew() {
        script.when("serviceTask_readBack", Map.of("performed", false), Map.of("performed", true));
        Walk walk =
                atApproval().complete("userTask_approveEradication", APPROVE).complete("userTask_performActions");

        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
        assertThat(walk.passed()).doesNotContain("serviceTask_proveEradicated");
    }

    @Test
    void theProofWaitsForLogsAndLooksAgain() {
        script.when("serviceTask_planEradication", Map.of("cleanUpNeeded", false))
                .when(
                        "serviceTask_proveEradicated",
                        Map.of("eradicationState", "waiting", "logsDueIn", "PT10M"),
                        Map.of("eradicationState", "quiet"));
        Walk walk = atApproval();

        assertThat(walk.ended()).isFalse();
        walk.timer("event_logsDue");
        assertThat(walk.passed()).contains("endEvent_eradicated");
    }

    @Test
    void anAttackerWhoIsStillActiveStartsAnotherRound() {
        script.when("serviceTask_planEradication", Map.of("cleanUpNeeded", false))
                .when(
                        "serviceTask_proveEradicated",
                        Map.of("eradicationState", "active"),
                        Map.of("eradicationState", "quiet"));
        Walk walk = atApproval();

        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
        assertThat(walk.times("serviceTask_derivePrincipals")).isEqualTo(2);
    }

    @Test
    void whatTheLogsCannotProveAPersonDecides() {
        script.when("serviceTask_planEradication", Map.of("cleanUpNeeded", false))
                .when("serviceTask_proveEradicated", Map.of("eradicationState", "unprovable"));
        Walk walk = atApproval();

        assertThat(walk.waiting()).containsExactly("userTask_confirmEradicated");
        walk.complete("userTask_confirmEradicated", Map.of("eradicatedConfirmed", false));
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
        walk.complete("userTask_reviewFindings")
                .complete("userTask_confirmEradicated", Map.of("eradicatedConfirmed", true));
        assertThat(walk.passed()).contains("endEvent_eradicated");
    }

    @Test
    void aMissingVariableTakesTheCarefulWay() {
        script.clear();
        Walk walk = atReview();

        assertThat(walk.waiting()).containsExactly("userTask_supplyLogs");
    }

    @Test
    void stakeholdersAreToldInTheRhythmAndTheResponseGoesOn() {
        script.when("serviceTask_writeUpdate", Map.of("updateDue", true));
        Walk walk = atReview().timer("startEvent_updateDue").timer("startEvent_updateDue");

        assertThat(walk.times("serviceTask_sendUpdate")).isEqualTo(2);
        assertThat(walk.waiting()).containsExactly("userTask_reviewFindings");
    }
}
