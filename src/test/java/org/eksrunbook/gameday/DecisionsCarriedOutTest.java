package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The game day played by people who do not take the proposals: what they decide is what is planned and approved, and nothing else. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class DecisionsCarriedOutTest {

    private static final String INCIDENT = GamedayRestTest.INCIDENT;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String FIX = "the second fix: image 1.2.5";

    private ServerProcess server;
    private Player player;
    private JsonNode ours;
    private JsonNode kept;
    private String notBack = "";
    private int recoveries;
    private RunbookApi.Answer impossible;

    @BeforeAll
    void play(@TempDir Path folder) {
        server = ServerProcess.start(folder.resolve("data"), ServerProcess.SHORT_GAMEDAY);
        player = new Player(INCIDENT, server, server.awaitInLog(ServerProcess.IN_PLAY));
        Optional<Player.Task> task = player.nextTask(PATIENCE);
        while (task.isPresent()) {
            RunbookApi.Answer answer = player.complete(task.get(), fields(task.get()));
            assertThat(answer.status()).as(task.get() + " " + answer).isEqualTo(204);
            task = player.nextTask(PATIENCE);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Map<String, String> fields(Player.Task task) {
        return switch (task.key()) {
            case "userTask_reviewFindings" -> review();
            case "userTask_decideRecovery" -> recovery(task);
            case "userTask_confirmRecovered" -> confirmation(task);
            default -> Map.of();
        };
    }

    private Map<String, String> review() {
        ours = created("AWS::IAM::User", row -> true);
        kept = created("", row -> !row.path("type").asText().startsWith("AWS::IAM::"));
        return Map.of(
                "dispositions",
                ours.path("key").asText() + " = none\n" + kept.path("key").asText() + " = keep",
                "reason",
                "The user is the platform team's; the other is for the forensics");
    }

    private JsonNode created(String type, Predicate<JsonNode> which) {
        for (JsonNode row : resources()) {
            if (row.path("change").asText().equals("created")
                    && row.path("state").asText().equals("present")
                    && !row.path("perhapsThereBefore").asBoolean()
                    && row.path("type").asText().startsWith(type)
                    && which.test(row)) {
                return row;
            }
        }
        throw new AssertionError("The attacker made nothing of " + type);
    }

    private JsonNode resources() {
        return player.as("responder")
                .get("api/incidents/" + INCIDENT + "/resources?size=1000")
                .json()
                .path("items");
    }

    private Map<String, String> recovery(Player.Task task) {
        if (recoveries++ == 0) {
            impossible = player.complete(
                    task, Map.of("ways", ours.path("key").asText() + " = restore", "reason", "a wrong line"));
            return Map.of();
        }
        return Map.of("fix", FIX);
    }

    private Map<String, String> confirmation(Player.Task task) {
        if (notBack.isEmpty() && task.user().equals("owner")) {
            notBack = task.name();
            return Map.of("decision", "refuse", "reason", "Orders cannot be placed");
        }
        return Map.of();
    }

    @Test
    void whatIsOursIsDeletedByNoPlan() throws IOException {
        assertThat(player.isClosed()).isTrue();
        assertThat(acts("eradicate", "recover", "terminate"))
                .noneMatch(act -> act.path("kind").asText().startsWith("delete")
                        && isAbout(act, ours)
                        && act.at("/target/type").asText().equals("AWS::IAM::User"));
    }

    @Test
    void whatIsKeptForTheForensicsIsKept() throws IOException {
        assertThat(acts("eradicate").stream().filter(act -> isAbout(act, kept)))
                .isNotEmpty()
                .allMatch(act -> List.of("snapshot", "isolate", "stop")
                        .contains(act.path("kind").asText()));
    }

    @Test
    void aWayThatNothingCarriesOutIsRefused() {
        assertThat(impossible.status()).isEqualTo(400);
        assertThat(impossible.body()).contains("is no way for it");
    }

    @Test
    void whatIsReplacedAndKeptIsNotDeleted() throws IOException {
        List<JsonNode> replaced = acts("recover").stream()
                .filter(act -> act.path("kind").asText().equals("replace"))
                .toList();
        assertThat(replaced).isNotEmpty();
        assertThat(acts("recover"))
                .noneMatch(act -> act.path("command").asText().contains("kubectl delete"));
    }

    @Test
    void whatIsNotBackIsBroughtBackAnewWithTheNewFix() throws IOException {
        assertThat(notBack).isNotEmpty();
        assertThat(recoveries).isEqualTo(2);
        List<List<JsonNode>> plans = plans("recover");
        assertThat(plans).hasSizeGreaterThan(1);
        assertThat(plans.get(1)).isNotEmpty().anyMatch(act -> act.toString().contains(FIX));
    }

    private static boolean isAbout(JsonNode act, JsonNode row) {
        return act.at("/target/id").asText().equals(row.path("id").asText());
    }

    private List<JsonNode> acts(String... purposes) throws IOException {
        List<JsonNode> acts = new ArrayList<>();
        for (String purpose : purposes) {
            plans(purpose).forEach(acts::addAll);
        }
        return acts;
    }

    private List<List<JsonNode>> plans(String purpose) throws IOException {
        Map<String, List<JsonNode>> plans = new LinkedHashMap<>();
        for (String line : player.as("manager")
                .get("api/incidents/" + INCIDENT + "/evidence")
                .body()
                .split("\n", -1)) {
            if (!line.contains("\"kind\":\"plan.made\"")) {
                continue;
            }
            JsonNode body = Templates.JSON.readTree(line).path("body");
            assertThat(body.has("actionsArtefact")).isFalse();
            if (body.path("purpose").asText().equals(purpose)) {
                List<JsonNode> acts = new ArrayList<>();
                body.path("actions").forEach(acts::add);
                plans.put(body.path("plan").asText(), acts);
            }
        }
        return List.copyOf(plans.values());
    }
}
