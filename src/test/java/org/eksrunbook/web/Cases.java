package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.Caller;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Incidents for tests, with findings put into the database as the trail leaves them. */
class Cases {

    private final Caller http;
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Cases(Caller http, JdbcClient jdbc, ObjectMapper json) {
        this.http = http;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Starts an incident as a responder does and waits until it asks whether this is what is investigated. */
    IncidentId open(String id) {
        HttpResponse<String> started =
                http.post("responder", "/engine-rest/process-definition/key/eksIncidentResponse/start", start(id));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        for (int tries = 0; tries < 150; tries++) {
            if (http.get("responder", "/api/incidents/" + id).body().contains("userTask_confirmScope")) {
                return new IncidentId(id);
            }
            pause();
        }
        throw new AssertionError(http.get("responder", "/api/incidents/" + id).body());
    }

    static String start(String id) {
        return """
                {"businessKey":"%s","variables":{
                 "accountId":{"type":"String","value":"111122223333"},"region":{"type":"String","value":"us-east-1"},
                 "compromisedAt":{"type":"String","value":"2026-08-02T08:00:00Z"},
                 "awareAt":{"type":"String","value":"2026-08-02T09:00:00Z"},
                 "severity":{"type":"String","value":"P1"},"verdict":{"type":"String","value":"malicious"},
                 "clusterName":{"type":"String","value":"shop"},
                 "principals":{"type":"Json","value":"[\\"arn:aws:iam::111122223333:role/app\\"]"}}}""".formatted(id);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void find(IncidentId id, String eventId, Category category, boolean effective, Finding.Resource... resources) {
        Finding finding = new Finding(
                eventId,
                Finding.CLOUDTRAIL,
                "2026-08-02T08:0" + eventId.length() % 10 + ":00Z",
                "s3.amazonaws.com",
                "=GetObject",
                "us-east-1",
                "111122223333",
                "arn:aws:iam::111122223333:role/app",
                "ASIAEXAMPLE",
                "192.0.2.1",
                "<script>alert(1)</script>",
                category,
                List.of(category),
                effective,
                effective ? null : "AccessDenied",
                List.of(resources),
                List.of(),
                "a rule",
                "1");
        jdbc.sql("insert into trail_finding (incident_key, source, event_id, event_time, principal, principal_start,"
                        + " access_key_id, effective, document, standing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        finding.source(),
                        finding.eventId(),
                        finding.eventTime(),
                        finding.principal(),
                        finding.principal(),
                        finding.accessKeyId(),
                        finding.effective(),
                        write(finding),
                        effective ? 0 : 10_000)
                .update();
        jdbc.sql("insert into trail_finding_category (incident_key, source, event_id, category, event_time, standing)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        finding.source(),
                        finding.eventId(),
                        category.word(),
                        finding.eventTime(),
                        effective ? 0 : 10_000)
                .update();
    }

    private String write(Finding finding) {
        try {
            return json.writeValueAsString(finding);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
