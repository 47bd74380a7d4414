package org.eksrunbook.postincident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbAttachment;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.Caller;
import org.eksrunbook.process.StepByStep;
import org.eksrunbook.process.StepByStepTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Part 5 alone, over HTTP, step by step: what is signed, what is filed, and which actions follow. */
@StepByStepTest
class PostIncidentProcessTest {

    @Autowired
    private StepByStep engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Cmdb cmdb;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    private Caller http;

    @BeforeEach
    void call() {
        http = new Caller(port);
    }

    @Test
    void theStateThatTheTaskShowsIsSignedAndNoOther() {
        IncidentId id = start("POST-1");
        review("");
        http.post("responder", "/api/incidents/POST-1/hold", "{\"reason\":\"unseen\"}");
        http.post("responder", "/api/incidents/POST-1/release", "{\"reason\":\"unseen\"}");

        HttpResponse<String> refused = complete("manager", "{\"decision\":{\"value\":\"approve\"}}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("incident.held", "read the report again");
        HttpResponse<String> unknown =
                complete("manager", "{\"decision\":{\"value\":\"approve\"},\"head\":{\"value\":\"0000\"}}");
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(400);

        String shown = report("POST-1").path("head").path("hash").asText();
        done(complete("manager", "{\"decision\":{\"value\":\"approve\"},\"head\":{\"value\":\"" + shown + "\"}}"));
        Entry signed = ledger.last(id, "report.signed").orElseThrow();
        assertThat(signed.body().path("head").path("hash").asText()).isEqualTo(shown);
        assertThat(report("POST-1").path("signed").asBoolean()).isTrue();
    }

    @Test
    void whatWasToldMeanwhileStopsNoSignature() {
        start("POST-2");
        review("");
        done(http.post("responder", "/api/incidents/POST-2/clocks", "{\"clock\":\"gdpr\",\"decision\":\"notified\"}"));

        done(complete("manager", "{\"decision\":{\"value\":\"approve\"}}"));
        assertThat(report("POST-2").path("signed").asBoolean()).isTrue();
    }

    @Test
    void theSignedReportIsFiledAndACaseThatGoesOnIsNotSigned() {
        IncidentId id = start("POST-3");
        review("");
        done(complete("manager", "{\"decision\":{\"value\":\"approve\"}}"));

        assertThat(report("POST-3").path("signed").asBoolean()).isTrue();
        assertThat(cmdb.processAttachments().stream().map(CmdbAttachment::title))
                .filteredOn(title -> title.contains("POST-3"))
                .satisfiesExactly(
                        draft -> assertThat(draft).contains("not signed off"),
                        last -> assertThat(last).contains("POST-3, signed off"));
        assertThat(ledger.last(id, "artefacts.filed")
                        .orElseThrow()
                        .body()
                        .path("signed")
                        .asBoolean())
                .isTrue();

        start("POST-3");
        assertThat(report("POST-3").path("signed").asBoolean()).isFalse();
    }

    @Test
    void onlyActionsOfTheReviewThatWasSignedStartAndEachOnce() {
        IncidentId id = start("POST-4");
        review("first idea | owner | 2027-01-31\\nkept idea | owner | 2027-01-31");
        done(complete("manager", "{\"decision\":{\"value\":\"refuse\"},\"reason\":{\"value\":\"too little\"}}"));
        review("better idea | owner | 2027-01-31\\nkept idea | owner | 2027-01-31");
        done(complete("manager", "{\"decision\":{\"value\":\"approve\"}}"));
        assertThat(improvements()).containsExactlyInAnyOrder("better idea", "kept idea");

        start("POST-4");
        review("kept idea | owner | 2027-01-31");
        done(complete("manager", "{\"decision\":{\"value\":\"approve\"}}"));
        assertThat(improvements()).containsExactlyInAnyOrder("better idea", "kept idea");
        assertThat(ledger.entries(id, "incident.closed")).hasSize(2);
    }

    private IncidentId start(String id) {
        done(http.post("responder", "/engine-rest/process-definition/key/postIncident/start", """
                {"businessKey":"%s","variables":{
                 "accountId":{"type":"String","value":"111122223333"},"region":{"type":"String","value":"us-east-1"},
                 "compromisedAt":{"type":"String","value":"2026-08-02T08:00:00Z"},
                 "principals":{"type":"Json","value":"[]"},"clusterName":{"type":"String","value":"shop"},
                 "verdict":{"type":"String","value":"benign"}}}""".formatted(id)));
        current = id;
        engine.jobs(instance());
        return new IncidentId(id);
    }

    private String current = "";

    private ProcessInstance instance() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("postIncident")
                .processInstanceBusinessKey(current)
                .singleResult();
    }

    private void review(String actions) {
        done(complete("responder", "{\"actions\":{\"value\":\"" + actions + "\"}}"));
    }

    private HttpResponse<String> complete(String user, String fields) {
        ProcessInstance instance = instance();
        HttpResponse<String> answer = http.post(
                user, "/engine-rest/task/" + engine.task(instance) + "/complete", "{\"variables\":" + fields + "}");
        engine.jobs(instance);
        return answer;
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private JsonNode report(String id) {
        return read(http.get("responder", "/api/incidents/" + id + "/report.json"));
    }

    private List<String> improvements() {
        JsonNode tasks = read(http.get(
                "responder",
                "/engine-rest/task?taskDefinitionKey=userTask_carryOutImprovement&processInstanceBusinessKey="
                        + current));
        return StreamSupport.stream(tasks.spliterator(), false)
                .map(task -> task.path("name").asText())
                .map(name -> name.split(" · ", -1)[1])
                .toList();
    }

    private JsonNode read(HttpResponse<String> answer) {
        done(answer);
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }
}
