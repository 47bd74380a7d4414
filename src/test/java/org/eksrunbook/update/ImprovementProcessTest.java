package org.eksrunbook.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.people.ImprovementAction;
import org.eksrunbook.people.ImprovementActions;
import org.eksrunbook.process.Caller;
import org.eksrunbook.process.StepByStep;
import org.eksrunbook.process.StepByStepTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@StepByStepTest
class ImprovementProcessTest {

    @Autowired
    private StepByStep engine;

    @Autowired
    private ProcessEngine camunda;

    @Autowired
    private ImprovementActions improvements;

    @LocalServerPort
    private int port;

    @BeforeEach
    void assertOnThisEngine() {
        BpmnAwareTests.init(camunda);
    }

    private ImprovementAction agreed(String incident, LocalDate due) {
        IncidentId id = engine.open(incident, List.of());
        return improvements.keep(id, "Close the cluster's API to the world", "owner", due);
    }

    private ProcessInstance start(ImprovementAction action) {
        return engine.start(
                "improvementAction",
                action.incident(),
                Map.of(
                        "action",
                        action.id(),
                        "owner",
                        action.owner(),
                        "due",
                        action.due().toString()));
    }

    @Test
    void theFirstReminderComesOnTheMorningOfTheDate() {
        LocalDate due = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(30);
        ProcessInstance instance = start(agreed("IMPROVE-1", due));
        Date timer = camunda.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getDuedate();

        assertThat(timer.toInstant())
                .isEqualTo(Instant.parse(due + "T08:00:00Z").truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void theOwnerIsRemindedUntilHeSaysThatItIsDone() {
        ImprovementAction action = agreed("IMPROVE-2", LocalDate.of(2026, 1, 1));
        ProcessInstance instance = start(action);

        engine.timer(instance);
        engine.timer(instance);
        assertThat(instance).isWaitingAt("userTask_carryOutImprovement").hasPassed("serviceTask_remindOwner");
        assertThat(improvements.require(action.id()).reminders())
                .as("once a day")
                .isEqualTo(1);

        HttpResponse<String> answer = new Caller(port)
                .post(
                        "owner",
                        "/engine-rest/task/" + engine.task(instance) + "/complete",
                        "{\"variables\":{\"result\":{\"value\":\"Endpoint is private.\"}}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(instance).isEnded();
        assertThat(improvements.require(action.id())).satisfies(done -> {
            assertThat(done.open()).isFalse();
            assertThat(done.doneBy()).isEqualTo("user:owner");
            assertThat(done.remark()).isEqualTo("Endpoint is private.");
        });
    }
}
