package org.eksrunbook.perform;

import org.eksrunbook.action.PlanDecision;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The four approvals of the models: of the cut, the clean-up, the recovery and the termination. */
@Configuration
class ApprovalConfiguration {

    @Bean
    ApprovePlanTask approveCutTask(PlanDecision decision) {
        return new ApprovePlanTask(
                decision, "userTask_approveCut", "cutPlanId", "cutApproved", "may we cut what is still alive?");
    }

    @Bean
    ApprovePlanTask approveEradicationTask(PlanDecision decision) {
        return new ApprovePlanTask(
                decision,
                "userTask_approveEradication",
                PerformVariables.PLAN_ID,
                "cleanUpApproved",
                "may we clean up like this?");
    }

    @Bean
    ApprovePlanTask approveRecoveryTask(PlanDecision decision) {
        return new ApprovePlanTask(
                decision,
                "userTask_approveRecovery",
                PerformVariables.PLAN_ID,
                "recoveryApproved",
                "may things come back like this?");
    }

    @Bean
    ApprovePlanTask approveTerminationTask(PlanDecision decision) {
        return new ApprovePlanTask(
                decision,
                "userTask_approveTermination",
                PerformVariables.PLAN_ID,
                "terminationApproved",
                "may what was kept be terminated?");
    }
}
