package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces and service accounts are called alike in cluster after cluster. */
class OtherClustersTest {

    private static final String ACCOUNT = "111122223333";
    private static final String AT = "2024-08-02T10:00:00Z";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void aServiceAccountOfTheSameNameInAnotherClusterIsInnocent() {
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "log.json",
                LogFilesOnDisk.records(
                        podSession("shop", "ours", "ASIAOURS000000000001"),
                        creates("ours", "ASIAOURS000000000001", "mine"),
                        podSession("staging", "theirs", "ASIATHEIRS0000000001"),
                        creates("theirs", "ASIATHEIRS0000000001", "notmine")));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of())) {
            IncidentId id = bench.incident(scope());
            bench.investigate(id);

            assertThat(bench.findings(id))
                    .extracting(Finding::principal)
                    .contains("arn:aws:sts::111122223333:assumed-role/ours/eks-pod")
                    .doesNotContain("arn:aws:sts::111122223333:assumed-role/theirs/eks-pod");
        }
    }

    @Test
    void aTokenOfAnotherClustersIssuerIsAnothersWhateverItsServiceAccountIsCalled() {
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "log.json",
                LogFilesOnDisk.records(
                        webIdentity("OURS", "ours", "ASIAOURS000000000001"),
                        creates("ours", "ASIAOURS000000000001", "mine"),
                        webIdentity("THEIRS", "theirs", "ASIATHEIRS0000000001"),
                        creates("theirs", "ASIATHEIRS0000000001", "notmine")));
        assertThat(principals(new ScriptedCluster())).hasSizeGreaterThan(1);
        ScriptedCluster issuing = new ScriptedCluster();
        issuing.issuer = "oidc.eks.eu-central-1.amazonaws.com/id/OURS";
        assertThat(principals(issuing))
                .contains("arn:aws:sts::111122223333:assumed-role/ours/eks-pod")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/theirs/eks-pod");
    }

    private List<String> principals(ScriptedCluster cluster) {
        try (Bench bench = new Bench(
                folder.resolve("archive").toString(),
                folder.resolve("data-" + (cluster.issuer == null)),
                Map.of(),
                beans -> beans.registerBean(ClusterFacts.class, () -> cluster))) {
            IncidentId id = bench.incident(scope());
            bench.investigate(id);
            return bench.findings(id).stream().map(Finding::principal).toList();
        }
    }

    private static Scope scope() {
        return new Scope(
                1,
                ACCOUNT,
                List.of(),
                "eu-central-1",
                Instant.parse("2024-08-02T08:00:00Z"),
                null,
                90,
                "shop",
                "prod",
                "web",
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null);
    }

    private static String webIdentity(String cluster, String role, String key) {
        return ("""
                {"eventID":"web-%2$s","eventTime":"%4$s","eventSource":"sts.amazonaws.com",
                "eventName":"AssumeRoleWithWebIdentity","awsRegion":"eu-central-1","recipientAccountId":"111122223333",
                "readOnly":true,"sourceIPAddress":"192.0.2.7","userIdentity":{"type":"WebIdentityUser",
                "principalId":"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/%1$s:sts.amazonaws.com:system:serviceaccount:prod:web",
                "userName":"system:serviceaccount:prod:web",
                "identityProvider":"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/%1$s"},
                "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/%2$s","roleSessionName":"eks-pod"},
                "responseElements":{"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/%2$s/eks-pod",
                "assumedRoleId":"AROA%2$s:eks-pod"},"credentials":{"accessKeyId":"%3$s"}}}""").formatted(cluster, role, key, AT);
    }

    private static String podSession(String cluster, String role, String key) {
        return ("""
                {"eventID":"session-%2$s","eventTime":"%4$s","eventSource":"sts.amazonaws.com","eventName":"AssumeRole",
                "awsRegion":"eu-central-1","recipientAccountId":"111122223333","readOnly":true,
                "userIdentity":{"type":"AWSService","invokedBy":"pods.eks.amazonaws.com"},
                "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/%2$s","roleSessionName":"eks-pod",
                "tags":[{"key":"eks-cluster-name","value":"%1$s"},{"key":"kubernetes-namespace","value":"prod"},
                {"key":"kubernetes-service-account","value":"web"},{"key":"kubernetes-pod-name","value":"web-1"}]},
                "responseElements":{"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/%2$s/eks-pod",
                "assumedRoleId":"AROA%2$s:eks-pod"},"credentials":{"accessKeyId":"%3$s"}}}""").formatted(cluster, role, key, AT);
    }

    private static String creates(String role, String key, String table) {
        return ("""
                {"eventID":"table-%1$s","eventTime":"2024-08-02T10:05:00Z","eventSource":"dynamodb.amazonaws.com",
                "eventName":"CreateTable","awsRegion":"eu-central-1","recipientAccountId":"111122223333","readOnly":false,
                "sourceIPAddress":"203.0.113.9","userIdentity":{"type":"AssumedRole","principalId":"AROA%1$s:eks-pod",
                "arn":"arn:aws:sts::111122223333:assumed-role/%1$s/eks-pod","accountId":"111122223333","accessKeyId":"%2$s",
                "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA%1$s",
                "arn":"arn:aws:iam::111122223333:role/%1$s","accountId":"111122223333","userName":"%1$s"}}},
                "requestParameters":{"tableName":"%3$s"},"responseElements":null}""").formatted(role, key, table);
    }
}
