package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.Caller;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeServerTest
class PagesTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e\"'&";

    @LocalServerPort
    private int port;

    @Autowired
    private Incidents incidents;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    private Caller http;

    @BeforeEach
    void aCase() {
        http = new Caller(port);
        if (incidents.find(new IncidentId("PAGE-1")).isEmpty()) {
            Cases cases = new Cases(http, jdbc, json);
            IncidentId id = cases.open("PAGE-1");
            cases.find(id, "p-1", Category.ACCESSED, true, new Finding.Resource("AWS::S3::Object", HOSTILE, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/findings", "/resources", "/principals", "/timeline", "/logs", "/event?id=p-1"})
    void everyPageOfAnIncidentIsThere(String page) {
        HttpResponse<String> answer = http.get("manager", "/incidents/PAGE-1" + page);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("script-src", "unsafe");
        assertThat(answer.body()).contains("PAGE-1").doesNotContain("<script");
    }

    @Test
    void theFirstPageListsTheIncident() {
        assertThat(http.get("responder", "/").body()).contains("href=\"/incidents/PAGE-1\"");
    }

    @Test
    void whoeverIsNotLoggedInIsSentToTheLogin() {
        HttpResponse<String> answer = http.get("", "/");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/camunda/app/tasklist/default/");
        assertThat(http.get("", "/incidents/PAGE-1").statusCode()).isEqualTo(401);
    }

    @Test
    void textOfALogIsTextAndNothingInItIsInvisible() {
        String page = http.get("responder", "/incidents/PAGE-1/findings").body();

        assertThat(page).doesNotContain("<img", "\u202e").contains("&lt;img src=x onerror=alert(1)>\\u202E");
    }

    @Test
    void aFindingLeadsToItsEventAndAnUnknownEventIsNotFound() {
        assertThat(http.get("responder", "/incidents/PAGE-1/findings").body())
                .contains("href=\"/incidents/PAGE-1/event?id=p-1\"");
        assertThat(http.get("responder", "/incidents/PAGE-1/event?id=p-1").body())
                .doesNotContain("<img", "<script", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(http.get("responder", "/incidents/PAGE-1/event?id=no-such").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsNewForAPrincipalIsShownAndNeverWhereNothingIsKnownOfItBefore() {
        assertThat(http.get("responder", "/incidents/PAGE-1/findings").body())
                .contains("New for it", "nothing known of before", "what weighs most first");
        assertThat(http.get("responder", "/incidents/PAGE-1/event?id=p-1").body())
                .contains("New for its principal", "no earlier calls of it were read, or not all of them kept");
    }

    @Test
    void logsAreBroughtOnTheirPageByRespondersAlone() {
        assertThat(http.get("responder", "/incidents/PAGE-1/logs").body()).contains("type=\"file\"");
        assertThat(http.get("manager", "/incidents/PAGE-1/logs").body())
                .contains("No log was read yet.")
                .doesNotContain("type=\"file\"");
    }

    @Test
    void whatWasAskedForIsEscapedToo() {
        String page = http.get("responder", "/incidents/PAGE-1/findings?principal=%22%3E%3Cb%3E")
                .body();

        assertThat(page).contains("No finding.").doesNotContain("\"><b>");
    }

    @Test
    void aMistakeOnAPageIsExplainedOnAPage() {
        HttpResponse<String> answer = http.get("responder", "/incidents/PAGE-1/findings?category=nonsense");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("category: give one of");
        assertThat(http.get("responder", "/incidents/NO-SUCH").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'', /incidents/PAGE-1, 401, You are not logged in",
        "'', /api/incidents/PAGE-1/report.html, 401, You are not logged in",
        "owner, /api/incidents/PAGE-1/report.html, 404, There is no such incident",
        "responder, /api/incidents/NO-SUCH/report.html, 404, There is no such incident",
        "responder, /incident/PAGE-1, 404, There is nothing at this address",
        "responder, /incidents//PAGE-1, 400, Write the path plainly"
    })
    void aBrowserIsAnsweredInWordsAndAScriptAsData(String user, String path, int status, String words) {
        HttpResponse<String> person = http.send(http.request(user, path)
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .build());
        assertThat(person.statusCode()).isEqualTo(status);
        assertThat(person.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(person.body())
                .contains(
                        words,
                        "<html lang=\"en\">",
                        "<title>",
                        "<main",
                        "<h1>",
                        "href=\"/camunda/app/tasklist/default/\"")
                .doesNotContain("problem+json");

        HttpResponse<String> script =
                http.send(http.request(user, path).header("Accept", "*/*").build());
        assertThat(script.statusCode()).isEqualTo(status);
        if (user.isEmpty()) {
            assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(person.headers().firstValue("WWW-Authenticate"))
                    .isEqualTo(script.headers().firstValue("WWW-Authenticate"))
                    .isPresent();
        }
    }

    @Test
    void theStyleSheetIsOurs() {
        assertThat(http.get("responder", "/runbook.css").statusCode()).isEqualTo(200);
    }

    @Test
    void theWebApplicationsDoNotTellAnInvestigatorAboutTheEnginesEndOfLife() {
        for (String application : new String[] {"cockpit", "tasklist"}) {
            HttpRequest request = http.request("", "/camunda/app/" + application + "/styles/user-styles.css")
                    .build();
            assertThat(http.send(request).body()).contains(".ce-eol-banner");
        }
    }
}
