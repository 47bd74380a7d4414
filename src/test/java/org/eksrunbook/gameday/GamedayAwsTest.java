package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.LiveConfig;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.aws.LiveAws;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.Principal;
import org.eksrunbook.trail.Principals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;

/** What AWS answers about the game day is what its logs tell: who stands behind the pod and the node, the audit log, how things were, what can come back. */
@Tag("full")
class GamedayAwsTest {

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void theFactsTheAuditLogAndTheBackupsAreThoseOfTheGameDay() throws Exception {
        Gameday gameday = ShortGameday.in(folder.resolve("gameday"));
        GamedayAws played = new GamedayAws(gameday.archive(), 7, gameday.compromisedAt());
        try (PlayedKubernetes cluster = played.kubernetes();
                AwsDouble aws = played.play();
                Bench files = new Bench(gameday.archive().toString(), folder.resolve("files"), Map.of(), beans -> {});
                Bench bench = bench(aws, gameday)) {
            IncidentId read = files.incident(gameday, TrailSource.ARCHIVE);
            files.investigate(read);
            IncidentId id = bench.incident(gameday, TrailSource.ARCHIVE);
            bench.investigate(id);

            Map<String, Principal> principals = bench.get(Principals.class).all(id).stream()
                    .collect(Collectors.toMap(one -> one.type() + " " + one.id(), one -> one, (one, same) -> one));
            assertThat(principals.get("role arn:aws:iam::111122223333:role/shop-orders"))
                    .isNotNull();
            assertThat(principals.values())
                    .anySatisfy(
                            one -> assertThat(one.source()).contains("annotation of the service account (Kubernetes)"))
                    .anySatisfy(one -> assertThat(one.source()).contains("instance profile shop-prod-node (EC2, IAM)"));
            assertThat(String.join("\n", bench.coverage(id).statements()))
                    .contains("The organization has 4 accounts, 2 of them beside those of the scope"
                            + " (111122223333 (shop-production), 444455556666 (shop-data-platform))")
                    .contains("The EKS audit log was asked in /aws/eks/shop-prod/cluster")
                    .doesNotContain("Of the cluster was not read in full");
            assertThat(kubernetes(bench.findings(id)))
                    .hasSizeGreaterThan(10)
                    .isEqualTo(kubernetes(files.findings(read)));

            assertThat(cluster.asked())
                    .contains("GET /api/v1/pods", "GET /api/v1/namespaces/kube-system/configmaps/aws-auth")
                    .allMatch(request -> request.startsWith("GET "));
            Scope scope = bench.get(Incidents.class).require(id).scope();
            ResourceRef carts =
                    new ResourceRef("AWS::DynamoDB::Table", "shop-carts", null, "111122223333", "eu-central-1");
            ResourceRef events =
                    new ResourceRef("AWS::DynamoDB::Table", "customer-events", null, "444455556666", "eu-central-1");
            Map<ResourceRef, Backups.Answer> backups = bench.get(Backups.class)
                    .before(scope, List.of(carts, events), gameday.compromisedAt(), Unanswered.FAILS);
            assertThat(Objects.requireNonNull(backups.get(carts)).why())
                    .contains("AWS Backup, vault shop-daily")
                    .contains("shown good by a restore test");
            assertThat(Objects.requireNonNull(backups.get(events)).why()).contains("vault data-weekly");
            assertThat(Objects.requireNonNull(bench.get(LiveConfig.class)
                                    .of(scope, List.of(carts), Unanswered.FAILS)
                                    .get(carts))
                            .answer())
                    .isEqualTo(ResourceHistory.Answer.FOUND);
        } finally {
            AwsDouble.away();
        }
    }

    /** Reads CloudTrail alone from the folder: the audit log lies in CloudWatch Logs. */
    private Bench bench(AwsDouble aws, Gameday gameday) {
        aws.chain("eu-central-1");
        return new Bench(
                gameday.archive().resolve("AWSLogs").toString(),
                folder.resolve("aws"),
                Map.of("runbook.aws.reading-role", "incident-reader"),
                beans -> {
                    beans.getDefaultListableBeanFactory()
                            .setConversionService(ApplicationConversionService.getSharedInstance());
                    beans.register(LiveAws.Facts.class);
                    beans.scan("org.eksrunbook.kubernetes");
                });
    }

    private static Set<String> kubernetes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.source().equals("kubernetes"))
                .map(finding -> finding.eventId() + " " + finding.category())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
