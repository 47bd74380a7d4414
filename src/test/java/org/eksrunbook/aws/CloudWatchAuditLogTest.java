package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.AwsRefusal;
import org.eksrunbook.awsdouble.AwsRequest;
import org.eksrunbook.awsdouble.Paging;
import org.eksrunbook.trail.ClusterLog;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.SourceUnavailable;
import org.eksrunbook.trail.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log in CloudWatch Logs is asked for the identities alone, page by page, and says what it does not give. */
class CloudWatchAuditLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlayedCluster cluster = new PlayedCluster();
    private final List<String> messages = new ArrayList<>();

    @BeforeEach
    void play() {
        cluster.aws.with(new ScriptedService("logs", "logs-2014-03-28").on("FilterLogEvents", this::filtered));
        for (int number = 0; number < 7; number++) {
            messages.add("{\"auditID\":\"" + number + "\",\"user\":{\"username\":\""
                    + (number % 2 == 0 ? "system:anonymous" : "system:node") + "\"}}");
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private ObjectNode filtered(AwsRequest request) {
        assertThat(request.text("logGroupName")).isEqualTo("/aws/eks/payments/cluster");
        assertThat(request.account()).isEqualTo(PlayedCluster.ACCOUNT);
        String wanted = request.text("filterPattern").replaceAll("[?\"]", "");
        ArrayNode events = JSON.createArrayNode();
        messages.stream()
                .filter(message -> message.contains(wanted))
                .forEach(message -> events.addObject().put("message", message));
        ObjectNode answer = JSON.createObjectNode();
        Paging.page(answer, "events", "nextToken", events.valueStream().toList(), request.text("nextToken"), 3);
        return answer;
    }

    private CloudWatchAuditLog log() {
        return new CloudWatchAuditLog(
                cluster.inUse, cluster.clients, new HeldArtefacts(), Clock.systemUTC(), Duration.ofDays(7));
    }

    private static ClusterLog.Question question(String user) {
        var scope = PlayedCluster.scope();
        return new ClusterLog.Question(
                scope,
                scope.baselineFrom(),
                scope.compromisedAt(),
                scope.compromisedAt().plusSeconds(3600),
                List.of(new SearchToken(Token.KUBERNETES_USER, user)),
                null);
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
        cluster.aws.with(new ScriptedService("logs", "logs-2014-03-28").on("FilterLogEvents", request -> {
            throw new AwsRefusal(400, "ResourceNotFoundException", "The specified log group does not exist.");
        }));
        assertThat(log().read(question("system:anonymous")))
                .satisfies(piece -> assertThat(piece.refused()).isTrue())
                .satisfies(piece -> assertThat(piece.limits().get(0)).contains("never switched on"));
    }

    @Test
    void whatPassesIsTriedAgain() {
        cluster.aws.faults().always("logs", "FilterLogEvents", AwsFault.SERVER_FAULT);
        assertThatThrownBy(() -> log().read(question("system:anonymous"))).isInstanceOf(SourceUnavailable.class);
        cluster.aws.faults().none();
        cluster.aws.faults().once("logs", "FilterLogEvents", AwsFault.EMPTY_PAGE);
        assertThat(log().read(question("system:anonymous")).events()).isEqualTo(4);
    }

    @Test
    void theSamePageForEverEndsWithASentence() {
        cluster.aws.faults().always("logs", "FilterLogEvents", AwsFault.SAME_TOKEN);
        ClusterLog.Piece piece = log().read(question("system:anonymous"));
        assertThat(piece.position()).isNull();
        assertThat(piece.limits().get(0)).contains("to its end").contains("the same page");
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
