package org.eksrunbook.perform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.eksrunbook.action.Approvals;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Plans;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.Caller;
import org.eksrunbook.process.StepByStep;
import org.eksrunbook.process.StepByStepTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@StepByStepTest
class PerformProcessTest {

    @Autowired
    private StepByStep engine;

    @Autowired
    private ProcessEngine camunda;

    @Autowired
    private Plans plans;

    @Autowired
    private Approvals approvals;

    @Autowired
    private Remedies remedies;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Ledger ledger;

    @LocalServerPort
    private int port;

    private IncidentId id;
    private Plan plan;

    @BeforeEach
    void anApprovedPlan(TestInfo test) {
        BpmnAwareTests.init(camunda);
        id = engine.open("PERFORM-" + test.getDisplayName().hashCode(), List.of());
        ResourceRef user = new ResourceRef(
                "AWS::IAM::User", "backdoor", "arn:aws:iam::111122223333:user/backdoor", "111122223333", "us-east-1");
        plan = plans.make(id, Purpose.ERADICATE, remedies.delete(user, "The attacker made it."), null);
        approvals.decide(id, plan.id(), null, "approver", List.of("approvers"), Approvals.APPROVE, null, false);
    }

    private ProcessInstance start() {
        return engine.start("performActions", id, Map.of("planId", plan.id()));
    }

    private HttpResponse<String> complete(ProcessInstance instance, String user, String variables) {
        return new Caller(port)
                .post(
                        user,
                        "/engine-rest/task/" + engine.task(instance) + "/complete",
                        "{\"variables\":" + variables + "}");
    }

    private static String fields(String outcome, String reason) {
        return "{\"outcome\":{\"value\":\"" + outcome + "\"},\"reason\":{\"value\":\"" + reason + "\"}}";
    }

    @Test
    void aPerformedPlanIsStatedNotProvenWhereNothingCanBeRead() {
        ProcessInstance instance = start();

        assertThat(instance).isWaitingAt("userTask_performActions").hasPassed("serviceTask_recordIntent");
        assertThat(ledger.entries(id, "action.intended")).hasSize(1);
        assertThat(complete(instance, "responder", fields("done", "")).statusCode())
                .isEqualTo(204);
        engine.jobs(instance);
        assertThat(instance).isEnded().hasPassed("endEvent_performed").hasNotPassed("endEvent_notPerformed");
        JsonNode proofs = ledger.entries(id, "action.proved").get(0).body().path("proofs");
        assertThat(proofs)
                .isNotEmpty()
                .allSatisfy(proof -> assertThat(proof.path("state").asText()).isEqualTo("stated"));
        assertThat(ledger.entries(id, "action.performed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("user:responder"));
    }

    @Test
    void whatFailedIsNotPerformed() {
        ProcessInstance instance = start();

        assertThat(complete(instance, "responder", fields("failed", "access denied"))
                        .statusCode())
                .isEqualTo(204);
        engine.jobs(instance);
        assertThat(instance).isEnded().hasPassed("endEvent_notPerformed").hasNotPassed("endEvent_performed");
    }

    @Test
    void anUnfinishedAnswerIsRefusedAndTheTaskStays() {
        ProcessInstance instance = start();

        assertThat(complete(instance, "responder", "{}").statusCode()).isEqualTo(400);
        assertThat(complete(instance, "responder", fields("maybe", "")).statusCode())
                .isEqualTo(400);
        assertThat(complete(instance, "responder", fields("failed", "")).statusCode())
                .isEqualTo(400);
        assertThat(complete(instance, "responder", "{\"outcome\":{\"value\":\"done\"},\"failed\":{\"value\":\"a1\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(instance).isWaitingAt("userTask_performActions");
        assertThat(ledger.entries(id, "action.performed")).isEmpty();
    }

    @Test
    void nobodyButRespondersPerformsIt() {
        ProcessInstance instance = start();

        assertThat(complete(instance, "approver", fields("done", "")).statusCode())
                .isEqualTo(403);
        assertThat(complete(instance, "manager", fields("done", "")).statusCode())
                .isIn(403, 404);
        assertThat(instance).isWaitingAt("userTask_performActions");
    }

    @Test
    void aHeldIncidentHandsOutNothingUntilItIsReleased() {
        incidents.hold(id, true);
        ProcessInstance instance = start();

        assertThat(instance).isWaitingAt("event_holdLookDue").hasNotPassed("userTask_performActions");
        assertThat(ledger.entries(id, "action.intended")).isEmpty();
        incidents.hold(id, false);
        engine.timer(instance);
        assertThat(instance).isWaitingAt("userTask_performActions");
    }

    @Test
    void theTaskShowsTheScriptAndItsSteps() {
        ProcessInstance instance = start();
        String view = String.valueOf(camunda.getTaskService().getVariableLocal(engine.task(instance), "view"));

        assertThat(view).contains("backdoor", "delete-user", "\"options\"", "\"script\"");
        assertThat(camunda.getTaskService()
                        .createTaskQuery()
                        .taskId(engine.task(instance))
                        .singleResult()
                        .getName())
                .isEqualTo("Perform the actions · clean-up · " + id);
    }
}
