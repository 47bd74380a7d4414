package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server whose AWS credentials are of another account than its settings say begins no incident, and says so before one is wanted. */
@WholeServerTest
@DirtiesContext
@Tag("full")
class WrongCallerTest {

    private static final AwsDouble AWS = new AwsDouble("999999999999").with(new OrganizationsDouble("999999999999"));

    @LocalServerPort
    private int port;

    @Autowired
    private Incidents incidents;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        AWS.chain("eu-central-1");
        settings.add("runbook.aws.reading-role", () -> "incident-reader");
        settings.add("runbook.aws.account", () -> "777777777777");
    }

    @AfterAll
    static void close() {
        AwsDouble.away();
        AWS.close();
    }

    @Test
    void nothingBeginsAndReadinessNamesBothAccounts() {
        Caller http = new Caller(port);
        HttpResponse<String> start =
                http.post("responder", "/engine-rest/process-definition/key/eksIncidentResponse/start", """
                {"businessKey":"WRONG-1","variables":{"accountId":{"value":"111122223333"},"region":{"value":"eu-central-1"},
                "compromisedAt":{"value":"2026-01-14T08:00:00Z"},"clusterName":{"value":"payments"}}}""");

        assertThat(start.statusCode()).as(start.body()).isEqualTo(400);
        assertThat(start.body())
                .contains("assumed-role/runbook-server")
                .contains("runbook.aws.account says 777777777777");
        assertThat(incidents.find(new IncidentId("WRONG-1"))).isEmpty();

        // A finding is not at fault: EventBridge and the queue bring it again.
        HttpResponse<String> finding = http.post("responder", "/api/intake/guardduty", """
                {"detail-type":"GuardDuty Finding","detail":{"id":"cccc0001","accountId":"111122223333","region":"eu-central-1",
                 "type":"Discovery:Kubernetes/SuccessfulAnonymousAccess","severity":8,
                 "resource":{"eksClusterDetails":{"name":"shop"}},"service":{"eventFirstSeen":"2026-08-02T08:00:00Z"}}}""");
        assertThat(finding.statusCode()).as(finding.body()).isEqualTo(503);
        assertThat(finding.body()).contains("runbook.aws.account says 777777777777");
        assertThat(incidents.startedBy("cccc0001")).isEmpty();

        String readiness = http.get("responder", "/api/readiness").body();
        assertThat(readiness).contains("\"ready\":false").contains("runbook.aws.account says 777777777777");
        assertThat(AWS.requests())
                .allSatisfy(request -> assertThat(request.operation()).isEqualTo("GetCallerIdentity"));
    }
}
