package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class LoginTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/engine",
                "/engine-rest/task",
                "/engine-rest/",
                "/api/incidents",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/setup/default/user/create",
                "/actuator",
                "/actuator/env",
                "/h2-console",
                "/anything"
            })
    void nobodyPassesWithoutALogin(String path) {
        assertThat(new Caller(port).get("", path).statusCode()).isEqualTo(401);
        assertThat(new Caller(port).post("", path, "{}").statusCode()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/"})
    void healthAndTheLoginPagesAreOpen(String path) {
        assertThat(new Caller(port).get("", path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"responder", "approver", "manager", "owner", "forensic", "admin"})
    void everyFirstUserLogsIn(String user) {
        assertThat(new Caller(port).get(user, "/engine-rest/engine").statusCode())
                .isEqualTo(200);
    }

    @Test
    void healthTellsTheStatusAndNothingElse() {
        assertThat(new Caller(port).get("", "/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
    }
}
