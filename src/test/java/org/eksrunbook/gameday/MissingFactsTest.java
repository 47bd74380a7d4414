package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole server, over the wire: EKS, CloudWatch Logs, AWS Config and AWS Backup are away for as long as nobody mends them. Each stops its step, says what
 * to do, and the game day goes on: with what was mended as if nothing had been, without what was skipped, which is said.
 */
@Tag("full")
class MissingFactsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What people do, by what the message names; the others are skipped. */
    private static final Map<String, String> MENDED = Map.of("eks:", "eks", "config:", "config");

    private final List<String> told = new ArrayList<>();

    @Test
    void whatIsAwayStopsItsStepAndGoesOnMendedOrWithoutIt(@TempDir Path folder) throws Exception {
        Gameday gameday = GamedayGenerator.generate(
                folder.resolve("gameday"), 20240802, Instant.parse("2024-08-02T08:23:24Z"), 1);
        GamedayAws played = new GamedayAws(gameday.archive(), 20240802, gameday.compromisedAt());
        try (PlayedKubernetes cluster = played.kubernetes();
                AwsDouble aws = played.play();
                ServerProcess server = ServerProcess.start(
                        folder.resolve("data"),
                        aws.environment("eu-central-1"),
                        "--runbook.aws.reading-role=incident-reader",
                        "--runbook.step-retries=PT1S,PT1S",
                        ServerProcess.LOOKS_OFTEN,
                        "--camunda.bpm.default-number-of-retries=2",
                        "--runbook.archive.root=" + gameday.archive().resolve("AWSLogs"))) {
            aws.faults().always("eks", "DescribeCluster", AwsFault.SERVER_FAULT);
            aws.faults().always("logs", "FilterLogEvents", AwsFault.EXPIRED_CREDENTIALS);
            aws.faults().always("config", "GetResourceConfigHistory", AwsFault.RESET);
            aws.faults().always("backup", "ListRecoveryPointsByResource", AwsFault.THROTTLED);
            Player people = new Player("facts", server, server.awaitInLog("Started RunbookApplication"));
            people.as("responder").post("api/cmdb/import", "text/csv", Files.readString(gameday.cmdb()));
            people.begin(gameday.start());
            people.mending(task -> mend(people, aws, task));
            for (Player.Task task = people.nextTask(PATIENCE).orElseThrow();
                    !task.key().equals("userTask_decideRecovery");
                    task = people.nextTask(PATIENCE).orElseThrow()) {
                people.complete(task);
            }

            // Two steps may want what AWS Config recorded at the same time.
            assertThat(new LinkedHashSet<>(told))
                    .containsExactly(
                            "Wait, or look at AWS access: what stands behind the cluster",
                            "Renew the server's credentials: the cluster's audit log in CloudWatch Logs",
                            "Wait, or look at AWS access: what AWS Config recorded",
                            "Wait, or look at AWS access: which backups there are");
            assertThat(people.as("responder")
                            .get("api/incidents/facts/coverage")
                            .body())
                    .contains("audit log could not be read from CloudWatch Logs")
                    .doesNotContain("Of the cluster was not read in full");
            assertThat(people.as("responder")
                            .get("api/incidents/facts/report.html")
                            .body())
                    .contains("The response went on without the cluster's audit log in CloudWatch Logs")
                    .contains("The response went on without which backups there are");
            assertThat(cluster.asked()).isNotEmpty();
        }
    }

    private void mend(Player people, AwsDouble aws, String task) {
        String view = people.view(task).toString();
        told.add(view.replaceAll("(?s).*?((Wait, or look|Renew)[^\"]*?) cannot be read: .*", "$1"));
        String service = MENDED.entrySet().stream()
                .filter(one -> view.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        ObjectNode variables = Templates.JSON.createObjectNode();
        if (service.isEmpty()) {
            variables.putObject("outcome").put("value", "skipped");
            variables.putObject("reason").put("value", "It takes too long");
        } else {
            aws.faults().none(service);
        }
        JsonNode body = Templates.JSON.createObjectNode().set("variables", variables);
        RunbookApi.Answer answer = people.as("responder")
                .post("engine-rest/task/" + task + "/complete", "application/json", body.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }
}
