package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRequest;
import org.eksrunbook.awsdouble.LogsDouble;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.ClusterLog;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log in CloudWatch Logs is asked for the identities alone, page by page, and says what it does not give. */
class CloudWatchAuditLogTest {

    private Unanswered unanswered = Unanswered.FAILS;
    private List<String> brought = List.of();
    private final HeldArtefacts artefacts = new HeldArtefacts();

    private final PlayedCluster cluster = new PlayedCluster();

    @BeforeEach
    void play() {
        LogsDouble logs = new LogsDouble().pagesOf(3);
        for (int number = 0; number < 7; number++) {
            logs.with(
                    PlayedCluster.ACCOUNT,
                    PlayedCluster.REGION,
                    "/aws/eks/payments/cluster",
                    "kube-apiserver-audit-1",
                    PlayedCluster.scope().compromisedAt().plusSeconds(number),
                    "{\"auditID\":\"" + number + "\",\"user\":{\"username\":\""
                            + (number % 2 == 0 ? "system:anonymous" : "system:node") + "\"}}");
        }
        cluster.aws.with(logs);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private CloudWatchAuditLog log() {
        return new CloudWatchAuditLog(cluster.inUse, cluster.clients, artefacts, Clock.systemUTC(), Duration.ofDays(7));
    }

    private ClusterLog.Question question(String user) {
        return question(List.of(new SearchToken(Token.KUBERNETES_USER, user)));
    }

    private ClusterLog.Question question(List<SearchToken> tokens) {
        var scope = PlayedCluster.scope();
        return new ClusterLog.Question(
                scope,
                scope.baselineFrom(),
                scope.compromisedAt(),
                scope.compromisedAt().plusSeconds(3600),
                tokens,
                null,
                brought,
                unanswered);
    }

    @Test
    void theRequestsOfAnIdentityComeHome() {
        ClusterLog.Piece piece = log().read(question("system:anonymous"));

        assertThat(piece.events()).isEqualTo(4);
        assertThat(piece.position()).isNull();
        assertThat(piece.refused()).isFalse();
        assertThat(piece.file()).isNotNull();
        assertThat(piece.limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit).contains("/aws/eks/payments/cluster from 2024-07-26T08:00:00Z"));
        AwsRequest first = cluster.aws.requests("logs", "FilterLogEvents").get(0);
        assertThat(first.text("filterPattern")).isEqualTo("?\"system:anonymous\"");
        assertThat(first.account()).isEqualTo(PlayedCluster.ACCOUNT);
        assertThat(first.text("logStreamNamePrefix")).isEqualTo("kube-apiserver-audit-");
    }

    @Test
    void aLogThatMayNotBeReadIsSaidWithThePermission() {
        cluster.aws.faults().always("logs", "FilterLogEvents", AwsFault.DENIED);
        ClusterLog.Piece piece = log().read(question("system:anonymous"));
        assertThat(piece.refused()).isTrue();
        assertThat(piece.position()).isNull();
        assertThat(piece.limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit).contains("access denied (logs:FilterLogEvents)"));
    }

    @Test
    void aGroupThatIsNotThereIsNoEmptyLog() {
        cluster.aws.with(new LogsDouble());
        assertThat(log().read(question("system:anonymous")))
                .satisfies(piece -> assertThat(piece.refused()).isTrue())
                .satisfies(piece -> assertThat(piece.limits().get(0)).contains("never switched on"));
    }

    @Test
    void whatPassesIsTriedAgain() {
        cluster.aws.faults().always("logs", "FilterLogEvents", AwsFault.SERVER_FAULT);
        assertThatThrownBy(() -> log().read(question("system:anonymous")))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Wait, or look at AWS access: the cluster's audit log");
        unanswered = Unanswered.IS_TOLD;
        assertThat(log().read(question("system:anonymous"))).satisfies(piece -> {
            assertThat(piece.refused()).isTrue();
            assertThat(piece.limits()).singleElement().asString().contains("could not be read", "logs:FilterLogEvents");
        });
        unanswered = Unanswered.FAILS;
        cluster.aws.faults().none();
        cluster.aws.faults().once("logs", "FilterLogEvents", AwsFault.EMPTY_PAGE);
        assertThat(log().read(question("system:anonymous")).events()).isEqualTo(4);
    }

    @Test
    void theSamePageForEverFailsTheStepAndEndsWithASentenceWherePeopleGoOnWithout() {
        cluster.aws.faults().always("logs", "FilterLogEvents", AwsFault.SAME_TOKEN);
        assertThatThrownBy(() -> log().read(question("system:anonymous")))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageContaining("again and again (logs:FilterLogEvents)");
        unanswered = Unanswered.IS_TOLD;
        ClusterLog.Piece piece = log().read(question("system:anonymous"));
        assertThat(piece.position()).isNull();
        assertThat(piece.limits().get(0)).contains("to its end").contains("again and again");
        assertThat(piece.refused()).as("is asked again later").isTrue();
    }

    @Test
    void aPageThatComesTwiceCountsOnce() {
        cluster.aws.faults().once("logs", "FilterLogEvents", AwsFault.SAME_TOKEN);
        ClusterLog.Piece piece = log().read(question("system:"));
        assertThat(cluster.aws.requests("logs", "FilterLogEvents")).hasSize(4);
        assertThat(piece.refused()).isFalse();
        assertThat(piece.events()).isEqualTo(7);
    }

    @Test
    void anEventThatTwoPatternsLetPassCountsOnce() {
        List<SearchToken> many = IntStream.range(0, 200)
                .mapToObj(number -> new SearchToken(Token.KUBERNETES_USER, "system:serviceaccount:ns:" + number))
                .collect(Collectors.toCollection(ArrayList::new));
        many.add(0, new SearchToken(Token.KUBERNETES_USER, "system:anonymous"));
        many.add(new SearchToken(Token.KUBERNETES_USER, "system:"));
        assertThat(AuditLogPattern.of(many, new LinkedHashSet<>())).hasSizeGreaterThan(1);
        assertThat(log().read(question(many)).events()).isEqualTo(7);
    }

    @Test
    void whatAnEarlierPieceBroughtDoesNotComeAgain() {
        ClusterLog.Piece first = log().read(question("system:anonymous"));
        brought = List.of(Objects.requireNonNull(first.file()).artefact());

        assertThat(log().read(question("system:")).events()).isEqualTo(3);
        ClusterLog.Piece again = log().read(question("system:anonymous"));
        assertThat(again.file()).isNull();
        assertThat(again.events()).isZero();
        assertThat(again.refused()).isFalse();
    }

    @Test
    void noTextOfAnAttackerBecomesAPattern() {
        Set<String> unsaid = new LinkedHashSet<>();
        List<String> patterns = AuditLogPattern.of(
                List.of(
                        new SearchToken(Token.KUBERNETES_USER, "a\" || ?\"everybody-else"),
                        new SearchToken(Token.KUBERNETES_USER, "<>\"")),
                unsaid);
        assertThat(patterns).containsExactly("?\"everybody-else\"");
        assertThat(unsaid).containsExactly("<>\"");
        List<String> many = AuditLogPattern.of(
                IntStream.range(0, 200)
                        .mapToObj(
                                number -> new SearchToken(Token.KUBERNETES_USER, "system:serviceaccount:ns:" + number))
                        .toList(),
                unsaid);
        assertThat(many)
                .hasSizeGreaterThan(5)
                .allSatisfy(pattern -> assertThat(pattern).hasSizeLessThan(1025));
    }
}
