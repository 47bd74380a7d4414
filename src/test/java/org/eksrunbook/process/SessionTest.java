package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class SessionTest {

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identities;

    @Test
    void theSessionOfTheWebApplicationsOpensOurOwnPathsAndNotTheEnginesInterface() {
        WebAppBrowser browser = new WebAppBrowser(port);
        assertThat(browser.get("/api/nothing").statusCode()).isEqualTo(401);
        browser.login("responder", "responder");

        assertThat(browser.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(401);
    }

    @Test
    void aRemovedUsersSessionOpensNothing() {
        String name = "gone" + UUID.randomUUID().toString().substring(0, 8);
        User user = identities.newUser(name);
        user.setPassword("Long-enough-77");
        identities.saveUser(user);
        identities.createMembership(name, Group.RESPONDERS);
        WebAppBrowser browser = new WebAppBrowser(port);
        assertThat(browser.login(name, "Long-enough-77").statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/nothing").statusCode()).isEqualTo(404);

        identities.deleteUser(name);

        assertThat(browser.get("/api/nothing").statusCode()).isEqualTo(401);
    }

    @Test
    void aPageOfAnotherSiteChangesNothingWithABrowsersLogin() {
        WebAppBrowser browser = new WebAppBrowser(port);
        browser.login("responder", "responder");
        assertThat(browser.send(change().header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.send(change().header("Sec-Fetch-Site", "cross-site")).statusCode())
                .isEqualTo(403);
        assertThat(browser.send(change().header("Sec-Fetch-Site", "same-site")).statusCode())
                .isEqualTo(403);
        assertThat(browser.send(change()).statusCode()).isEqualTo(403);
        assertThat(browser.send(change().header("Origin", "http://localhost:" + port))
                        .statusCode())
                .isEqualTo(404);
        HttpRequest.Builder basic = new Caller(port)
                .request("responder", "/engine-rest/task")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(new Caller(port).send(basic.build()).statusCode()).isEqualTo(403);
    }

    @Test
    void everyAnswerOfOursCarriesTheHeaders() {
        var headers = new Caller(port).get("responder", "/api/nothing").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void theSessionCookieIsOutOfReachForScriptsAndOtherSites() {
        String cookie = new Caller(port)
                .get("", "/camunda/app/tasklist/default/")
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
        assertThat(cookie).contains("JSESSIONID", "HttpOnly", "SameSite=Lax");
    }

    private HttpRequest.Builder change() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/nothing"))
                .POST(HttpRequest.BodyPublishers.ofString("x"));
    }
}
