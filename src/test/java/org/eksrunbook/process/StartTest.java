package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class StartTest {

    private static final String LEAST = "'accountId':{'value':'123456789012'},'region':{'value':'eu-west-1'},"
            + "'compromisedAt':{'value':'2024-08-02T08:00:00Z'},'clusterName':{'value':'shop'}";

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Ledger ledger;

    private final String id = "T-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"eksIncidentResponse", "eradicate"})
    void aStartOpensTheCaseAndLeavesOnlyKeysInTheEngine(String process) {
        HttpResponse<String> answer = start(
                "responder",
                process,
                id,
                LEAST
                        + ",'principals':{'value':'backdoor\\n AIDAEXAMPLE \\n'},'pods':{'value':'[]','type':'Json'},"
                        + "'windowDays':{'value':30,'type':'Integer'},'verdict':{'value':'malicious'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Incident incident = incidents.require(new IncidentId(id));
        assertThat(incident.open()).isTrue();
        assertThat(incident.severity()).isEqualTo(Severity.P2);
        assertThat(incident.scope().principals()).containsExactly("backdoor", "AIDAEXAMPLE");
        assertThat(incident.scope().windowDays()).isEqualTo(30);
        assertThat(ledger.entries(incident.id(), "incident.opened"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("user:responder"));
        ProcessInstance root = root(id);
        assertThat(runtime.getVariables(root.getId())).containsOnlyKeys("incidentId", "severity", "benign");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(root.getId())
                        .list())
                .extracting(variable -> variable.getName())
                .doesNotContain("principals", "pods", "accountId", "compromisedAt", "clusterName", "windowDays");
        assertThat(history.createHistoricDetailQuery()
                        .processInstanceId(root.getId())
                        .variableUpdates()
                        .list()
                        .toString())
                .doesNotContain("backdoor");
    }

    /** The engine fails on these before it asks anyone: without a look of our own the answer is 500. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'Object','value':'rO0ABXQAAXg=','valueInfo':{'objectTypeName':'java.lang.String','serializationDataFormat':'application/x-java-serialized-object'}}",
                "{'type':'Xml','value':'<x/>'}"
            })
    void aVariableOfAForeignKindIsAFault(String value) {
        HttpResponse<String> answer = start("responder", "eksIncidentResponse", id, LEAST + ",'namespace':" + value);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("namespace: must be text");
        assertThat(incidents.find(new IncidentId(id))).isEmpty();
    }

    @Test
    void everyFaultIsToldInOneMessageAndNothingIsLeftBehind() {
        HttpResponse<String> answer = start(
                "responder",
                "eksIncidentResponse",
                id + "/x",
                "'accountId':{'value':'12'},'accounts':{'value':'[1]','type':'Json'},'compromisedAt':{'value':'yesterday'},"
                        + "'until':{'value':'tomorrow'},'windowDays':{'value':400,'type':'Integer'},'severity':{'value':'P9'},"
                        + "'verdict':{'value':'maybe'},'trailSource':{'value':'floppy'},'finding':{'value':'{not json','type':'Json'},"
                        + "'contained':{'value':'[1]','type':'Json'},'stakeholders':{'value':'[{}]','type':'Json'},"
                        + "'approved':{'value':true},'archivePath':{'value':''}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "businessKey: ",
                        "accountId: must",
                        "accounts: must",
                        "region: is required",
                        "compromisedAt: must",
                        "until: must")
                .contains(
                        "windowDays: must",
                        "severity: must",
                        "verdict: must",
                        "trailSource: must",
                        "finding: is not JSON")
                .contains(
                        "contained: must", "stakeholders: each", "approved: is no start variable", "principals: give");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(id + "/x")
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "windowDays,'ninety',Integer",
        "windowDays,'ninety',String",
        "archivePath,' ',String",
        "principals,'\"x\"',Json",
        "pods,'[{}]',Json",
        "finding,'[]',Json",
        "compromisedAt,'2999-01-01T00:00:00Z',String",
        "compromisedAt,'2013-11-12T00:00:00Z',String",
        "compromisedAt,'0024-08-02T08:00:00Z',String"
    })
    void oneWrongVariableIsABadRequest(String name, String value, String type) {
        HttpResponse<String> answer = start(
                "responder",
                "eksIncidentResponse",
                id,
                LEAST.replace(
                                        "'compromisedAt':{'value':'2024-08-02T08:00:00Z'},",
                                        name.equals("compromisedAt") ? "" : "$0")
                                .replace("$0", "'compromisedAt':{'value':'2024-08-02T08:00:00Z'},")
                        + ",'" + name + "':{'value':" + quoted(value) + ",'type':'" + type + "'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(incidents.find(new IncidentId(id))).isEmpty();
    }

    @Test
    void whatTheFindingSaysNeedNotBeGiven() {
        String finding =
                "{'detail':{'id':'f-1','type':'Discovery:Kubernetes/SuccessfulAnonymousAccess','accountId':'210987654321',"
                        + "'region':'us-east-1','severity':8,'service':{'eventFirstSeen':'2024-08-02T08:23:24.000Z'},"
                        + "'resource':{'eksClusterDetails':{'name':'shop'},'kubernetesDetails':{'kubernetesWorkloadDetails':"
                        + "{'name':'web-1','type':'pods','namespace':'prod','serviceAccountName':'web'}}}}}";
        HttpResponse<String> answer = start(
                "responder",
                "eksIncidentResponse",
                id,
                "'finding':{'value':" + quoted(finding.replace('\'', '"')) + ",'type':'Json'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Incident incident = incidents.require(new IncidentId(id));
        assertThat(incident.severity()).isEqualTo(Severity.P1);
        assertThat(incident.scope().accountId()).isEqualTo("210987654321");
        assertThat(incident.scope().compromisedAt()).isEqualTo(Instant.parse("2024-08-02T08:23:24Z"));
        assertThat(incident.scope().pods()).containsExactly("web-1");
        assertThat(incident.scope().namespace()).isEqualTo("prod");
    }

    @Test
    void anOpenIdIsAConflictWhateverItsCase() {
        assertThat(start("responder", "eksIncidentResponse", id, LEAST).statusCode())
                .isEqualTo(200);
        assertThat(start("responder", "eksIncidentResponse", id, LEAST).statusCode())
                .isEqualTo(409);
        assertThat(start("responder", "recover", id.toUpperCase(java.util.Locale.ROOT), LEAST)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void ofFourStartsAtOnceOneOpensTheIncident() throws Exception {
        for (int round = 0; round < 25; round++) {
            String key = id + "-" + round;
            AtomicInteger number = new AtomicInteger();
            List<Integer> answers = DoorTest.atOnce(
                    4,
                    () -> start(
                                    "responder",
                                    "eksIncidentResponse",
                                    number.getAndIncrement() % 2 == 0 ? key : key.toUpperCase(java.util.Locale.ROOT),
                                    LEAST)
                            .statusCode());
            assertThat(new ArrayList<>(answers)).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"approver", "manager", "owner", "forensic", "admin"})
    void onlyRespondersStart(String user) {
        assertThat(start(user, "eksIncidentResponse", id, LEAST).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"performActions", "mendStep", "stakeholderUpdate", "improvementAction"})
    void whatTheEngineCallsIsNotStartedByPeople(String process) {
        assertThat(start("responder", process, id, LEAST).statusCode()).isEqualTo(403);
    }

    @Test
    void recoveryAloneNeedsResourcesUnlessItContinuesAClosedIncident() {
        assertThat(start("responder", "recover", id, LEAST).body()).contains("resources: ");
        assertThat(start("responder", "eradicate", id, LEAST).statusCode()).isEqualTo(200);
        runtime.deleteProcessInstance(root(id).getId(), "stopped");
        assertThat(incidents.require(new IncidentId(id)).open()).isFalse();

        HttpResponse<String> continued = start("responder", "recover", id, "");
        assertThat(continued.statusCode()).as(continued.body()).isEqualTo(200);
        assertThat(incidents.require(new IncidentId(id)).scope().clusterName()).isEqualTo("shop");
    }

    @Test
    void aClosedIncidentIsContinuedAndNotStartedAnew() {
        assertThat(start("responder", "eradicate", id, LEAST).statusCode()).isEqualTo(200);
        runtime.deleteProcessInstance(root(id).getId(), "stopped");

        for (String process : List.of("eksIncidentResponse", "eradicate")) {
            HttpResponse<String> anew = start("responder", process, id, LEAST);
            assertThat(anew.statusCode()).as(process).isEqualTo(409);
            assertThat(anew.body()).contains("continue it with recover or postIncident, or choose another id");
        }
        assertThat(incidents.require(new IncidentId(id)).open()).isFalse();
    }

    @Test
    void whatEndsLateOfAnEarlierProcessDoesNotCloseTheCaseThatGoesOn() {
        assertThat(start("responder", "eradicate", id, LEAST).statusCode()).isEqualTo(200);
        String earlier = root(id).getId();
        // As the model closes it, with an update to stakeholders still under way.
        incidents.close(new IncidentId(id));
        HttpResponse<String> continued = start("responder", "recover", id, "");
        assertThat(continued.statusCode()).as(continued.body()).isEqualTo(200);

        runtime.deleteProcessInstance(earlier, "ended");

        assertThat(incidents.require(new IncidentId(id)).open()).isTrue();
        runtime.deleteProcessInstance(root(id).getId(), "ended");
        assertThat(incidents.require(new IncidentId(id)).open()).isFalse();
    }

    @Test
    void anIdIsFreeAgainAfterADeletionThatSkippedTheListeners() {
        assertThat(start("responder", "eradicate", id, LEAST).statusCode()).isEqualTo(200);
        runtime.deleteProcessInstance(root(id).getId(), "deleted in Cockpit", true);

        assertThat(start("responder", "eradicate", id, LEAST).statusCode()).isEqualTo(200);
    }

    @Test
    void tasklistsStartFormStartsTooAndItsEmptyFieldsCountAsNotGiven() {
        WebAppBrowser browser = new WebAppBrowser(port);
        browser.login("responder", "responder");
        String definition = new Caller(port)
                .get("responder", "/engine-rest/process-definition/key/eksIncidentResponse")
                .body()
                .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> answer = browser.post(
                "/camunda/api/engine/engine/default/process-definition/"
                        + java.net.URLEncoder.encode(definition, java.nio.charset.StandardCharsets.UTF_8)
                        + "/submit-form",
                // As Tasklist sends it: the id in a field of the form, untouched fields empty, untouched choices null.
                ("{'variables':{'businessKey':{'value':' " + id + " '}," + LEAST
                                + ",'archivePath':{'value':''},'severity':{'value':null},'pods':{'value':'web-1'}}}")
                        .replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(incidents.require(new IncidentId(id)).scope().pods()).containsExactly("web-1");
        assertThat(root(id).getBusinessKey()).isEqualTo(id);
        assertThat(history.createHistoricDetailQuery().formFields().count()).isZero();
    }

    @Test
    void aStartFormWithoutAnIdIsRefusedInWords() {
        String definition = new Caller(port)
                .get("responder", "/engine-rest/process-definition/key/eksIncidentResponse")
                .body()
                .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> answer = new Caller(port)
                .post(
                        "responder",
                        "/engine-rest/process-definition/"
                                + java.net.URLEncoder.encode(definition, java.nio.charset.StandardCharsets.UTF_8)
                                + "/submit-form",
                        ("{'variables':{'businessKey':{'value':''}," + LEAST + "}}").replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("businessKey: an incident id has 1 to 64 letters");
    }

    private ProcessInstance root(String key) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .rootProcessInstances()
                .singleResult();
    }

    private HttpResponse<String> start(String user, String process, String key, String variables) {
        return new Caller(port)
                .post(
                        user,
                        "/engine-rest/process-definition/key/" + process + "/start",
                        ("{'businessKey':'" + key + "','variables':{" + variables + "}}").replace('\'', '"'));
    }

    private static String quoted(String value) {
        return "'" + value.replace("\"", "\\\"") + "'";
    }
}
