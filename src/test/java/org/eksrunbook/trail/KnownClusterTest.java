package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The principals behind a pod are those that AWS and Kubernetes name, each with where it is known from; what was not to be learned is said. */
class KnownClusterTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2026-01-10T00:00:00Z");
    private static final String POD_CALL = """
            {"eventVersion":"1.09","eventID":"e-1","eventTime":"2026-01-11T10:00:00Z","eventSource":"s3.amazonaws.com",
             "eventName":"GetObject","awsRegion":"eu-central-1","sourceIPAddress":"198.51.100.7","userAgent":"x","recipientAccountId":"111122223333",
             "userIdentity":{"type":"AssumedRole","principalId":"AROAPOD:eks-payments-other","arn":"arn:aws:sts::111122223333:assumed-role/payments-pod/s",
              "accountId":"111122223333","accessKeyId":"ASIAPOD","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAPOD",
              "arn":"arn:aws:iam::111122223333:role/payments-pod","accountId":"111122223333","userName":"payments-pod"}}}}
            """;

    @TempDir
    private Path folder = Path.of(".");

    private Optional<Bench> bench = Optional.empty();

    private final ScriptedCluster cluster = new ScriptedCluster();

    @BeforeEach
    void start() throws Exception {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Files.writeString(archive.resolve("calls.json"), POD_CALL);
        bench = Optional.of(new Bench(
                archive.toString(),
                folder.resolve("data"),
                Map.of(),
                beans -> beans.registerBean(ClusterFacts.class, () -> cluster)));
    }

    @AfterEach
    void close() {
        bench.ifPresent(Bench::close);
    }

    @Test
    void behindAPodStandItsServiceAccountAndTheRolesOfThat() {
        IncidentId id = incident(List.of("payments-7d-x"), List.of());
        bench().get(Investigation.class).beginRound(id);

        assertThat(principal(id, ScriptedCluster.POD_ROLE)).satisfies(role -> {
            assertThat(role.type()).isEqualTo("role");
            assertThat(role.watched()).isTrue();
            assertThat(role.confidence()).isEqualTo("medium");
            assertThat(role.source()).isEqualTo("role of service account shop/payments: association a-1");
        });
        assertThat(principal(id, ScriptedCluster.TARGET_ROLE).watched()).isTrue();
        assertThat(principal(id, "system:serviceaccount:shop:payments").source())
                .isEqualTo("service account of pod shop/payments-7d-x (Kubernetes)");
        assertThat(bench().get(Principals.class).all(id))
                .noneMatch(one -> one.id().endsWith("role/others"));
        assertThat(principal(id, ScriptedCluster.CLUSTER_ROLE).why()).contains("works for the cluster as a whole");
        assertThat(principal(id, ScriptedCluster.ADMIN).why()).contains("may reach the cluster with Admin");
    }

    @Test
    void theCallsOfADerivedRoleAreFound() {
        IncidentId id = incident(List.of("payments-7d-x"), List.of());
        bench().investigate(id);

        assertThat(principal(id, ScriptedCluster.POD_ROLE).included()).isTrue();
        assertThat(bench().findings(id)).hasSize(1);
        assertThat(bench().get(Ledger.class).entries(id, "cluster.asked")).hasSize(1);
    }

    @Test
    void aNodeIsLookedForWhereThePodCanActAsIt() {
        IncidentId id = incident(List.of("payments-7d-x"), List.of());
        bench().get(Investigation.class).beginRound(id);
        assertThat(principal(id, "i-0123456789abcdef0").why())
                .contains("nothing says that the pod could act as its node");

        cluster.hostNetwork = true;
        IncidentId reached = incident(List.of("payments-7d-x"), List.of());
        bench().get(Investigation.class).beginRound(reached);
        assertThat(principal(reached, "i-0123456789abcdef0")).satisfies(node -> {
            assertThat(node.watched()).isTrue();
            assertThat(node.source()).contains("the pod has hostNetwork");
            assertThat(node.arn())
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/payments-node/i-0123456789abcdef0");
        });
    }

    @Test
    void aKubernetesUserIsThePrincipalOfItsAccessEntry() {
        IncidentId id = incident(List.of(), List.of("sso:alice"));
        bench().get(Investigation.class).beginRound(id);

        assertThat(principal(id, "arn:aws:sts::111122223333:assumed-role/admin/alice")
                        .source())
                .contains("Kubernetes user sso:alice by the access entry of " + ScriptedCluster.ADMIN);
        assertThat(AccessEntries.principalOf(
                        new ClusterReport.Access(
                                ClusterTopic.ACCESS,
                                ScriptedCluster.ADMIN,
                                "sso:{{SessionName}}",
                                List.of(),
                                List.of()),
                        "sso:alice"))
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/admin/alice");
        assertThat(AccessEntries.principalOf(
                        new ClusterReport.Access(
                                ClusterTopic.ACCESS, ScriptedCluster.ADMIN, "boss", List.of(), List.of()),
                        "boss"))
                .isEqualTo(ScriptedCluster.ADMIN);
        assertThat(AccessEntries.principalOf(
                        new ClusterReport.Access(
                                ClusterTopic.ACCESS,
                                ScriptedCluster.ADMIN,
                                "sso:{{SessionName}}",
                                List.of(),
                                List.of()),
                        "sso:"))
                .isNull();
    }

    @Test
    void aKubernetesUserIsThePrincipalThatTheConfigMapNames() {
        IncidentId id = incident(List.of(), List.of("legacy-admin"));
        bench().get(Investigation.class).beginRound(id);

        assertThat(principal(id, ScriptedCluster.LEGACY)).satisfies(role -> {
            assertThat(role.source())
                    .isEqualTo("Kubernetes user legacy-admin by the ConfigMap aws-auth, which names "
                            + ScriptedCluster.LEGACY);
            assertThat(role.confidence()).isEqualTo("medium");
            assertThat(role.watched()).isTrue();
        });
    }

    @Test
    void whatIsRefusedIsSaidAndAskedAgainInTheNextRound() {
        cluster.refused.add(ClusterTopic.POD_IDENTITY);
        IncidentId id = incident(List.of("payments-7d-x"), List.of());
        bench().investigate(id);

        assertThat(bench().coverage(id).statements())
                .contains(
                        "Of the cluster was not read in full: its Pod Identity associations: access denied (some:Permission).");
        assertThat(bench().findings(id)).isEmpty();
        assertThat(cluster.asked.get(0)).hasSize(ClusterTopic.values().length);

        cluster.refused.clear();
        bench().investigate(id);
        assertThat(cluster.asked.get(cluster.asked.size() - 1)).isEqualTo(EnumSet.of(ClusterTopic.POD_IDENTITY));
        assertThat(bench().findings(id)).hasSize(1);
        assertThat(bench().coverage(id).statements()).noneMatch(said -> said.startsWith("Of the cluster"));
    }

    private Bench bench() {
        return bench.orElseThrow();
    }

    private Principal principal(IncidentId id, String name) {
        return bench().get(Principals.class).all(id).stream()
                .filter(one -> one.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private IncidentId incident(List<String> pods, List<String> principals) {
        return bench().incident(new Scope(
                1,
                ScriptedCluster.ACCOUNT,
                List.of(),
                "eu-central-1",
                COMPROMISED_AT,
                null,
                90,
                "payments",
                "shop",
                null,
                pods,
                List.of(),
                principals,
                TrailSource.ARCHIVE,
                null));
    }
}
