package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRefusal;
import org.eksrunbook.awsdouble.ScriptedService;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS says of a cluster, on the wire; and that each thing it refuses leaves one gap with the permission's name, and all the rest. */
class EksFactsTest {

    private final PlayedCluster cluster = new PlayedCluster();
    private final EksFacts facts = new EksFacts(cluster.inUse, cluster.clients, Clock.systemUTC());

    @AfterEach
    void close() {
        cluster.close();
    }

    private ClusterReport read() {
        return facts.read(PlayedCluster.scope(), facts.topics(PlayedCluster.scope()), Unanswered.IS_TOLD);
    }

    @Test
    void everyPrincipalBehindTheClusterIsTold() {
        ClusterReport report = read();

        assertThat(report.told()).allSatisfy(told -> assertThat(told.gap()).isNull());
        assertThat(report.told())
                .extracting(ClusterReport.Told::topic)
                .doesNotContain(ClusterTopic.PODS)
                .hasSize(8);
        assertThat(report.roles())
                .extracting(role -> role.arn().replaceFirst(".*/", ""))
                .containsExactlyInAnyOrder("cluster", "node", "fargate", "cni");
        assertThat(report.accounts())
                .extracting(one -> one.namespace() + "/" + one.name() + " " + one.arn())
                .containsExactlyInAnyOrder(
                        "shop/payments arn:aws:iam::111122223333:role/pod",
                        "shop/reports arn:aws:iam::111122223333:role/reports");
        assertThat(report.accounts().get(0).how()).contains("a-1");
        assertThat(report.issuers()).containsExactly(PlayedCluster.ISSUER);
        assertThat(report.access())
                .containsExactly(new ClusterReport.Access(
                        ClusterTopic.ACCESS,
                        "arn:aws:iam::111122223333:role/admin",
                        "sso:{{SessionName}}",
                        List.of("ops"),
                        List.of("AmazonEKSClusterAdminPolicy")));
        assertThat(report.nodes()).singleElement().satisfies(node -> {
            assertThat(node.instanceId()).isEqualTo(PlayedCluster.NODE);
            assertThat(node.roleArn()).endsWith("role/node");
            assertThat(node.podsReachCredentials()).isTrue();
        });
        assertThat(report.told().stream().flatMap(told -> told.notes().stream()))
                .singleElement()
                .satisfies(note -> assertThat(note).contains("Audit logging of the cluster payments is switched off"));
    }

    static Stream<AwsCall> calls() {
        return Arrays.stream(AwsCall.values())
                .filter(call -> Set.of("eks", "iam").contains(call.service()) && call != AwsCall.EKS_CLUSTERS
                        || call == AwsCall.EC2_INSTANCES);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("calls")
    void aPermissionThatIsMissingIsNamedAndTheRestIsRead(AwsCall denied) {
        cluster.aws.faults().always(denied.service(), denied.operation(), AwsFault.DENIED);
        ClusterReport report = read();

        List<ClusterReport.Told> gaps =
                report.told().stream().filter(told -> told.gap() != null).toList();
        assertThat(gaps)
                .first()
                .satisfies(gap -> assertThat(gap.gap()).contains("access denied (" + denied.action() + ")"));
        // Without the cluster's issuer nobody can tell which roles its service accounts take.
        assertThat(gaps).hasSize(denied == AwsCall.EKS_CLUSTER ? 2 : 1);
        assertThat(report.told()).hasSize(8);
    }

    /** With any of them missing the list of roles is another, and nobody would ask for it again. */
    @Tag("full")
    @ParameterizedTest
    @MethodSource("calls")
    void whatMayPassFailsTheStepUntilPeopleGoOnWithoutIt(AwsCall failing) {
        cluster.aws.faults().always(failing.service(), failing.operation(), AwsFault.EXPIRED_CREDENTIALS);
        assertThatThrownBy(
                        () -> facts.read(PlayedCluster.scope(), facts.topics(PlayedCluster.scope()), Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Renew the server's credentials: what stands behind the cluster")
                .hasMessageContaining(failing.action());

        ClusterReport without = read();
        assertThat(without.told()).hasSize(8);
        assertThat(without.told().stream().map(ClusterReport.Told::gap).filter(java.util.Objects::nonNull))
                .first()
                .asString()
                .contains(failing.action());
        cluster.aws.faults().none();
        assertThat(facts.read(PlayedCluster.scope(), facts.topics(PlayedCluster.scope()), Unanswered.FAILS)
                        .told())
                .allSatisfy(told -> assertThat(told.gap()).isNull());
    }

    @Test
    void aClusterThatIsGoneIsSaidOnceAndItsNodesAreAskedForAllTheSame() {
        cluster.aws.with(PlayedCluster.eks().on("DescribeCluster", request -> {
            throw new AwsRefusal(404, "ResourceNotFoundException", "No cluster found for name: payments.");
        }));
        ClusterReport report = read();

        assertThat(report.told()).hasSize(2);
        assertThat(report.told().get(0).gap()).contains("deleted");
        assertThat(report.nodes()).hasSize(1);
    }

    @Test
    void whatWasDeletedIsNamedAndTheRestIsRead() {
        cluster.aws.with(PlayedCluster.eks()
                .on("ListNodegroups", "{\"nodegroups\":[\"retired\",\"workers\"]}")
                .on("DescribeNodegroup", request -> {
                    if (request.text("nodegroupName").equals("retired")) {
                        throw new AwsRefusal(
                                404, "ResourceNotFoundException", "No node group found for name: retired.");
                    }
                    return ScriptedService.json(
                            "{\"nodegroup\":{\"nodeRole\":\"arn:aws:iam::111122223333:role/node\"}}");
                }));
        cluster.aws.with(PlayedCluster.iam().on("GetInstanceProfile", request -> {
            throw new AwsRefusal(404, "NoSuchEntity", "Instance Profile nodes cannot be found.");
        }));
        ClusterReport report = read();

        assertThat(report.told()).allSatisfy(told -> assertThat(told.gap()).isNull());
        assertThat(report.told().stream().flatMap(told -> told.notes().stream()))
                .contains(
                        "Of the cluster is not there any more: node group retired.",
                        "Of the cluster is not there any more: instance profile nodes.");
        assertThat(report.roles()).extracting(ClusterReport.Role::arn).contains("arn:aws:iam::111122223333:role/node");
        assertThat(report.nodes()).isEmpty();
    }

    @Test
    void aPageThatComesTwiceTellsNothingTwice() {
        ClusterReport once = read();
        cluster.aws.faults().once("iam", "ListRoles", AwsFault.SAME_TOKEN);
        assertThat(read()).isEqualTo(once);
    }

    @Test
    void anAssociationsTargetRoleAndMissingSessionTagsAreTold() {
        cluster.aws.with(PlayedCluster.eks().on("DescribePodIdentityAssociation", """
                {"association":{"associationId":"a-1","namespace":"shop","serviceAccount":"payments",
                "roleArn":"arn:aws:iam::111122223333:role/pod","targetRoleArn":"arn:aws:iam::444455556666:role/ledger","disableSessionTags":true}}"""));
        assertThat(read().accounts())
                .filteredOn(one -> one.topic() == ClusterTopic.POD_IDENTITY)
                .hasSize(2)
                .anySatisfy(one -> {
                    assertThat(one.arn()).isEqualTo("arn:aws:iam::444455556666:role/ledger");
                    assertThat(one.how()).startsWith("target role of Pod Identity association a-1");
                })
                .allSatisfy(one -> assertThat(one.how()).contains("without session tags"));
    }

    @Test
    void anAccountThatCannotBeReadIsSaidOnce() {
        cluster.aws.sts().close(PlayedCluster.ACCOUNT);
        assertThat(read().told())
                .singleElement()
                .satisfies(told -> assertThat(told.gap()).contains("account 111122223333 cannot be read"));
    }

    @Test
    void theSamePageForEverFailsTheStepAndEndsWherePeopleGoOnWithout() {
        cluster.aws.faults().always("eks", "ListAccessEntries", AwsFault.SAME_TOKEN);
        assertThatThrownBy(
                        () -> facts.read(PlayedCluster.scope(), facts.topics(PlayedCluster.scope()), Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageContaining("again and again (eks:ListAccessEntries)");
        assertThat(read().told())
                .filteredOn(told -> told.topic() == ClusterTopic.ACCESS)
                .singleElement()
                .satisfies(told -> assertThat(told.gap()).contains("the others were not read"));
    }

    @Test
    void anEmptyPageIsNotTheEnd() {
        cluster.aws.faults().once("eks", "ListPodIdentityAssociations", AwsFault.EMPTY_PAGE);
        assertThat(read().accounts()).hasSize(2);
    }

    @Test
    void anEntrysPoliciesAreReadToTheLastPage() {
        List<ClusterReport.Access> known = read().access();
        assertThat(known).anySatisfy(entry -> assertThat(entry.policies()).isNotEmpty());
        cluster.aws.faults().once("eks", "ListAssociatedAccessPolicies", AwsFault.EMPTY_PAGE);
        assertThat(read().access()).isEqualTo(known);

        cluster.aws.faults().always("eks", "ListAssociatedAccessPolicies", AwsFault.EMPTY_PAGE);
        assertThat(read().told())
                .filteredOn(told -> told.topic() == ClusterTopic.ACCESS)
                .singleElement()
                .satisfies(told -> assertThat(told.gap()).contains("were not read to their end"));
    }
}
