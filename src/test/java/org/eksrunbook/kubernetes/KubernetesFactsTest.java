package org.eksrunbook.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.ClusterDoor;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Kubernetes API on a real wire: pods with account and node, page by page; what is forbidden is a gap, and nothing is ever written. */
class KubernetesFactsTest {

    private Unanswered unanswered = Unanswered.IS_TOLD;

    private final HttpServer server = server();
    private final Set<String> forbidden = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private int status = 403;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        asked.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        String kind = path.substring(path.lastIndexOf('/') + 1);
        boolean refused = forbidden.contains(kind);
        byte[] body = (refused
                        ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + status + "}"
                        : switch (kind) {
                            case "nodes" -> """
                                    {"kind":"NodeList","apiVersion":"v1","metadata":{},"items":[
                                    {"metadata":{"name":"n1"},"spec":{"providerID":"aws:///eu-central-1a/i-0123456789abcdef0"}}]}""";
                            case "serviceaccounts" -> """
                                    {"kind":"ServiceAccountList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"namespace":"shop","name":"payments",
                                    "annotations":{"eks.amazonaws.com/role-arn":"arn:aws:iam::111122223333:role/pod"}}},
                                    {"metadata":{"namespace":"shop","name":"default"}}]}""";
                            case "aws-auth" -> """
                                    {"kind":"ConfigMap","apiVersion":"v1","metadata":{"namespace":"kube-system","name":"aws-auth"},"data":{"mapRoles":
                                    "- rolearn: arn:aws:iam::111122223333:role/admin\\n  username: boss\\n  groups: [system:masters]\\n"}}""";
                            default ->
                                query.contains("continue=more")
                                        ? page("second", "", "\"hostNetwork\":true,")
                                        : page("first", "more", "");
                        })
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(refused ? status : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String page(String pod, String next, String more) {
        return """
                {"kind":"PodList","apiVersion":"v1","metadata":{"continue":"%s"},"items":[{"metadata":{"namespace":"shop","name":"%s"},
                "spec":{%s"serviceAccountName":"payments","nodeName":"n1","containers":[{"name":"c"}]}}]}""".formatted(next, pod, more);
    }

    private ClusterReport read() {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        return new ClusterApi(new ClusterDoor.Way(endpoint, "", "k8s-aws-v1.token"), unanswered)
                .read(EnumSet.of(ClusterTopic.PODS, ClusterTopic.AUTH_MAP));
    }

    @Test
    void podsAreToldWithAccountAndInstance() {
        ClusterReport report = read();

        assertThat(report.pods())
                .containsExactly(
                        new ClusterReport.Pod("shop", "first", "payments", "i-0123456789abcdef0", null),
                        new ClusterReport.Pod("shop", "second", "payments", "i-0123456789abcdef0", "hostNetwork"));
        assertThat(report.accounts()).singleElement().satisfies(account -> {
            assertThat(account.arn()).isEqualTo("arn:aws:iam::111122223333:role/pod");
            assertThat(account.name()).isEqualTo("payments");
        });
        assertThat(report.access())
                .containsExactly(new ClusterReport.Access(
                        ClusterTopic.AUTH_MAP,
                        "arn:aws:iam::111122223333:role/admin",
                        "boss",
                        List.of("system:masters"),
                        List.of()));
        assertThat(report.told())
                .containsExactly(
                        new ClusterReport.Told(ClusterTopic.PODS, 2, null, List.of()),
                        new ClusterReport.Told(ClusterTopic.AUTH_MAP, 1, null, List.of()));
        assertThat(asked)
                .hasSize(5)
                .allSatisfy(request -> assertThat(request).startsWith("GET ").endsWith("Bearer k8s-aws-v1.token"));
    }

    @Test
    void anApiThatAnswersThatItCannotNowFailsTheStepUntilPeopleGoOnWithoutIt() {
        status = 503;
        forbidden.add("pods");
        unanswered = Unanswered.FAILS;
        assertThatThrownBy(this::read)
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Wait, or look at the Kubernetes API: it could not list pods (HTTP 503)");
        unanswered = Unanswered.IS_TOLD;
        assertThat(read().told().get(0).gap()).contains("does not answer");
    }

    @Test
    void whatMayNotBeListedIsAGapAndTheRestIsListed() {
        forbidden.add("nodes");
        assertThat(read()).satisfies(report -> {
            assertThat(report.pods())
                    .hasSize(2)
                    .allSatisfy(pod -> assertThat(pod.instanceId()).isNull());
            assertThat(report.told().get(0).gap()).isEqualTo("the reading role may not read nodes in Kubernetes");
        });
        forbidden.add("pods");
        assertThat(read().told().get(0).gap()).contains("may not read pods");
    }

    @Test
    void aMapThatMayNotBeReadIsAGapOfItsOwnAndOneThatIsNotThereIsNone() {
        forbidden.add("aws-auth");
        assertThat(read().told().get(1).gap())
                .isEqualTo("the reading role may not read the ConfigMap aws-auth of kube-system in Kubernetes");
        assertThat(read().told().get(0).gap()).isNull();
        status = 404;
        assertThat(read().told().get(1)).isEqualTo(new ClusterReport.Told(ClusterTopic.AUTH_MAP, 0, null, List.of()));
    }

    @Test
    void aRoleThatTheClusterDoesNotKnowIsToldOnce() {
        forbidden.add("nodes");
        status = 401;
        assertThat(read().told())
                .hasSize(2)
                .allSatisfy(told -> assertThat(told.gap()).contains("give it an access entry"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void anApiThatIsNotReachedIsSaid() {
        server.stop(0);
        assertThat(read().told().get(0).gap()).contains("is not reached from here");
    }
}
