package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.ScopeChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person knows better: whom the logs led to and a person rules out, is no principal of the attack, and what he led to is not either. */
class RuledOutTest {

    private static final String ACCOUNT = "111122223333";
    private static final String MALLORY = "arn:aws:iam::111122223333:user/mallory";
    private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/backup/m";
    private static final Actor RITA = Actor.user("rita");

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void mallorysSessionMakesAUserWhoMakesABucket() throws IOException {
        deliver(
                event("assume", "11:00", "sts.amazonaws.com", "AssumeRole", """
                        "type":"IAMUser","arn":"arn:aws:iam::111122223333:user/mallory","principalId":"AIDAMALLORY00000001",\
                        "userName":"mallory","accessKeyId":"AKIAMALLORY00000001"\
                        """, """
                        {"roleArn":"arn:aws:iam::111122223333:role/backup","roleSessionName":"m"}""", """
                        {"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/backup/m",
                        "assumedRoleId":"AROABACKUP000000001:m"},"credentials":{"accessKeyId":"ASIABACKUP000000001"}}"""),
                event("user", "11:05", "iam.amazonaws.com", "CreateUser", """
                        "type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/backup/m",\
                        "principalId":"AROABACKUP000000001:m","accessKeyId":"ASIABACKUP000000001",\
                        "sessionContext":{"sessionIssuer":{"type":"Role","userName":"backup","principalId":"AROABACKUP000000001",\
                        "arn":"arn:aws:iam::111122223333:role/backup","accountId":"111122223333"}}\
                        """, "{\"userName\":\"restore\"}", """
                        {"user":{"userName":"restore","arn":"arn:aws:iam::111122223333:user/restore","userId":"AIDARESTORE00000001"}}"""),
                event(
                        "bucket",
                        "11:10",
                        "s3.amazonaws.com",
                        "CreateBucket",
                        """
                        "type":"IAMUser","arn":"arn:aws:iam::111122223333:user/restore","principalId":"AIDARESTORE00000001",\
                        "userName":"restore","accessKeyId":"AKIARESTORE00000001"\
                        """,
                        "{\"bucketName\":\"restored\"}",
                        "null"));
    }

    @Test
    void neitherHeNorWhatFollowsFromHimIsTheAttacks() {
        try (Bench bench = bench()) {
            IncidentId id = investigated(bench);
            assertThat(events(bench, id)).containsExactlyInAnyOrder("assume", "user", "bucket");

            apply(bench, id, ScopeChange.without(List.of(SESSION)));
            bench.investigate(id);

            assertThat(events(bench, id)).containsExactly("assume");
            assertThat(bench.get(Principals.class).included(id))
                    .extracting(Principal::id)
                    .containsExactly(MALLORY);
            assertThat(bench.get(Principals.class).all(id))
                    .filteredOn(principal -> SESSION.equals(principal.id()) || SESSION.equals(principal.arn()))
                    .isNotEmpty()
                    .allSatisfy(session -> {
                        assertThat(session.included()).isFalse();
                        assertThat(session.watched()).isFalse();
                        assertThat(session.why()).contains("ruled out by a person");
                    });
            JsonNode change = bench.get(Ledger.class)
                    .last(id, "scope.changed")
                    .orElseThrow()
                    .body();
            assertThat(change.path("scope").path("ruledOut")).isNotEmpty();
            assertThat(change.path("reason").asText()).isEqualTo("the nightly restore, looked at");
        }
    }

    @Test
    void whoIsNamedAgainIsBack() {
        try (Bench bench = bench()) {
            IncidentId id = investigated(bench);
            apply(bench, id, ScopeChange.without(List.of(SESSION)));
            bench.investigate(id);

            apply(bench, id, ScopeChange.wider(List.of(SESSION), List.of()));
            bench.investigate(id);

            assertThat(bench.get(Incidents.class).require(id).scope().ruledOut())
                    .isEmpty();
            assertThat(events(bench, id)).containsExactlyInAnyOrder("assume", "user", "bucket");
        }
    }

    @Test
    void whomTheScopeNamesIsRuledOutToo() {
        try (Bench bench = bench()) {
            IncidentId id = investigated(bench);
            apply(bench, id, ScopeChange.without(List.of(MALLORY)));
            bench.investigate(id);

            assertThat(events(bench, id)).isEmpty();
        }
    }

    @Test
    void whoIsNoPrincipalOfTheAttackCannotBeRuledOut() {
        try (Bench bench = bench()) {
            IncidentId id = investigated(bench);
            assertThatThrownBy(() -> apply(bench, id, ScopeChange.without(List.of("arn:aws:iam::1:user/nobody"))))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("removePrincipals: one of them is neither in the scope nor a principal");
        }
    }

    private static void apply(Bench bench, IncidentId id, ScopeChange change) {
        bench.get(ScopeChanges.class).apply(id, change, RITA, "the nightly restore, looked at");
    }

    private static List<String> events(Bench bench, IncidentId id) {
        return bench.get(Findings.class).page(id, FindingFilter.ALL, 0, 100).stream()
                .map(Finding::eventId)
                .toList();
    }

    private IncidentId investigated(Bench bench) {
        Scope scope = Bench.scope(null, ACCOUNT, List.of(MALLORY), Bench.NOW.minusSeconds(7_200));
        IncidentId id = bench.incident(scope);
        bench.investigate(id);
        return id;
    }

    private Bench bench() {
        return new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of());
    }

    private static String event(
            String id, String time, String source, String name, String who, String request, String response) {
        return "{\"eventID\":\"" + id + "\",\"eventTime\":\"2026-01-15T" + time + ":00Z\",\"eventSource\":\"" + source
                + "\",\"eventName\":\"" + name + "\",\"awsRegion\":\"us-east-1\",\"recipientAccountId\":\"" + ACCOUNT
                + "\",\"sourceIPAddress\":\"203.0.113.9\",\"userIdentity\":{\"accountId\":\"" + ACCOUNT + "\","
                + who.strip()
                + "},\"requestParameters\":" + request + ",\"responseElements\":" + response + "}";
    }

    private void deliver(String... records) throws IOException {
        Path day =
                Files.createDirectories(folder.resolve("archive/AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/15"));
        Files.writeString(day.resolve("log.json"), "{\"Records\":[" + String.join(",", records) + "]}");
    }
}
