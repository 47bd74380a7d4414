package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.Caller;
import org.eksrunbook.trail.Category;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeServerTest
class ApiTest {

    private static final String EVENT = """
            {"detail-type":"GuardDuty Finding","detail":{"id":"b0c1d2e3f4","accountId":"111122223333","region":"us-east-1",
             "type":"Discovery:Kubernetes/SuccessfulAnonymousAccess","severity":8,
             "resource":{"eksClusterDetails":{"name":"shop"}},"service":{"eventFirstSeen":"2026-08-02T08:00:00Z"}}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Ledger ledger;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    private Caller http;

    @BeforeEach
    void aCase() {
        http = new Caller(port);
        if (incidents.find(new IncidentId("API-1")).isEmpty()) {
            Cases cases = new Cases(http, jdbc, json);
            IncidentId id = cases.open("API-1");
            cases.find(id, "e-1", Category.ACCESSED, true);
            cases.find(id, "e-22", Category.IDENTITY, true);
            cases.find(id, "e-333", Category.ACCESSED, false);
        }
    }

    @Test
    void anIncidentTellsHowItStands() {
        JsonNode incident = json(http.get("manager", "/api/incidents/api-1"));

        assertThat(incident.path("id").asText()).isEqualTo("API-1");
        assertThat(incident.path("status").asText()).isEqualTo("open");
        assertThat(incident.path("phase").asText()).isEqualTo("eradicate");
        assertThat(incident.path("severity").asText()).isEqualTo("P1");
        assertThat(incident.path("clocks")).isNotEmpty();
        assertThat(incident.path("progress").has("waitingFor")).isTrue();
        assertThat(incident.path("awareAt").asText()).isEqualTo("2026-08-02T09:00:00Z");
    }

    @Test
    void listsHaveOneShape() {
        JsonNode list = json(http.get("responder", "/api/incidents?size=1"));

        assertThat(list.path("items")).hasSize(1);
        assertThat(list.path("page").asInt()).isZero();
        assertThat(list.path("size").asInt()).isEqualTo(1);
        assertThat(list.path("total").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "category=accessed,2",
        "category=accessed&effective=false,1",
        "category=deleted,0",
        "principal=ASIAEXAMPLE,3",
        "source=kubernetes,0",
        "order=weight,3",
        "order=weight&effective=false,1",
        "order=weight&category=accessed&effective=true,1",
        "category=,3"
    })
    void findingsAreChosenByParameters(String query, int total) {
        assertThat(json(http.get("forensic", "/api/incidents/API-1/findings?" + query))
                        .path("total")
                        .asInt())
                .isEqualTo(total);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category=nonsense",
                "effective=yes",
                "source=syslog",
                "order=size",
                "size=1001",
                "page=-1",
                "format=xml"
            })
    void parametersThatCannotBeUnderstoodAreRefused(String query) {
        HttpResponse<String> answer = http.get("responder", "/api/incidents/API-1/findings?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).path("faults")).hasSize(1);
    }

    @Test
    void csvHasEveryRowAndNoFormula() {
        HttpResponse<String> csv = accept("text/csv", "/api/incidents/API-1/findings");

        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body().lines()).hasSize(4);
        assertThat(csv.body()).contains(",'=GetObject,").doesNotContain(",=GetObject");
    }

    @Test
    void ndjsonGivesAllRowsUnlessAPageIsNamed() {
        assertThat(accept("application/x-ndjson", "/api/incidents/API-1/findings")
                        .body()
                        .lines())
                .hasSize(3);
        assertThat(accept("application/x-ndjson", "/api/incidents/API-1/findings?size=2")
                        .body()
                        .lines())
                .hasSize(2);
    }

    @Test
    void theEvidenceIsTheLedgerByteByByte() {
        HttpResponse<String> manifest = http.get("approver", "/api/incidents/API-1/evidence");

        assertThat(manifest.body().lines().toList())
                .isEqualTo(ledger.entries(new IncidentId("API-1")).stream()
                        .map(entry -> entry.line())
                        .toList());
    }

    @Test
    void headersLetNothingInAndNothingStay() {
        HttpResponse<String> answer = http.get("responder", "/api/incidents/API-1");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO-SUCH-ONE", "no.such..one", "-odd", "x", "%C3%A4"})
    void anUnknownIncidentIsNotFound(String id) {
        for (String path : new String[] {"", "/findings", "/evidence", "/report.html", "/timeline", "/coverage"}) {
            assertThat(http.get("responder", "/api/incidents/" + id + path).statusCode())
                    .as(id + path)
                    .isIn(400, 404);
        }
    }

    @Test
    void holdingIsRecordedOnceAndReleased() {
        http.post("responder", "/api/incidents/API-1/hold", "{\"reason\":\"wrong account\"}");
        HttpResponse<String> again = http.call("POST", "approver", "/api/incidents/API-1/hold", "");
        assertThat(json(again).path("held").asBoolean()).isTrue();

        JsonNode released = json(http.call("POST", "responder", "/api/incidents/API-1/release", ""));
        assertThat(released.path("held").asBoolean()).isFalse();
        assertThat(ledger.entries(new IncidentId("API-1"), "incident.held")).hasSize(1);
        assertThat(ledger.entries(new IncidentId("API-1"), "incident.released")).hasSize(1);
    }

    @Test
    void aRegulatorThatWasToldStopsItsClockWhenItHappens() {
        JsonNode told = json(http.post(
                "responder",
                "/api/incidents/API-1/clocks",
                "{\"clock\":\"nis2-early-warning\",\"decision\":\"notified\","
                        + "\"at\":\"2026-08-02T20:00:00Z\",\"reason\":\"CSIRT, ref 4711\"}"));

        assertThat(told.path("clocks")).anySatisfy(clock -> {
            assertThat(clock.path("clock").asText()).isEqualTo("nis2-early-warning");
            assertThat(clock.path("state").asText()).isEqualTo("met");
            assertThat(clock.path("reason").asText()).isEqualTo("CSIRT, ref 4711");
        });
        assertThat(ledger.entries(new IncidentId("API-1"), "clock.decided"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("user:responder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "forensic", "admin"})
    void whoeverOnlyReadsChangesNothing(String user) {
        for (String path : new String[] {"/hold", "/release", "/scope", "/clocks"}) {
            assertThat(http.post(user, "/api/incidents/API-1" + path, "{}").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        if (!user.equals("admin")) {
            assertThat(http.post(user, "/api/cmdb/import", "[]").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aScopeThatNobodyInvestigatesIsNotChanged() {
        String benign = Cases.start("API-BENIGN").replace("malicious", "benign");
        http.post("responder", "/engine-rest/process-definition/key/eksIncidentResponse/start", benign);
        HttpResponse<String> answer = http.post(
                "responder",
                "/api/incidents/API-BENIGN/scope",
                "{\"reason\":\"x\",\"addAccounts\":[\"444455556666\"]}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(ledger.entries(new IncidentId("API-BENIGN"), "scope.changed"))
                .isEmpty();
    }

    @Test
    void brokenJsonIsExplained() {
        HttpResponse<String> answer = http.post("responder", "/api/incidents/API-1/scope", "{not json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The body is no JSON");
    }

    @Test
    void anUnknownPathIsAProblemToo() {
        HttpResponse<String> answer = http.get("responder", "/api/nothing-here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void theReportIsThereInThreeForms() {
        HttpResponse<String> html = http.get("manager", "/api/incidents/API-1/report.html");

        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(http.get("manager", "/api/incidents/API-1/report.pdf").body())
                .startsWith("%PDF");
        assertThat(json(http.get("manager", "/api/incidents/API-1/report.json"))
                        .path("head")
                        .path("count")
                        .asInt())
                .isPositive();
    }

    @Test
    void aFindingStartsOneIncidentHoweverOftenItComes() {
        HttpResponse<String> first = http.post("responder", "/api/intake/guardduty", EVENT);
        HttpResponse<String> second = http.post("responder", "/api/intake/guardduty", EVENT);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(json(first).path("id").asText()).isEqualTo("gd-b0c1d2e3f4");
        assertThat(first.headers().firstValue("Location")).contains("/api/incidents/gd-b0c1d2e3f4");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        JsonNode incident = json(http.get("responder", "/api/incidents/gd-b0c1d2e3f4"));
        assertThat(incident.path("scope").path("clusterName").asText()).isEqualTo("shop");
        assertThat(ledger.entries(new IncidentId("gd-b0c1d2e3f4"), "incident.opened"))
                .singleElement()
                .satisfies(opened -> assertThat(opened.actor()).isEqualTo("user:responder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"detail\":{}}", "{\"detail\":{\"id\":\"x\"}}", "[]", "nonsense"})
    void whatIsNoFindingStartsNothing(String body) {
        assertThat(http.post("responder", "/api/intake/guardduty", body).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "approver", "owner", "forensic", "admin"})
    void findingsAreHandedInByRespondersAndMachines(String user) {
        assertThat(http.post(user, "/api/intake/guardduty", EVENT).statusCode()).isEqualTo(403);
    }

    @Test
    void anOwnerOfNothingInAnIncidentLearnsNothingOfIt() {
        for (String path : new String[] {
            "", "/findings", "/resources", "/principals", "/timeline", "/coverage", "/evidence", "/report.html"
        }) {
            assertThat(http.get("owner", "/api/incidents/API-1" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(json(http.get("owner", "/api/incidents")).path("items").findValuesAsText("id"))
                .doesNotContain("API-1");
    }

    @Test
    void aChangedScopeIsRecordedWhileSomebodyInvestigates() {
        new Cases(http, jdbc, json).open("API-SCOPE");
        HttpResponse<String> answer = http.post(
                "responder",
                "/api/incidents/API-SCOPE/scope",
                "{\"reason\":\"his too\",\"addAccounts\":[\"444455556666\"],\"version\":1}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("scope").path("accounts").get(0).asText()).isEqualTo("444455556666");
        assertThat(json(answer).path("scope").path("version").asInt()).isEqualTo(2);
        assertThat(ledger.entries(new IncidentId("API-SCOPE"), "scope.changed")).hasSize(1);
        HttpResponse<String> stale = http.post(
                "responder", "/api/incidents/API-SCOPE/scope", "{\"reason\":\"late\",\"windowDays\":30,\"version\":1}");
        assertThat(stale.statusCode()).isEqualTo(409);
    }

    @Test
    void theCmdbIsImportedAllOrNothing() {
        HttpResponse<String> broken = cmdb("application,resourceId\n,x\n");
        HttpResponse<String> fine =
                cmdb("application,owner,resourceId,resourceType\nshop,owner,i-1,AWS::EC2::Instance\n");

        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(fine.statusCode()).as(fine.body()).isEqualTo(200);
        assertThat(json(fine).path("rows").asInt()).isEqualTo(1);
    }

    @Test
    void readinessSaysWhatIsMissing() {
        JsonNode readiness = json(http.get("manager", "/api/readiness"));

        assertThat(readiness.path("checks").findValuesAsText("name")).contains("archive", "data", "mail", "cmdb");
        assertThat(http.get("owner", "/api/readiness").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> cmdb(String csv) {
        return http.send(http.request("responder", "/api/cmdb/import")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv))
                .build());
    }

    private HttpResponse<String> accept(String type, String path) {
        HttpRequest request =
                http.request("responder", path).header("Accept", type).GET().build();
        return http.send(request);
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.statusCode() + " " + answer.body(), broken);
        }
    }
}
