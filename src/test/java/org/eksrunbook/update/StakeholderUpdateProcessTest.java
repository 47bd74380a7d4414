package org.eksrunbook.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.people.Update;
import org.eksrunbook.process.StepByStep;
import org.eksrunbook.process.StepByStepTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StepByStepTest
class StakeholderUpdateProcessTest {

    @Autowired
    private StepByStep engine;

    @Autowired
    private ProcessEngine camunda;

    @Autowired
    private StakeholderUpdates updates;

    @Autowired
    private Ledger ledger;

    @BeforeEach
    void assertOnThisEngine() {
        BpmnAwareTests.init(camunda);
    }

    private IncidentId open(String name, String channel) {
        return engine.open(name, List.of(new Stakeholder("Ada", "legal", channel, "ada@example.com")));
    }

    @Test
    void anUpdateIsWrittenFromTheLiveStateAndSent() {
        IncidentId id = open("UPDATE-1", "timeline");
        ProcessInstance instance = engine.start("stakeholderUpdate", id, Map.of());

        assertThat(instance).isEnded().hasPassed("endEvent_updateSent").hasNotPassed("serviceTask_recordMissedUpdate");
        assertThat(updates.of(id)).singleElement().satisfies(update -> {
            assertThat(update.state()).isEqualTo(Update.State.SENT);
            assertThat(update.text()).contains("UPDATE-1", "Part 3, eradicate");
        });
        assertThat(ledger.entries(id, "update.sent")).hasSize(1);
    }

    @Test
    void anUpdateWhoseSendingIsSkippedIsMissedAndVisible() {
        IncidentId id = open("UPDATE-4", "timeline");
        ProcessInstance instance = writtenAlone(id);
        ledger.append(
                id,
                "step.skipped",
                Actor.user("responder"),
                Map.of("activity", "serviceTask_sendUpdate", "reason", "they were called"));
        camunda.getRuntimeService()
                .createProcessInstanceModification(instance.getId())
                .startAfterActivity("serviceTask_sendUpdate")
                .cancelAllForActivity("serviceTask_sendUpdate")
                .execute();

        assertThat(instance).isEnded();
        assertMissed(id, "sending it was skipped, because: they were called");
    }

    @Test
    void anUpdateWhosePhaseEndsWhileItIsSentIsMissed() {
        IncidentId id = open("UPDATE-5", "timeline");
        ProcessInstance instance = writtenAlone(id);

        camunda.getRuntimeService().deleteProcessInstance(instance.getId(), "the phase is over");

        assertMissed(id, "its phase ended before it was sent");
    }

    private void assertMissed(IncidentId id, String because) {
        assertThat(updates.of(id)).singleElement().satisfies(update -> {
            assertThat(update.state()).isEqualTo(Update.State.MISSED);
            assertThat(update.remark()).isEqualTo(because);
        });
        assertThat(ledger.entries(id, "update.missed")).hasSize(1);
        assertThat(ledger.entries(id, "update.sent")).isEmpty();
    }

    private ProcessInstance writtenAlone(IncidentId id) {
        ProcessInstance instance =
                camunda.getRuntimeService().startProcessInstanceByKey("stakeholderUpdate", id.value(), Map.of());
        ManagementService jobs = camunda.getManagementService();
        jobs.executeJob(jobs.createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId());
        assertThat(updates.of(id)).hasSize(1);
        return instance;
    }

    @Test
    void nobodyIsToldTwiceWithinHalfARhythm() {
        IncidentId id = open("UPDATE-2", "timeline");
        engine.start("stakeholderUpdate", id, Map.of());
        ProcessInstance second = engine.start("stakeholderUpdate", id, Map.of());

        assertThat(second).isEnded().hasPassed("endEvent_updateNotDue").hasNotPassed("serviceTask_sendUpdate");
        assertThat(updates.of(id)).hasSize(1);
    }

    @Test
    void anUpdateThatReachedNobodyIsMissedAndVisible() {
        IncidentId id = open("UPDATE-3", "email");
        ProcessInstance instance = engine.start("stakeholderUpdate", id, Map.of());

        assertThat(instance).isEnded().hasPassed("endEvent_updateMissed").hasNotPassed("endEvent_updateSent");
        assertThat(updates.of(id)).singleElement().satisfies(update -> {
            assertThat(update.state()).isEqualTo(Update.State.MISSED);
            assertThat(update.remark()).isNotBlank();
        });
        assertThat(ledger.entries(id, "update.missed")).hasSize(1);
        assertThat(ledger.entries(id, "update.sent")).isEmpty();
    }
}
