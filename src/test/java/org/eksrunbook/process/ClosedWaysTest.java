package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

/** The ways around the tasks that the bare engine has, each tried as a responder and as an administrator, on both paths. */
@ServerTest
class ClosedWaysTest {

    /** All that the engine's task query takes over REST. */
    private static final String[] EXPRESSION_KEYS = {
        "assigneeExpression",
        "assigneeLikeExpression",
        "candidateGroupExpression",
        "candidateGroupsExpression",
        "candidateUserExpression",
        "createdAfterExpression",
        "createdBeforeExpression",
        "createdOnExpression",
        "dueAfterExpression",
        "dueBeforeExpression",
        "dueDateExpression",
        "followUpAfterExpression",
        "followUpBeforeExpression",
        "followUpBeforeOrNotExistentExpression",
        "followUpDateExpression",
        "involvedUserExpression",
        "ownerExpression",
        "processInstanceBusinessKeyExpression",
        "processInstanceBusinessKeyLikeExpression",
        "updatedAfterExpression"
    };

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    private String task;
    private String instance;

    @BeforeEach
    void startProbe() {
        System.clearProperty("evaluated");
        task = DoorProbe.start(repository, runtime, tasks, "W-" + UUID.randomUUID());
        instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/task/$T/bpmnError|{'errorCode':'x'}",
                "POST|/task/$T/bpmnEscalation|{'escalationCode':'x'}",
                "POST|/task/$T/resolve|{}",
                "POST|/task/$T/delegate|{'userId':'approver'}",
                "POST|/task/$T/assignee|{'userId':'approver'}",
                "POST|/task/$T/claim|{'userId':'approver'}",
                "POST|/task/$T/identity-links|{'userId':'owner','type':'candidate'}",
                "POST|/task/$T/identity-links/delete|{'groupId':'responders','type':'candidate'}",
                "POST|/task/$T/variables|{'modifications':{'approvalNeeded':{'value':true}}}",
                "PUT|/task/$T/variables/approvalNeeded|{'value':true}",
                "POST|/task/$T/localVariables|{'modifications':{'view':{'value':'x'}}}",
                "PUT|/task/$T/localVariables/view|{'value':'x'}",
                "DELETE|/task/$T/localVariables/view|",
                "PUT|/task/$T|{'name':'x','assignee':'approver'}",
                "DELETE|/task/$T|",
                "POST|/task/create|{'name':'x'}",
                "POST|/task/$T/comment/create|{'message':'x'}",
                "POST|/execution/$I/signal|{}",
                "POST|/execution/$I/localVariables|{'modifications':{'x':{'value':1}}}",
                "PUT|/execution/$I/localVariables/x|{'value':1}",
                "POST|/process-instance/$I/variables|{'modifications':{'x':{'value':1}}}",
                "PUT|/process-instance/$I/variables/x|{'value':1}",
                "POST|/process-instance/$I/modification|{'instructions':[{'type':'startAfterActivity','activityId':'userTask_probe'}]}",
                "POST|/process-instance/$I/modification-async|{'instructions':[{'type':'startAfterActivity','activityId':'userTask_probe'}]}",
                "POST|/process-instance/variables-async|{'processInstanceIds':['$I'],'variables':{'x':{'value':1}}}",
                "POST|/process-instance/message-async|{'messageName':'runbook.scopeChanged','processInstanceIds':['$I']}",
                "POST|/process-instance/delete|{'processInstanceIds':['$I']}",
                "POST|/message|{'messageName':'runbook.scopeChanged','all':true}",
                "POST|/signal|{'name':'x'}",
                "POST|/condition|{'variables':{'x':{'value':1}}}",
                "POST|/process-definition/key/doorProbe/start|{'startInstructions':[{'type':'startBeforeActivity','activityId':'userTask_owned'}],'skipCustomListeners':true}",
                "POST|/process-definition/key/eksIncidentResponse/start|{'businessKey':'X','startInstructions':[{'type':'startBeforeActivity','activityId':'callActivity_postIncident'}]}",
                "POST|/process-definition/key/eksIncidentResponse/start|{'businessKey':'X','skipCustomListeners':true,'skipIoMappings':true}",
                "POST|/migration/generate|{'sourceProcessDefinitionId':'$D','targetProcessDefinitionId':'$D'}",
                "POST|/modification/execute|{'processDefinitionId':'$D','processInstanceIds':['$I'],'instructions':[{'type':'cancel','activityId':'userTask_probe'}]}",
                "POST|/process-definition/$D/restart|{'processInstanceIds':['$I'],'instructions':[{'type':'startBeforeActivity','activityId':'userTask_owned'}]}",
                "PUT|/process-definition/$D/history-time-to-live|{'historyTimeToLive':0}",
                "DELETE|/process-definition/$D|",
                "POST|/filter/create|{'name':'x','resourceType':'Task','query':{'assigneeExpression':'${1}'}}",
                "POST|/decision-definition/key/severity/evaluate|{'variables':{}}",
                "POST|/external-task/x/complete|{'workerId':'x'}",
                "POST|/history/process-instance/delete|{'historicProcessInstanceIds':['$I']}",
                "POST|/history/cleanup|",
                "DELETE|/history/process-instance/$I|",
                "POST|/batch/x/suspended|{'suspended':true}",
            })
    void neitherRespondersNorAdministratorsGetAroundTheTasks(String method, String path, String body) {
        String json = filled(body == null ? "" : body).replace('\'', '"');
        List<String> passed = new ArrayList<>();
        for (String user : List.of("responder", "admin")) {
            HttpResponse<String> rest = new Caller(port).call(method, user, "/engine-rest" + filled(path), json);
            if (rest.statusCode() < 400 || rest.statusCode() >= 500 && !isRefusal(rest)) {
                passed.add(user + " REST " + rest.statusCode() + " " + rest.body());
            }
        }
        HttpResponse<String> webApp =
                loggedIn("responder").call(method, "/camunda/api/engine/engine/default" + filled(path), json);
        if (webApp.statusCode() < 400 || webApp.statusCode() >= 500 && !isRefusal(webApp)) {
            passed.add("web application " + webApp.statusCode() + " " + webApp.body());
        }
        assertThat(passed).isEmpty();
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getTaskDefinitionKey())
                .isEqualTo("userTask_probe");
        assertThat(runtime.getVariables(instance)).isEmpty();
    }

    /** Some of the engine's resources answer every refusal with 500; what counts is that it was ours. */
    private static boolean isRefusal(HttpResponse<String> answer) {
        return answer.body().contains(":") && Refusals.isOne(answer.body());
    }

    @Test
    void noExpressionOfATaskQueryIsEvaluatedOnAnyPath() {
        String evil = "${''.getClass().forName('java.lang.System').setProperty('evaluated','yes')}";
        for (String key : EXPRESSION_KEYS) {
            String escaped = key.replace("E", "\\u0045");
            for (String spelled : List.of(key, escaped)) {
                String value = "\"" + evil + "\"";
                for (String query : List.of(
                        "{\"orQueries\":[{\"" + spelled + "\":" + value + "}]}",
                        "{\"" + spelled + "\":" + value + "}",
                        "{\"orQueries\":[{\"name\":\"a\"},{\"" + spelled + "\":" + value + "}]}")) {
                    for (String path : List.of(spelled.equals(key) ? "/task" : "/task/count")) {
                        HttpResponse<String> rest = new Caller(port).post("responder", "/engine-rest" + path, query);
                        assertThat(rest.statusCode()).as(query + rest.body()).isBetween(400, 499);
                    }
                }
            }
        }
        assertThat(System.getProperty("evaluated")).isNull();
    }

    @Test
    void anotherEncodingOfTheBodyOpensNothing() {
        String query = "{\"orQueries\":[{\"dueAfterExpression\":\"${''.getClass().forName('java.lang.System')"
                + ".setProperty('evaluated','yes')}\"}]}";
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_8)) {
            HttpResponse<String> answer = new Caller(port)
                    .send(new Caller(port)
                            .request("responder", "/engine-rest/task")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(query.getBytes(charset)))
                            .build());
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        }
        assertThat(System.getProperty("evaluated")).isNull();
    }

    @Test
    void theQueryThatNarrowsAFilterHoldsNoExpressionEither() {
        String filter = new Caller(port)
                .get("responder", "/engine-rest/filter?name=My%20tasks")
                .body()
                .replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        for (String way : List.of("/list", "/count", "/singleResult")) {
            HttpResponse<String> answer =
                    new Caller(port).post("responder", "/engine-rest/filter/" + filter + way, """
                            {"orQueries":[{"dueAfterExpression":"${''.getClass().forName('java.lang.System').setProperty('evaluated','yes')}"}]}""");
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 599);
        }
        assertThat(System.getProperty("evaluated")).isNull();
    }

    @Test
    void nothingIsDeployedOverRest() {
        HttpRequest deployment = new Caller(port)
                .request("admin", "/engine-rest/deployment/create")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "--b\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nx\r\n"
                                        + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n\r\nx\r\n--b--\r\n"))
                .build();
        assertThat(new Caller(port).send(deployment).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(repository.createDeploymentQuery().deploymentName("x").count())
                .isZero();
    }

    @Test
    void administratorsLookAfterUsersAndRespondersDoNot() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        String user = "{'profile':{'id':'" + name
                + "','firstName':'A','lastName':'B'},'credentials':{'password':'Long-enough-77'}}";
        Caller caller = new Caller(port);
        assertThat(caller.post("responder", "/engine-rest/user/create", user.replace('\'', '"'))
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.post("admin", "/engine-rest/user/create", user.replace('\'', '"'))
                        .statusCode())
                .isEqualTo(204);
        assertThat(caller.call("PUT", "responder", "/engine-rest/group/approvers/members/responder", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.call("PUT", "admin", "/engine-rest/group/forensics/members/" + name, "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aLoggedInPersonCannotTryOthersPasswords() {
        HttpResponse<String> answer = new Caller(port)
                .post("responder", "/engine-rest/identity/verify", "{\"username\":\"admin\",\"password\":\"admin\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"responder", "approver", "manager", "admin"})
    void listsWithoutALimitAreAnswered(String user) {
        assertThat(new Caller(port).get(user, "/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(new Caller(port).get(user, "/engine-rest/process-instance").statusCode())
                .isEqualTo(200);
        assertThat(new Caller(port).get(user, "/engine-rest/history/task").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "forensic"})
    void ownersAndForensicsSeeTheirOwnTasksAndNothingElse(String user) {
        Caller caller = new Caller(port);
        for (String path : List.of(
                "/task",
                "/process-instance",
                "/process-definition",
                "/variable-instance",
                "/history/task",
                "/history/process-instance",
                "/deployment",
                "/job",
                "/incident")) {
            assertThat(caller.get(user, "/engine-rest" + path).body()).as(path).isEqualTo("[]");
        }
    }

    @Test
    void theSetupEndpointIsClosedToEverybody() {
        String body =
                "{\"profile\":{\"id\":\"evil\",\"firstName\":\"e\",\"lastName\":\"e\"},\"credentials\":{\"password\":\"Long-enough-77\"}}";
        String path = "/camunda/api/admin/setup/default/user/create";
        assertThat(new Caller(port).post("", path, body).statusCode()).isIn(401, 403);
        assertThat(loggedIn("admin").post(path, body).statusCode()).isEqualTo(403);
    }

    private WebAppBrowser loggedIn(String user) {
        WebAppBrowser browser = new WebAppBrowser(port);
        assertThat(browser.login(user, user).statusCode()).isEqualTo(200);
        return browser;
    }

    private String filled(String text) {
        return text.replace("$T", task)
                .replace("$I", instance)
                .replace(
                        "$D",
                        repository
                                .createProcessDefinitionQuery()
                                .processDefinitionKey("doorProbe")
                                .latestVersion()
                                .singleResult()
                                .getId()
                                .replace(":", text.startsWith("/") ? "%3A" : ":"));
    }
}
