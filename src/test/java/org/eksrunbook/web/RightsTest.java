package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.process.Caller;
import org.eksrunbook.process.WebAppBrowser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Who may what, as {@code docs/interfaces.md} says under «Groups and rights»: every right and every non-right of the first
 * users and of a machine, over HTTP Basic and with a session of Tasklist, on a running server with real incidents.
 */
@WholeServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("full")
class RightsTest {

    private static final List<String> USERS =
            List.of("responder", "approver", "manager", "owner", "forensic", "admin", "machine");
    private static final String MACHINES_PASSWORD = "Long-enough-77";

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectMapper json;

    private Caller http;
    private final Map<String, WebAppBrowser> sessions = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    @BeforeAll
    void anIncidentThatTouchesTheOwnerAndOneThatDoesNot() {
        http = new Caller(port);
        http.post(
                "admin",
                "/engine-rest/user/create",
                "{\"profile\":{\"id\":\"machine\",\"firstName\":\"M\",\"lastName\":\"M\"},\"credentials\":{\"password\":\""
                        + MACHINES_PASSWORD + "\"}}");
        http.call("PUT", "admin", "/engine-rest/group/intake/members/machine", "");
        OwnersIncident touched = new OwnersIncident(http, json, "RIGHTS-1");
        touched.begin();
        String task = touched.await("userTask_reviewFindings");
        http.post(
                "responder", "/engine-rest/process-definition/key/eksIncidentResponse/start", Cases.start("RIGHTS-2"));
        JsonNode seen = touched.read(http.get("admin", "/engine-rest/task/" + task));
        places.put("$T", task);
        places.put("$I", seen.path("processInstanceId").asText());
        places.put("$E", seen.path("executionId").asText());
        places.put("$D", seen.path("processDefinitionId").asText());
        places.put(
                "$P",
                touched.read(http.get("admin", "/engine-rest/deployment"))
                        .path(0)
                        .path("id")
                        .asText());
        for (String user : USERS) {
            WebAppBrowser session = new WebAppBrowser(port);
            session.login(user, password(user));
            sessions.put(user, session);
        }
    }

    /** Cells: a status; {@code rows} and {@code none} for a list with and without anything in it. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "/rights/reading.csv",
            delimiter = '|',
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = true)
    void whatIsRead(
            String path,
            String responder,
            String approver,
            String manager,
            String owner,
            String forensic,
            String admin,
            String machine) {
        List<String> expected = List.of(responder, approver, manager, owner, forensic, admin, machine);
        List<String> wrong = new ArrayList<>();
        for (int column = 0; column < USERS.size(); column++) {
            String user = USERS.get(column);
            String basic = told(basic("GET", user, filled(path), ""));
            String session = user.equals("machine") ? basic : told(session("GET", user, filled(path), ""));
            if (!basic.equals(expected.get(column)) || !session.equals(expected.get(column))) {
                wrong.add(user + ": expected " + expected.get(column) + ", with a password " + basic
                        + ", with a session " + session);
            }
        }
        assertThat(wrong).as(path).isEmpty();
    }

    /** Who may not is told 403, who may something of the body: 400. Nothing is changed by this. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/incidents/RIGHTS-1/scope            | {}         | responder",
                "/api/incidents/RIGHTS-1/hold             | []         | responder approver",
                "/api/incidents/RIGHTS-1/release          | []         | responder",
                "/api/incidents/RIGHTS-1/clocks           | {}         | responder",
                "/api/intake/guardduty                    | {}         | responder machine",
                "/api/cmdb/import                         | {}         | responder admin",
                "/engine-rest/process-definition/key/eksIncidentResponse/start | {'businessKey':'?'} | responder",
                "/engine-rest/process-definition/key/eradicate/start           | {'businessKey':'?'} | responder",
                "/engine-rest/process-definition/key/recover/start             | {'businessKey':'?'} | responder",
                "/engine-rest/process-definition/key/postIncident/start        | {'businessKey':'?'} | responder",
                "/engine-rest/process-definition/key/eksIncidentResponse/submit-form | {'businessKey':'?'} | responder",
            })
    void whatIsChanged(String path, String body, String may) {
        List<String> wrong = new ArrayList<>();
        for (String user : USERS) {
            int expected = List.of(may.split(" ")).contains(user) ? 400 : 403;
            int basic = basic("POST", user, path, body.replace('\'', '"')).statusCode();
            int session = user.equals("machine")
                    ? basic
                    : session("POST", user, path, body.replace('\'', '"')).statusCode();
            if (basic != expected || session != expected) {
                wrong.add(
                        user + ": expected " + expected + ", with a password " + basic + ", with a session " + session);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * One incident from its first task to the sign-off. At each task everyone tries: to read it, to claim it, to complete it
     * with a field that it has not (400 for who may, 403 for who may not), and to approve.
     */
    @Test
    void eachTaskIsForItsOwnAndNobodyElse() {
        OwnersIncident incident = new OwnersIncident(http, json, "RIGHTS-3");
        incident.begin();
        List<String> wrong = new ArrayList<>();
        for (String line : """
                userTask_approveCut         | glass works reads -     -     reads | approver  decision=refuse reason=later
                userTask_reviewFindings     | works -     reads -     -     reads | responder
                userTask_approveEradication | glass works reads -     -     reads | approver  decision=approve
                userTask_performActions     | works -     reads -     -     reads | responder outcome=done
                userTask_confirmEradicated  | works works reads -     -     reads | responder decision=approve reason=quiet
                userTask_decideRecovery     | works -     reads -     -     reads | responder cause=open-role
                userTask_approveRecovery    | glass works reads -     -     reads | approver  decision=approve
                userTask_performActions     | works -     reads -     -     reads | responder outcome=done
                """.split("\n")) {
            String[] cells = line.split("\\|");
            wrong.addAll(tried(incident.await(cells[0].strip()), cells[0].strip(), cells[1], cells[2]));
        }
        String ordersTask = theOwnersTask(incident);
        for (JsonNode task : incident.tasks()) {
            boolean own = task.path("id").asText().equals(ordersTask);
            wrong.addAll(tried(
                    task.path("id").asText(),
                    "userTask_confirmRecovered",
                    own ? "works - reads works - reads" : "works - reads - - reads",
                    own ? "owner decision=approve" : "responder decision=approve"));
        }
        theHistoryTellsNothing(incident);
        for (String line : """
                userTask_reviewIncident     | works -     reads -     -     reads | responder
                userTask_signOffReport      | -     works works -     -     reads | manager   decision=approve
                """.split("\n")) {
            String[] cells = line.split("\\|");
            wrong.addAll(tried(incident.await(cells[0].strip()), cells[0].strip(), cells[1], cells[2]));
        }
        assertThat(wrong).isEmpty();
    }

    /** What the owner is asked tells of the own application and of no other. */
    private String theOwnersTask(OwnersIncident incident) {
        incident.await("userTask_confirmRecovered");
        JsonNode own = incident.read(http.get("owner", "/engine-rest/task"));
        assertThat(own).hasSize(1);
        assertThat(incident.read(session("GET", "owner", "/engine-rest/task", "")))
                .isEqualTo(own);
        String task = own.path(0).path("id").asText();
        assertThat(http.get("owner", "/engine-rest/task/" + task + "/form-variables?deserializeValues=false")
                        .body())
                .contains("orders-table")
                .doesNotContain("ledger", "backdoor");
        return task;
    }

    /** Being asked one thing opens nothing else of the process: not what the others are asked, not what was before. */
    private void theHistoryTellsNothing(OwnersIncident incident) {
        for (String history : List.of(
                "variable-instance", "detail", "task", "process-instance", "activity-instance", "identity-link-log")) {
            for (String user : List.of("owner", "forensic")) {
                String path = "/engine-rest/history/" + history + "?deserializeValues=false";
                assertThat(incident.read(basic("GET", user, path, ""))).as(path).isEmpty();
                assertThat(incident.read(session("GET", user, path, "")))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    private List<String> tried(String task, String key, String rights, String completion) {
        String[] right = rights.strip().split(" +");
        List<String> wrong = new ArrayList<>();
        for (int column = 0; column < right.length; column++) {
            String user = USERS.get(column);
            for (boolean session : new boolean[] {false, true}) {
                String seen = tried(task, key, user, session);
                String expected = switch (right[column]) {
                    case "works" -> "200 204 400 -";
                    case "glass" -> "200 204 400 403";
                    case "reads" -> "200 403 403 " + (key.contains("approve") ? "403" : "-");
                    default -> "404 403 403 " + (key.contains("approve") ? "403" : "-");
                };
                if (!seen.equals(expected)) {
                    wrong.add(key + " by " + user + (session ? " with a session" : "") + ": expected " + expected
                            + ", was " + seen);
                }
            }
        }
        String[] words = completion.strip().split(" +");
        StringBuilder fields = new StringBuilder();
        for (int at = 1; at < words.length; at++) {
            String[] field = words[at].split("=");
            fields.append(at == 1 ? "" : ",").append("\"" + field[0] + "\":{\"value\":\"" + field[1] + "\"}");
        }
        HttpResponse<String> done =
                basic("POST", words[0], "/engine-rest/task/" + task + "/complete", "{\"variables\":{" + fields + "}}");
        if (done.statusCode() != 204) {
            wrong.add(key + " completed by " + words[0] + ": " + done.statusCode() + " " + done.body());
        }
        return wrong;
    }

    /** Reading, claiming, an undeclared field, an approval: their statuses; nothing stays claimed. */
    private String tried(String task, String key, String user, boolean session) {
        String path = "/engine-rest/task/" + task;
        int read = call(session, "GET", user, path, "").statusCode();
        int claim = call(session, "POST", user, path + "/claim", "{\"userId\":\"" + user + "\"}")
                .statusCode();
        if (claim == 204) {
            call(session, "POST", user, path + "/unclaim", "{}");
        }
        String way = session ? "/submit-form" : "/complete";
        int undeclared = call(session, "POST", user, path + way, "{\"variables\":{\"approved\":{\"value\":true}}}")
                .statusCode();
        boolean mayApprove = user.equals("approver") || !key.contains("approve");
        String approve = mayApprove
                ? "-"
                : String.valueOf(call(
                                session,
                                "POST",
                                user,
                                path + way,
                                "{\"variables\":{\"decision\":{\"value\":\"approve\"},\"breakGlass\":{\"value\":true}}}")
                        .statusCode());
        return read + " " + claim + " " + undeclared + " " + approve;
    }

    private HttpResponse<String> call(boolean session, String method, String user, String path, String body) {
        return session ? session(method, user, path, body) : basic(method, user, path, body);
    }

    private HttpResponse<String> basic(String method, String user, String path, String body) {
        HttpRequest.Builder request = http.request("", path)
                .header("Authorization", Caller.basic(user, password(user)))
                .header("Content-Type", "application/json");
        return http.send(
                method.equals("GET")
                        ? request.GET().build()
                        : request.method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build());
    }

    /** The same with the session of Tasklist, which has a path of its own to the engine. */
    private HttpResponse<String> session(String method, String user, String path, String body) {
        String there = path.replaceFirst("^/engine-rest", "/camunda/api/engine/engine/default");
        WebAppBrowser session = Objects.requireNonNull(sessions.get(user));
        return method.equals("GET") ? session.get(there) : session.call(method, there, body);
    }

    private static String password(String user) {
        return user.equals("machine") ? MACHINES_PASSWORD : user;
    }

    private String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }

    private static String told(HttpResponse<String> answer) {
        String body = answer.body().strip();
        if (answer.statusCode() != 200) {
            return String.valueOf(answer.statusCode());
        }
        if (body.startsWith("[")) {
            return body.equals("[]") ? "none" : "rows";
        }
        if (body.startsWith("{\"items\":")) {
            return body.startsWith("{\"items\":[]") ? "none" : "rows";
        }
        return "200";
    }
}
