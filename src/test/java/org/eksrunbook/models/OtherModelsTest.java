package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each branch of the incident as a whole, of Part 5 and of what is called, by what it does. */
class OtherModelsTest {

    private Script script;

    @BeforeEach
    void newScript() {
        script = ScriptedEngine.script();
    }

    private static Walk start(String process) {
        return ScriptedEngine.start(process, new HashMap<>());
    }

    @Test
    void aBenignIncidentIsOnlyReviewed() {
        Walk walk = ScriptedEngine.start("eksIncidentResponse", Map.of("benign", true));

        assertThat(walk.waiting()).containsExactly("userTask_reviewIncident");
        assertThat(walk.passed()).doesNotContain("callActivity_eradicate", "callActivity_recover");
    }

    @Test
    void anyOtherIncidentIsEradicatedRecoveredAndReviewed() {
        script.when("serviceTask_locateLogs", Map.of("logsFound", true))
                .when("serviceTask_queryTrail", Map.of("trailRead", true))
                .when("serviceTask_planEradication", Map.of("cleanUpNeeded", false))
                .when("serviceTask_proveEradicated", Map.of("eradicationState", "quiet"))
                .when("serviceTask_planRecovery", Map.of("recoveryNeeded", false));
        Walk walk = ScriptedEngine.start("eksIncidentResponse", Map.of("benign", false))
                .complete("userTask_confirmScope")
                .complete("userTask_reviewFindings")
                .complete("userTask_decideRecovery")
                .complete("userTask_confirmRecovered")
                .complete("userTask_confirmRecovered")
                .complete("userTask_reviewIncident")
                .complete("userTask_signOffReport", Map.of("signedOff", true));

        assertThat(walk.passed()).contains("endEvent_eradicated", "endEvent_recovered", "endEvent_incidentClosed");
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void withoutAnythingKeptPartFiveIsReviewAndSignOff() {
        Walk walk = start("postIncident");

        assertThat(walk.waiting()).containsExactly("userTask_reviewIncident");
        assertThat(walk.passed())
                .contains("serviceTask_compareCmdb")
                .doesNotContain("userTask_recordForensics", "serviceTask_planTermination");
    }

    @Test
    void whatWasKeptIsExaminedAndTerminatedAfterApproval() {
        script.when("serviceTask_listKept", Map.of("anythingKept", true))
                .when("serviceTask_compareCmdb", Map.of("terminationDue", true))
                .when("serviceTask_planTermination", Map.of("terminationNeeded", true, "planId", "terminate-1"))
                .when("serviceTask_readBack", Map.of("performed", true));
        Walk walk = start("postIncident").complete("userTask_recordForensics");

        assertThat(walk.waiting()).containsExactly("userTask_approveTermination");
        walk.complete("userTask_approveTermination", Map.of("terminationApproved", true))
                .complete("userTask_performActions");
        assertThat(walk.waiting()).containsExactly("userTask_reviewIncident");
        assertThat(walk.passed()).contains("callActivity_performTermination");
    }

    @Test
    void whereNothingIsLeftToTerminateNobodyIsAsked() {
        script.when("serviceTask_listKept", Map.of("anythingKept", true))
                .when("serviceTask_compareCmdb", Map.of("terminationDue", true))
                .when("serviceTask_planTermination", Map.of("terminationNeeded", false));
        Walk walk = start("postIncident").complete("userTask_recordForensics");

        assertThat(walk.waiting()).containsExactly("userTask_reviewIncident");
        assertThat(walk.passed()).contains("serviceTask_planTermination").doesNotContain("userTask_approveTermination");
    }

    @Test
    void aRefusedTerminationLeavesThingsAsTheyAre() {
        script.when("serviceTask_listKept", Map.of("anythingKept", true))
                .when("serviceTask_compareCmdb", Map.of("terminationDue", true))
                .when("serviceTask_planTermination", Map.of("terminationNeeded", true, "planId", "terminate-1"));
        Walk walk = start("postIncident")
                .complete("userTask_recordForensics")
                .complete("userTask_approveTermination", Map.of("terminationApproved", false));

        assertThat(walk.waiting()).containsExactly("userTask_reviewIncident");
        assertThat(walk.passed()).doesNotContain("serviceTask_recordIntent");
    }

    @Test
    void aReportThatIsSentBackIsReviewedAgainAndFiledAgain() {
        Walk walk = start("postIncident")
                .complete("userTask_reviewIncident")
                .complete("userTask_signOffReport", Map.of("signedOff", false));

        assertThat(walk.waiting()).containsExactly("userTask_reviewIncident");
        assertThat(walk.passed()).doesNotContain("serviceTask_closeIncident");
        walk.complete("userTask_reviewIncident").complete("userTask_signOffReport", Map.of("signedOff", true));
        assertThat(walk.times("serviceTask_fileArtefacts")).isEqualTo(2);
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void aPlanIsOnlyPerformedWhereTheReadBackSaysSo() {
        script.when("serviceTask_readBack", Map.of("performed", true), Map.of("performed", false));

        assertThat(start("performActions").complete("userTask_performActions").passed())
                .contains("endEvent_performed")
                .doesNotContain("endEvent_notPerformed");
        assertThat(start("performActions").complete("userTask_performActions").passed())
                .contains("endEvent_notPerformed")
                .doesNotContain("endEvent_performed");
    }

    @Test
    void aHeldIncidentHandsNothingOutUntilItIsReleased() {
        script.when("serviceTask_recordIntent", Map.of(Script.ERROR, "incidentHeld"), Map.of());
        Walk walk = start("performActions");

        assertThat(walk.waiting()).isEmpty();
        walk.timer("event_holdLookDue");
        assertThat(walk.waiting()).containsExactly("userTask_performActions");
    }

    @Test
    void anUpdateIsSentWhereItIsDue() {
        script.when("serviceTask_writeUpdate", Map.of("updateDue", true), Map.of("updateDue", false));

        assertThat(start("stakeholderUpdate").passed()).contains("endEvent_updateSent");
        assertThat(start("stakeholderUpdate").passed())
                .contains("endEvent_updateNotDue")
                .doesNotContain("serviceTask_sendUpdate");
    }

    @Test
    void anUpdateThatDidNotReachEverybodyIsRecordedAsMissed() {
        script.when("serviceTask_sendUpdate", Map.of(Script.ERROR, "updateNotSent"));
        Walk walk = start("stakeholderUpdate");

        assertThat(walk.passed())
                .contains("serviceTask_recordMissedUpdate", "endEvent_updateMissed")
                .doesNotContain("endEvent_updateSent");
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void aFailedStepIsTriedAgainOrSkipped() {
        assertThat(start("mendStep").complete("userTask_mendStep").passed())
                .contains("serviceTask_retryStep")
                .doesNotContain("serviceTask_skipStep");
        assertThat(start("mendStep")
                        .complete("userTask_mendStep", Map.of("mended", false))
                        .passed())
                .contains("serviceTask_skipStep")
                .doesNotContain("serviceTask_retryStep");
    }

    @Test
    void anOwnerIsRemindedUntilTheImprovementIsDone() {
        Walk walk = start("improvementAction").timer("event_improvementOverdue").timer("event_improvementOverdue");

        assertThat(walk.times("serviceTask_remindOwner")).isEqualTo(2);
        assertThat(walk.waiting()).containsExactly("userTask_carryOutImprovement");
        walk.complete("userTask_carryOutImprovement");
        assertThat(walk.ended()).isTrue();
    }
}
