package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody should send, and what it is answered with. */
@WholeServerTest
class SurfaceTest {

    private static final IncidentId ID = new IncidentId("SURFACE-1");

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
        if (incidents.find(ID).isEmpty()) {
            new Cases(http, jdbc, json).open(ID.value());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api                                              | application/json    |         | 404",
                "GET    | /api/                                             | application/json    |         | 404",
                "GET    | /api/incidents/                                   | application/json    |         | 404",
                "GET    | /api/incidents/NO-SUCH                            | application/json    |         | 404",
                "GET    | /api/incidents/SURFACE-1/plans/cut-1/script       | application/json    |         | 404",
                "GET    | /api/incidents/x;y                                | application/json    |         | 400",
                "GET    | /api//incidents                                   | application/json    |         | 400",
                "GET    | /api/incidents/%2e%2e                             | application/json    |         | 400",
                "GET    | /api/incidents/%00                                | application/json    |         | 400",
                "GET    | /api/incidents?page=-1&size=0                     | application/json    |         | 400",
                "GET    | /api/incidents/SURFACE-1/findings?category=x      | application/json    |         | 400",
                "GET    | /api/incidents/SURFACE-1/principals?all=perhaps   | application/json    |         | 400",
                "GET    | /api/incidents/SURFACE-1/resources?change=eaten   | application/json    |         | 400",
                "FOO    | /api/incidents                                    | application/json    |         | 405",
                "DELETE | /api/incidents                                    | application/json    |         | 405",
                "PUT    | /api/incidents/SURFACE-1/scope                    | application/json    | {}      | 405",
                "POST   | /api/cmdb/import                                  | text/plain          | x       | 415",
                "POST   | /api/incidents/SURFACE-1/trail                    | application/json    | {}      | 415",
                "POST   | /api/incidents/SURFACE-1/trail                    | multipart/form-data | x       | 400",
                "POST   | /api/incidents/SURFACE-1/trail                    | multipart/form-data; boundary=b | x | 400",
                "POST   | /api/cmdb/import                                  | multipart/form-data; boundary=b | x | 400",
                "POST   | /api/cmdb/import                                  | application/json    | [{}     | 400",
                "POST   | /api/intake/guardduty                             | application/json    | {'a':1,'a':2} | 400",
                "POST   | /api/intake/guardduty                             | application/json    | null    | 400",
                "POST   | /api/incidents/SURFACE-1/scope                    | application/json    | []      | 400",
                "POST   | /api/incidents/SURFACE-1/scope                    | application/json    | {'reason':5,'foo':1,'addAccounts':{},'windowDays':'x'} | 400",
                "POST   | /api/incidents/SURFACE-1/hold                     | application/json    | {'reason':7} | 400",
                "POST   | /api/incidents/SURFACE-1/hold                     | application/json    | {'why':'x'}  | 400",
                "POST   | /api/incidents/SURFACE-1/hold                     | application/json    | {'reason':'a\\u0000b'} | 400",
                "POST   | /api/incidents/SURFACE-1/release                  | application/json    | {'held':false} | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | []      | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | {'clock':'moon','decision':'notified'} | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | {'clock':'gdpr','decision':'nobody'} | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | {'clock':'gdpr','decision':'notified','at':'9999-01-01T00:00:00Z'} | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | {'clock':'gdpr','decision':'notified','at':'yesterday'} | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | {'clock':'gdpr','decision':'notified','reason':'a\\u0000b'} | 400",
                "POST   | /api/incidents/SURFACE-1/clocks                   | application/json    | {'clock':'gdpr','decision':'notified','who':'x'} | 400",
            })
    void everyMistakeBelowApiIsAnsweredWithAProblem(String method, String path, String type, String body, int status) {
        HttpResponse<String> answer = http.send(http.request("responder", path)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body == null ? "" : body.replace('\'', '"')))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"title\":");
        assertThat(incidents.require(ID).held()).isFalse();
    }

    @Test
    void aFolderOfManyFilesIsBroughtInOneRequest() {
        List<String> parts = IntStream.range(0, 200)
                .mapToObj(number -> part("AWSLogs/a/" + number + ".json", "{\"Records\":[]}" + " ".repeat(number)))
                .toList();

        HttpResponse<String> answer = upload(String.join("", parts) + "--b--\r\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"files\":200");
    }

    @Test
    void anEmptyFileKeepsItsNeighboursOutToo() {
        long before = ledger.entries(ID, "logs.supplied").size();

        HttpResponse<String> answer =
                upload(part("full.json", "{\"Records\":[{}]}") + part("empty.json", "") + "--b--\r\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ledger.entries(ID, "logs.supplied")).hasSize((int) before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/cron.d/x",
                "..\\..\\x",
                "C:\\\\x",
                "/etc/x",
                "a/..;/x",
                "x\u202e\u0007",
                "AWSLogs/1/x"
            })
    void theNameOfAFileIsANameAndNoPath(String name) {
        HttpResponse<String> answer = upload(part(name, "{\"name\":\"" + name.hashCode() + "\"}") + "--b--\r\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(ledger.last(ID, "logs.supplied")
                        .orElseThrow()
                        .body()
                        .path("files")
                        .path(0)
                        .path("name")
                        .asText())
                .startsWith("x")
                .doesNotContain("/", "..", "\u202e", "\u0007");
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + name + "\"\r\n\r\n" + content
                + "\r\n";
    }

    private HttpResponse<String> upload(String form) {
        return http.send(http.request("responder", "/api/incidents/" + ID + "/trail")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form))
                .build());
    }
}
