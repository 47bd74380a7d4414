package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log comes home piece by piece where no other source brings it, and each round asks for what is new. */
class AuditLogAskingTest {

    private static final String BINDING = """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a-%s","stage":"ResponseComplete","verb":"create",
            "requestURI":"/apis/rbac","user":{"username":"%s"},"sourceIPs":["198.51.100.7"],"objectRef":{"resource":"clusterrolebindings",
            "name":"b","apiGroup":"rbac.authorization.k8s.io"},"responseStatus":{"code":201},"requestReceivedTimestamp":"2026-01-11T10:00:00Z",
            "requestObject":{"subjects":[{"kind":"User","name":"intruder"}]}}""";

    @TempDir
    private Path folder = Path.of(".");

    private Optional<Bench> bench = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("archive/AWSLogs"));
        bench = Optional.of(new Bench(
                folder.resolve("archive").toString(),
                folder.resolve("data"),
                Map.of(),
                beans -> beans.registerBean(
                        ScriptedClusterLog.class, () -> new ScriptedClusterLog(beans.getBean(Artefacts.class)))));
        log().events.add(BINDING.formatted("1", "system:anonymous").replace("\n", ""));
        log().events.add(BINDING.formatted("2", "system:anonymous").replace("\n", ""));
        log().events
                .add(BINDING.formatted("3", "intruder")
                        .replace("\n", "")
                        .replace("\"name\":\"intruder\"", "\"name\":\"x\""));
    }

    @AfterEach
    void close() {
        bench.ifPresent(Bench::close);
    }

    @Test
    void eachPieceIsReadOnceAndEachRoundAsksForWhatIsNew() {
        IncidentId id = incident();
        bench().investigate(id);

        assertThat(bench().findings(id)).extracting(Finding::eventId).contains("a-1", "a-2", "a-3");
        assertThat(log().questions.get(0).tokens())
                .extracting(SearchToken::value)
                .containsExactly("system:anonymous");
        assertThat(log().questions.get(2).tokens())
                .extracting(SearchToken::value)
                .contains("intruder")
                .doesNotContain("system:anonymous");
        assertThat(bench().coverage(id).auditLog()).isTrue();
        assertThat(bench().coverage(id).trails())
                .filteredOn(trail -> trail.source().equals("kubernetes"))
                .allSatisfy(trail -> assertThat(trail.askedAlone()).isTrue());
    }

    @Test
    void aRefusalIsSaidAndTheInvestigationGoesOn() {
        log().refuses = true;
        IncidentId id = incident();
        bench().investigate(id);

        assertThat(bench().coverage(id).statements())
                .contains("The cluster's audit log could not be read: refused.")
                .anyMatch(said -> said.startsWith("No EKS audit log was found"));
    }

    @Test
    void anAnswerWithoutAnEventIsAnAnswer() {
        log().events.clear();
        IncidentId id = incident();
        bench().investigate(id);
        assertThat(bench().coverage(id).statements()).noneMatch(said -> said.startsWith("No EKS audit log was found"));
    }

    @Test
    void whoIsKnownIsAskedForAgainFromWhereTheLogWasHeardLast() {
        IncidentId id = incident();
        bench().investigate(id);
        int asked = log().questions.size();
        log().events
                .add(BINDING.formatted("4", "intruder").replace("\n", "").replace("2026-01-11T10", "2026-01-15T11"));
        bench().investigate(id);

        assertThat(log().questions.get(asked).tokens())
                .extracting(SearchToken::value)
                .contains("system:anonymous", "intruder");
        assertThat(log().questions.get(asked).from()).isEqualTo(Bench.NOW.minusSeconds(3600));
        assertThat(bench().findings(id)).extracting(Finding::eventId).contains("a-4");
    }

    @Test
    void whoDoesNotWaitIsToldSo() {
        log().away = true;
        IncidentId id = incident();
        Investigation investigation = bench().get(Investigation.class);
        investigation.beginRound(id);
        assertThatThrownBy(() -> investigation.survey(id))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessage("Wait: away");
        assertThat(bench().get(Ledger.class).entries(id, "audit.asked")).isEmpty();

        investigation.surveyWithoutAnswer(id);
        assertThat(investigation.survey(id).unanswered()).isNull();
    }

    @Test
    void whoSkipsItGoesOnAndTheCoverageSaysWhatIsMissingUntilItAnswers() {
        log().away = true;
        IncidentId id = incident();
        bench().skip(id, FactSource.AUDIT_LOG);
        bench().investigate(id);
        assertThat(bench().coverage(id).statements()).contains("The cluster's audit log could not be read: away.");

        log().away = false;
        bench().investigate(id);
        assertThat(bench().coverage(id).statements()).noneMatch(said -> said.contains("could not be read: away"));
    }

    @Test
    void whatBrokeOffIsAskedAgainFromItsBeginningAndIsNoLimitThen() {
        log().breaksOff = true;
        IncidentId id = incident();
        bench().investigate(id);
        assertThat(bench().findings(id)).extracting(Finding::eventId).doesNotContain("a-2");
        assertThat(bench().coverage(id).statements())
                .contains("The cluster's audit log could not be read to its end: broken off.");

        log().breaksOff = false;
        bench().investigate(id);
        assertThat(bench().findings(id)).extracting(Finding::eventId).contains("a-1", "a-2", "a-3");
        assertThat(bench().coverage(id).statements()).noneMatch(said -> said.contains("broken off"));
    }

    @Test
    void anArchiveThatHoldsTheAuditLogIsEnough() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("archive/exportedlogs/1/kube-apiserver-audit-abc"));
        Files.writeString(logs.resolve("000000.json"), log().events.get(0));
        IncidentId id = incident();
        bench().investigate(id);

        assertThat(log().questions).isEmpty();
        assertThat(bench().findings(id)).hasSize(1);
    }

    private Bench bench() {
        return bench.orElseThrow();
    }

    private ScriptedClusterLog log() {
        return bench().get(ScriptedClusterLog.class);
    }

    private IncidentId incident() {
        return bench().incident(new Scope(
                1,
                "111122223333",
                List.of(),
                "eu-central-1",
                Instant.parse("2026-01-10T00:00:00Z"),
                null,
                90,
                "payments",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null));
    }
}
