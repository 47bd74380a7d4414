package org.eksrunbook.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts cases into the database of a test as the parts of the server would leave them. */
class Cases {

    private static final Instant OPENED = Instant.parse("2026-08-02T09:00:00Z");

    private final Incidents incidents;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Cases(Incidents incidents, Ledger ledger, JdbcClient jdbc, ObjectMapper json) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.json = json;
    }

    IncidentId open(String id) {
        IncidentId incident = new IncidentId(id);
        Scope scope = new Scope(
                1,
                "111122223333",
                List.of(),
                "us-east-1",
                Instant.parse("2026-08-02T08:00:00Z"),
                null,
                90,
                "shop",
                null,
                null,
                List.of(),
                List.of(),
                List.of("arn:aws:iam::111122223333:role/app"),
                TrailSource.ARCHIVE,
                null);
        incidents.open(new Incident(
                incident,
                true,
                false,
                Phase.ERADICATE,
                Severity.P1,
                Verdict.MALICIOUS,
                OPENED,
                OPENED,
                null,
                scope,
                null,
                List.of(),
                List.of(),
                List.of()));
        ledger.append(
                incident,
                "incident.opened",
                Actor.user("responder"),
                Map.of("scope", scope, "severity", "P1", "verdict", "malicious", "awareAt", OPENED.toString()));
        return incident;
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
        jdbc.sql("insert into trail_finding (incident_key, source, event_id, event_time, principal, access_key_id,"
                        + " effective, document) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        finding.source(),
                        finding.eventId(),
                        finding.eventTime(),
                        finding.principal(),
                        finding.accessKeyId(),
                        finding.effective(),
                        write(finding))
                .update();
        jdbc.sql("insert into trail_finding_category (incident_key, source, event_id, category) values (?, ?, ?, ?)")
                .params(id.key(), finding.source(), finding.eventId(), category.word())
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
