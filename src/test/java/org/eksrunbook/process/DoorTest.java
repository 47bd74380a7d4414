package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class DoorTest {

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    private String task;

    @BeforeEach
    void startProbe() {
        DoorProbe.COMPLETIONS.clear();
        task = DoorProbe.start(repository, runtime, tasks, "INC-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "submit-form"})
    void aCandidateCompletesWithTheFieldsOfTheForm(String way) {
        HttpResponse<String> answer = as("responder", way, """
                {"variables":{"decision":{"value":"approve"},"reason":{"value":" why "},"breakGlass":{"value":true,"type":"Boolean"},
                "count":{"value":3,"type":"Integer"},"items":{"value":"[\\"a\\",\\"b\\"]","type":"Json"}}}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        TaskCompletion completion = DoorProbe.COMPLETIONS.element();
        assertThat(completion.user()).isEqualTo("responder");
        assertThat(completion.groups()).containsExactly(Group.RESPONDERS);
        assertThat(completion.incident().value()).isEqualTo("INC-1");
        assertThat(completion.text("reason")).isEqualTo("why");
        assertThat(completion.flag("breakGlass")).isTrue();
        assertThat(completion.list("items")).containsExactly("a", "b");
    }

    @Test
    void aListMayBeATextWithOneItemALine() {
        as("responder", "complete", "{\"variables\":{\"items\":{\"value\":\"a\\n b \\n\\n\"}}}");

        assertThat(DoorProbe.COMPLETIONS.element().list("items")).containsExactly("a", "b");
    }

    @Test
    void whatPeopleSubmitNeverBecomesAProcessVariable() {
        as("responder", "complete", "{\"variables\":{\"reason\":{\"value\":\"more\"}}}");

        String instance = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_approveProbe")
                .list()
                .get(0)
                .getProcessInstanceId();
        assertThat(runtime.getVariables(instance)).containsOnlyKeys("approvalNeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "submit-form"})
    void undeclaredFieldsAndWrongTypesAreAllToldAtOnce(String way) {
        HttpResponse<String> answer = as("responder", way, """
                {"variables":{"approved":{"value":true},"approvalNeeded":{"value":true},"decision":{"value":"perhaps"},"count":{"value":"x"},
                "breakGlass":{"value":"maybe"},"items":{"value":"{}","type":"Json"}}}""");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("approved: is no field of this task", "approvalNeeded: is no field of this task")
                .contains("decision: must be one of approve, refuse", "count: must be a number")
                .contains("breakGlass: must be true or false", "items: must be a list");
        assertThat(DoorProbe.COMPLETIONS).isEmpty();
        assertThat(tasks.createTaskQuery().taskId(task).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"invalid,400,a: is wrong; b: is wrong too", "stale,409,The plan changed"})
    void whatTheTaskRefusesIsAnsweredAsSuchAndTheTaskStays(String reason, int status, String message) {
        for (String way : List.of("complete", "submit-form")) {
            HttpResponse<String> answer =
                    as("responder", way, "{\"variables\":{\"reason\":{\"value\":\"" + reason + "\"}}}");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(message);
        }
        assertThat(tasks.createTaskQuery().taskId(task).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approver", "manager", "owner", "forensic", "admin"})
    void othersThanTheCandidatesAreRefused(String user) {
        assertThat(as(user, "complete", "{}").statusCode()).isEqualTo(403);
        assertThat(as(user, "submit-form", "{}").statusCode()).isEqualTo(403);
        assertThat(tasks.createTaskQuery().taskId(task).count()).isEqualTo(1);
    }

    @Test
    void aTaskDoneAlreadyIsAConflictAndAnUnknownOneIsNotFound() {
        assertThat(as("responder", "complete", "{}").statusCode()).isEqualTo(204);
        assertThat(as("responder", "complete", "{}").statusCode()).isEqualTo(409);
        assertThat(as("responder", "submit-form", "{}").statusCode()).isEqualTo(409);
        task = "unknown";
        assertThat(as("responder", "complete", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void ofTwentyCompletionsAtOnceOneWinsAndTheOthersConflict() throws Exception {
        for (String way : List.of("complete", "submit-form")) {
            startProbe();
            List<Integer> answers = atOnce(20, () -> as("responder", way, "{}").statusCode());
            assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
            assertThat(answers).filteredOn(status -> status == 409).hasSize(19);
            assertThat(DoorProbe.COMPLETIONS).hasSize(1);
        }
    }

    @Test
    void aResponderApprovesByBreakGlassWithAReasonOnly() {
        toApproval();
        assertThat(as("responder", "complete", fields("'decision':{'value':'approve'}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("responder", "complete", fields("'breakGlass':{'value':true}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("responder", "submit-form", fields("'reason':{'value':'night'}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("responder", "complete", fields("'breakGlass':{'value':true},'reason':{'value':'night'}"))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void anApproverApprovesAndAManagerSignsOffAndAnOwnerDoesHisOwn() {
        toApproval();
        for (String other : List.of("manager", "owner", "forensic", "admin")) {
            assertThat(as(other, "complete", "{}").statusCode()).isEqualTo(403);
        }
        assertThat(as("approver", "complete", "{}").statusCode()).isEqualTo(204);
    }

    @Test
    void tasklistsPathIsTheSameDoor() {
        WebAppBrowser browser = new WebAppBrowser(port);
        assertThat(browser.login("responder", "responder").statusCode()).isEqualTo(200);
        String path = "/camunda/api/engine/engine/default/task/" + task;

        HttpResponse<String> undeclared =
                browser.post(path + "/submit-form", fields("'approvalNeeded':{'value':true,'type':'Boolean'}"));
        assertThat(undeclared.statusCode()).as(undeclared.body()).isEqualTo(400);
        assertThat(browser.post(path + "/complete", fields("'x':{'value':1}")).statusCode())
                .isEqualTo(400);
        assertThat(browser.post(path + "/submit-form", fields("'reason':{'value':'ok'}"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.post(path + "/submit-form", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void theViewIsBesideTheTask() {
        HttpResponse<String> view = new Caller(port)
                .get("responder", "/engine-rest/task/" + task + "/form-variables?deserializeValues=false");

        assertThat(view.statusCode()).isEqualTo(200);
        assertThat(view.body()).contains("INC-1: what now?").contains("\\\"total\\\":1");
    }

    @Test
    void theOwnClaimIsTakenAndGivenBackAndNobodyElses() {
        Caller caller = new Caller(port);
        String path = "/engine-rest/task/" + task;
        assertThat(caller.post("responder", path + "/claim", "{\"userId\":\"approver\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.post("admin", path + "/claim", "{\"userId\":\"admin\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.post("responder", path + "/claim", "{\"userId\":\"responder\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(caller.post("responder", path + "/unclaim", "{}").statusCode())
                .isEqualTo(204);
        assertThat(caller.post("responder", path + "/assignee", "{\"userId\":\"approver\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.post("admin", path + "/assignee", "{\"userId\":\"admin\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    private void toApproval() {
        as("responder", "complete", fields("'reason':{'value':'more'}"));
        task = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_approveProbe")
                .orderByTaskCreateTime()
                .desc()
                .list()
                .get(0)
                .getId();
    }

    private HttpResponse<String> as(String user, String way, String body) {
        return new Caller(port).post(user, "/engine-rest/task/" + task + "/" + way, body);
    }

    private static String fields(String fields) {
        return "{\"variables\":{" + fields.replace('\'', '"') + "}}";
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> answers = threads.invokeAll(
                    IntStream.range(0, times).mapToObj(number -> call).toList());
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
