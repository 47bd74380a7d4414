package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Paths written so that one filter reads them otherwise than the next: by hand over a socket, as no client would send them. */
@ServerTest
class DisguisedPathTest {

    private static final List<String> PROTECTED = List.of(
            "/camunda/api/engine/engine/default/task",
            "/camunda/api/cockpit/plugin/base/default/incident",
            "/camunda/api/admin/setup/default/user/create",
            "/engine-rest/task",
            "/engine-rest/engine",
            "/api/incidents",
            "/actuator/env");

    private static final List<String> MARKS = List.of(
            ";",
            ";x=1",
            "%3B",
            "%3bx=1",
            "/",
            "/.",
            "/./x/..",
            "/%2e",
            "/%2e%2e/x",
            "%00",
            "%0a",
            "%09",
            "%2F",
            "%5C",
            "\\",
            "%25",
            "%",
            "%zz",
            "%c0%ae",
            "%EF%BC%8F");

    @LocalServerPort
    private int port;

    @Test
    void noDisguiseReachesWhatNeedsALogin() throws IOException {
        List<String> answered = new ArrayList<>();
        for (String path : PROTECTED) {
            for (String disguised : disguises(path)) {
                for (String method : List.of("GET", "POST")) {
                    int status = status(method, disguised);
                    if (status < 400 || status >= 500) {
                        answered.add(method + " " + disguised + " " + status);
                    }
                }
            }
        }
        assertThat(answered).isEmpty();
    }

    /** Something open with a step back to something closed. */
    @Test
    void theOpenPathsAreNoWayIn() throws IOException {
        for (String path : List.of(
                "/actuator/health/../env",
                "/actuator/health/..;/env",
                "/camunda/app/tasklist/default/../../../api/engine/engine/default/task",
                "/camunda/app/..;/api/engine/engine/default/task",
                "/camunda/app/%2e%2e/api/engine/engine/default/task",
                "/camunda/api/cockpit/plugin/base/static/../default/incident",
                "/camunda/api/cockpit/plugin/base/static/..%2fdefault/incident",
                "//engine-rest/task",
                "/ENGINE-REST/task",
                "/Camunda/api/engine/engine/default/task")) {
            assertThat(status("GET", path)).as(path).isIn(400, 401, 403, 404);
        }
    }

    private static Set<String> disguises(String path) {
        Set<String> disguises = new LinkedHashSet<>();
        String[] segments = path.substring(1).split("/");
        for (int at = 0; at < segments.length; at++) {
            for (String mark : MARKS) {
                disguises.add(joined(segments, at, segments[at] + mark));
            }
            char first = segments[at].charAt(0);
            disguises.add(joined(segments, at, "%" + Integer.toHexString(first) + segments[at].substring(1)));
            disguises.add(joined(segments, at, "%25" + Integer.toHexString(first) + segments[at].substring(1)));
            disguises.add(joined(segments, at, "." + "/" + segments[at]));
            disguises.add(joined(segments, at, "/" + segments[at]));
        }
        return disguises;
    }

    private static String joined(String[] segments, int at, String replacement) {
        StringBuilder path = new StringBuilder();
        for (int segment = 0; segment < segments.length; segment++) {
            path.append('/').append(segment == at ? replacement : segments[segment]);
        }
        return path.toString();
    }

    private int status(String method, String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + (method.equals("POST")
                                            ? "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                            : "\r\n"))
                            .getBytes(StandardCharsets.ISO_8859_1));
            String line = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            return Integer.parseInt(line.split(" ")[1]);
        }
    }
}
