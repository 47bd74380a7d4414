package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Has a server of its own: its address has to wait afterwards. */
@ServerTest
@DirtiesContext
class PasswordGuessingTest {

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identities;

    @Test
    void guessingIsSlowedOnBothWaysAndLocksNobody() {
        HttpResponse<String> known = wrong("approver");
        HttpResponse<String> unknown = wrong("nobody");
        assertThat(known.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(known.body());
        WebAppBrowser browser = new WebAppBrowser(port);
        for (int number = 3; number <= 10; number++) {
            assertThat(
                            number % 2 == 0
                                    ? browser.login("admin", "wrong").statusCode()
                                    : wrong("admin").statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> waiting = new Caller(port).get("admin", "/engine-rest/engine");
        assertThat(waiting.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(waiting.headers().firstValue("Retry-After").orElse("")))
                .isBetween(1, 30);
        assertThat(browser.login("admin", "admin").statusCode()).isEqualTo(429);
        assertThat(identities.checkPassword("admin", "admin")).isTrue();
    }

    private HttpResponse<String> wrong(String user) {
        return new Caller(port)
                .send(new Caller(port)
                        .request("", "/engine-rest/engine")
                        .header("Authorization", Caller.basic(user, "wrong"))
                        .GET()
                        .build());
    }
}
