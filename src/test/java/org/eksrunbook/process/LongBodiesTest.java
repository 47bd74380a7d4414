package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The engine reads whatever it is sent: what is too long must not reach it. */
@ServerTest
class LongBodiesTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "/engine-rest/task,                             300000",
        "/engine-rest/task/x/comment/create,            300000",
        "/engine-rest/deployment/create,                300000",
        "/engine-rest/task/x/complete,                 5000000",
        "/engine-rest/task/x/submit-form,              5000000",
        "/engine-rest/process-definition/key/x/start,  5000000"
    })
    void aBodyThatIsTooLongIsRefusedWhetherItsLengthIsToldOrNot(String path, int length) {
        String body = "{\"taskDefinitionKeyIn\":[\"" + "a\",\"".repeat(length / 4) + "\"]}";
        Caller caller = new Caller(port);

        assertThat(caller.post("responder", path, body).statusCode()).isEqualTo(413);
        assertThat(caller.send(caller.request("responder", path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                                .build())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theWebApplicationsPathsAreBoundedToo() {
        WebAppBrowser browser = new WebAppBrowser(port);
        browser.login("owner", "owner");

        assertThat(browser.post("/camunda/api/engine/engine/default/task", "{\"name\":\"" + "a".repeat(300_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void nobodyUnknownHasTheServerKeepALongBody() {
        assertThat(new WebAppBrowser(port).login("owner", "x".repeat(9000)).statusCode())
                .isEqualTo(413);
        assertThat(new Caller(port)
                        .post("", "/engine-rest/task", "a".repeat(300_000))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aListOfOrdinaryLengthIsAnswered() {
        String names = "\"a\"" + ",\"abc\"".repeat(500);

        assertThat(new Caller(port)
                        .post("responder", "/engine-rest/task", "{\"taskDefinitionKeyIn\":[" + names + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** The slow login is read, the other one answered, and only then the slow one sent to its end. */
    @Test
    void whoSendsAPasswordSlowlyHoldsUpNobodyElse() throws IOException {
        try (Socket slow = new Socket("localhost", port)) {
            slow.setSoTimeout(60_000);
            OutputStream out = slow.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.US_ASCII));
            out.write(("POST /camunda/api/admin/auth/user/default/login/tasklist HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30\r\n"
                            + "Expect: 100-continue\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("HTTP/1.1 100");
            assertThat(in.readLine()).isEmpty();
            out.write("username=owner&".getBytes(StandardCharsets.US_ASCII));

            assertThat(new Caller(port).get("responder", "/engine-rest/engine").statusCode())
                    .isEqualTo(200);

            out.write("password=wrong_".getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("HTTP/1.1 403");
        }
    }
}
