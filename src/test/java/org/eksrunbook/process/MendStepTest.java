package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code recover} fails at once here: the delegates of its package are not there. */
@ServerTest
class MendStepTest {

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @Autowired
    private Ledger ledger;

    @Autowired
    private MendedElsewhere mendedElsewhere;

    private final IncidentId id = new IncidentId("M-" + UUID.randomUUID());
    private Task mend;

    @BeforeEach
    void failAStep() {
        String answer = new Caller(port)
                .post("responder", "/engine-rest/process-definition/key/recover/start", """
                {"businessKey":"%s","variables":{"accountId":{"value":"123456789012"},"region":{"value":"eu-west-1"},
                "compromisedAt":{"value":"2024-08-02T08:00:00Z"},"clusterName":{"value":"shop"},
                "resources":{"value":"[{\\"type\\":\\"AWS::S3::Bucket\\",\\"id\\":\\"b\\",\\"change\\":\\"modified\\"}]","type":"Json"}}}""".formatted(id))
                .body();
        assertThat(answer).contains("\"id\"");
        mend = await(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(id.value())
                .taskDefinitionKey("userTask_mendStep")
                .singleResult());
    }

    @Test
    void aStepWithoutTriesBecomesATaskThatSaysWhatFailed() {
        String view = new Caller(port)
                .get("responder", "/engine-rest/task/" + mend.getId() + "/form-variables?deserializeValues=false")
                .body();

        assertThat(view)
                .contains("failed. Mend and go on, or skip?")
                .contains("takeStockDelegate")
                .contains("Recover from the incident")
                .doesNotContain("\\\"value\\\":\\\"recover\\\"");
        assertThat(ledger.entries(id, "step.failed")).hasSize(1);
    }

    @Test
    void mendedItIsTriedAgainAndFailingAgainAsksAgain() {
        assertThat(complete("{}")).isEqualTo(204);

        Task again = await(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(id.value())
                .taskDefinitionKey("userTask_mendStep")
                .singleResult());
        assertThat(again.getId()).isNotEqualTo(mend.getId());
        assertThat(ledger.entries(id, "step.mended")).hasSize(1);
        assertThat(ledger.entries(id, "step.failed")).hasSize(2);
    }

    @Test
    void skippedItNeedsAReasonAndTheProcessGoesOnBehindIt() {
        assertThat(complete("{\"variables\":{\"outcome\":{\"value\":\"skipped\"}}}"))
                .isEqualTo(400);
        assertThat(complete(
                        "{\"variables\":{\"outcome\":{\"value\":\"skipped\"},\"reason\":{\"value\":\"known stock\"}}}"))
                .isEqualTo(204);

        await(
                () -> management
                        .createJobQuery()
                        .processDefinitionKey("recover")
                        .activityId("serviceTask_proposeRecovery")
                        .list()
                        .stream()
                        .findFirst()
                        .orElse(null));
        assertThat(ledger.entries(id, "step.skipped"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.body().path("reason").asText()).isEqualTo("known stock"));
    }

    @Test
    void aStepThatOnlyWantsFactsIsMadeWithoutThemWhereItIsSkipped() {
        String skip = "{\"variables\":{\"outcome\":{\"value\":\"skipped\"},\"reason\":{\"value\":\"no time\"}}}";
        assertThat(complete(skip)).isEqualTo(204);
        mend = await(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(id.value())
                .taskDefinitionKey("userTask_mendStep")
                .singleResult());
        assertThat(new Caller(port)
                        .get(
                                "responder",
                                "/engine-rest/task/" + mend.getId() + "/form-variables?deserializeValues=false")
                        .body())
                .contains("goes on without which backups there are");
        assertThat(ledger.entries(id, "probe.proposed")).isEmpty();

        assertThat(complete(skip)).isEqualTo(204);
        await(() -> ledger.last(id, "probe.proposed").orElse(null));
        assertThat(ledger.entries(id, "step.skipped"))
                .extracting(entry -> entry.body().path("without").asText())
                .containsExactly("", "backups");
    }

    @Test
    void theTaskIsTakenBackWhereAnAdministratorGaveTheStepNewTries() {
        String job = (String) runtime.getVariable(mend.getProcessInstanceId(), MendVariables.FAILED_JOB_ID);
        assertThat(new Caller(port)
                        .call("PUT", "responder", "/engine-rest/job/" + job + "/retries", "{\"retries\":1}")
                        .statusCode())
                .isEqualTo(403);
        management.setJobDuedate(job, java.sql.Timestamp.valueOf("2099-01-01 00:00:00"));
        assertThat(new Caller(port)
                        .call("PUT", "admin", "/engine-rest/job/" + job + "/retries", "{\"retries\":1}")
                        .statusCode())
                .isEqualTo(204);
        mendedElsewhere.sweep();

        assertThat(tasks.createTaskQuery().taskId(mend.getId()).count()).isZero();
    }

    private int complete(String body) {
        return new Caller(port)
                .post("responder", "/engine-rest/task/" + mend.getId() + "/complete", body)
                .statusCode();
    }

    private static <T> T await(Supplier<T> found) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        T result = found.get();
        while (result == null && System.nanoTime() < deadline) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            result = found.get();
        }
        assertThat(result).isNotNull();
        return result;
    }
}
