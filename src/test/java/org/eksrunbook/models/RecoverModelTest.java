package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each branch of Part 4 by what it does. */
class RecoverModelTest {

    private static final Map<String, Object> APPROVE = Map.of("recoveryApproved", true);

    private Script script;

    @BeforeEach
    void everythingComesBack() {
        script = ScriptedEngine.script()
                .when("serviceTask_planRecovery", Map.of("recoveryNeeded", true, "planId", "recover-1"))
                .when("serviceTask_readBack", Map.of("performed", true));
    }

    private static Walk start() {
        return ScriptedEngine.start("recover", new HashMap<>());
    }

    private static Walk decided(String... flags) {
        Map<String, Object> variables = new HashMap<>();
        for (String flag : flags) {
            variables.put(flag, true);
        }
        return start().complete("userTask_decideRecovery", variables);
    }

    private static Walk performed() {
        return decided("anyDeleted", "backupRestoreNeeded")
                .complete("userTask_approveRecovery", APPROVE)
                .complete("userTask_performActions");
    }

    @Test
    void modifiedThingsAreReplacedRestoredOrRenewedAndTheOldOnesDestroyedOrKept() {
        Walk walk = decided("anyModified", "replaceNeeded", "restoreNeeded", "newResourceNeeded");

        assertThat(walk.passed())
                .contains(
                        "serviceTask_planReplacement",
                        "serviceTask_planRestore",
                        "serviceTask_planNewResource",
                        "serviceTask_planDisposal")
                .doesNotContain("serviceTask_findApplication", "serviceTask_confirmCreatedGone");
        assertThat(walk.times("serviceTask_planDisposal")).isEqualTo(1);
        assertThat(walk.times("serviceTask_planRecovery")).isEqualTo(1);
        assertThat(walk.waiting()).containsExactly("userTask_approveRecovery");
    }

    @Test
    void aModifiedThingThatIsOnlyIsolatedIsStillDisposedOf() {
        assertThat(decided("anyModified").passed())
                .contains("serviceTask_planDisposal")
                .doesNotContain(
                        "serviceTask_planReplacement", "serviceTask_planRestore", "serviceTask_planNewResource");
    }

    @Test
    void deletedThingsComeBackFromBackupOrConfigurationOfTheirApplication() {
        assertThat(decided("anyDeleted", "backupRestoreNeeded", "recreationNeeded")
                        .passed())
                .contains(
                        "serviceTask_findApplication",
                        "serviceTask_planRestoreFromBackup",
                        "serviceTask_planRecreation")
                .doesNotContain("serviceTask_planDisposal");
        assertThat(decided("anyDeleted", "recreationNeeded").passed())
                .contains("serviceTask_planRecreation")
                .doesNotContain("serviceTask_planRestoreFromBackup");
        assertThat(decided("anyDeleted").passed())
                .contains("serviceTask_findApplication")
                .doesNotContain("serviceTask_planRestoreFromBackup", "serviceTask_planRecreation");
    }

    @Test
    void allThreeHeadingsApplyToOneIncidentAtOnce() {
        Walk walk = decided("anyModified", "restoreNeeded", "anyDeleted", "recreationNeeded", "anyCreated");

        assertThat(walk.passed())
                .contains("serviceTask_planRestore", "serviceTask_planRecreation", "serviceTask_confirmCreatedGone");
        assertThat(walk.times("serviceTask_planRecovery")).isEqualTo(1);
    }

    @Test
    void createdThingsAreConfirmedGoneWithoutAnythingElse() {
        assertThat(decided("anyCreated").passed())
                .contains("serviceTask_confirmCreatedGone")
                .doesNotContain("serviceTask_planDisposal", "serviceTask_findApplication");
    }

    @Test
    void whatWasOnlyReadTakesNoneOfTheThreePaths() {
        assertThat(decided().passed())
                .contains("serviceTask_planRecovery")
                .doesNotContain(
                        "serviceTask_confirmCreatedGone", "serviceTask_planDisposal", "serviceTask_findApplication");
    }

    @Test
    void everyOwnerIsAskedAndWithAllAnswersRecoveryEnds() {
        Walk walk = performed();

        assertThat(walk.waiting()).containsExactly("userTask_confirmRecovered", "userTask_confirmRecovered");
        walk.complete("userTask_confirmRecovered");
        assertThat(walk.ended()).isFalse();
        walk.complete("userTask_confirmRecovered");
        assertThat(walk.passed()).contains("endEvent_recovered").doesNotContain("callActivity_eradicateAgain");
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void anApplicationThatIsNotBackIsDecidedAnew() {
        Walk walk = performed()
                .complete("userTask_confirmRecovered", Map.of("allBack", false))
                .complete("userTask_confirmRecovered");

        assertThat(walk.waiting()).containsExactly("userTask_decideRecovery");
    }

    @Test
    void aNewAccessPathGoesBackToEradicationAndThenTakesStockAgain() {
        Walk walk = performed().complete("userTask_confirmRecovered", Map.of("newAccessPathSeen", true));

        assertThat(walk.waiting())
                .as("the other owner is not waited for: he is asked again afterwards")
                .containsExactly("userTask_confirmScope");
        script.when("serviceTask_locateLogs", Map.of("logsFound", true))
                .when("serviceTask_queryTrail", Map.of("trailRead", true))
                .when("serviceTask_planEradication", Map.of("cleanUpNeeded", false))
                .when("serviceTask_proveEradicated", Map.of("eradicationState", "quiet"));
        walk.complete("userTask_confirmScope").complete("userTask_reviewFindings");
        assertThat(walk.times("serviceTask_takeStock")).isEqualTo(2);
        assertThat(walk.waiting()).containsExactly("userTask_decideRecovery");
    }

    @Test
    void aRefusedPlanIsDecidedAnewAndNotPerformed() {
        Walk walk = decided("anyDeleted").complete("userTask_approveRecovery", Map.of("recoveryApproved", false));

        assertThat(walk.waiting()).containsExactly("userTask_decideRecovery");
        assertThat(walk.passed()).doesNotContain("serviceTask_recordIntent");
    }

    @Test
    void aPlanThatFailedIsDecidedAnew() {
        script.when("serviceTask_readBack", Map.of("performed", false));

        assertThat(performed().waiting()).containsExactly("userTask_decideRecovery");
    }

    @Test
    void withoutAnythingToChangeTheOwnersAreAskedAtOnce() {
        script.when("serviceTask_planRecovery", Map.of("recoveryNeeded", false));
        Walk walk = decided();

        assertThat(walk.waiting()).containsExactly("userTask_confirmRecovered", "userTask_confirmRecovered");
        assertThat(walk.passed()).doesNotContain("userTask_approveRecovery", "serviceTask_recordIntent");
    }
}
