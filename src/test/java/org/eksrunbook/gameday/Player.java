package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.core.env.StandardEnvironment;

/** Plays the game day's people over REST: each sees and completes the own tasks, with the proposals they show. */
final class Player {
    /** A task somebody may complete now. */
    record Task(String id, String key, String name, String user) {}

    private static final List<String> USERS = List.of("responder", "approver", "owner", "forensic", "manager");

    private final String incident;
    private final Map<String, RunbookApi> people = new LinkedHashMap<>();
    private final List<Task> completed = new ArrayList<>();
    private Consumer<String> mender = task -> {
        throw new AssertionError("A step failed: " + task + view(task));
    };

    Player(String incident, ServerProcess server, URI base) {
        this.incident = incident;
        connect(server, base);
    }

    /** After a restart the server is elsewhere. */
    void connect(ServerProcess server, URI base) {
        FirstPasswords passwords = FirstPasswords.of(server.dataDir(), new StandardEnvironment());
        for (String user : USERS) {
            people.put(user, new RunbookApi(base, user, passwords.of(user)));
        }
    }

    /** Starts the incident with another one's variables. */
    void begin(JsonNode start) {
        RunbookApi.Answer answer = as("responder")
                .post(
                        "engine-rest/process-definition/key/eksIncidentResponse/start",
                        "application/json",
                        ((ObjectNode) start.deepCopy())
                                .put("businessKey", incident)
                                .toString());
        if (answer.status() != 200) {
            throw new AssertionError("The incident " + incident + " was not started: " + answer);
        }
    }

    /** @param mends completes the task that it is given, of a step that failed */
    Player mending(Consumer<String> mends) {
        mender = mends;
        return this;
    }

    RunbookApi as(String user) {
        return java.util.Objects.requireNonNull(people.get(user));
    }

    List<Task> completed() {
        return completed;
    }

    boolean isClosed() {
        return "closed".equals(incidentNow().path("status").asText());
    }

    JsonNode incidentNow() {
        RunbookApi.Answer answer = as("responder").get("api/incidents/" + incident);
        if (answer.status() != 200) {
            throw new AssertionError("The incident " + incident + ": " + answer);
        }
        return answer.json();
    }

    /** Waits for a task; empty once the incident is closed. */
    Optional<Task> nextTask(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            Optional<Task> task = openTask();
            if (task.isPresent() || isClosed()) {
                return task;
            }
            Pause.millis(200);
        }
        throw new AssertionError("No task within " + patience + "; done: " + completed + "; now: " + incidentNow());
    }

    private Optional<Task> openTask() {
        Map<String, JsonNode> tasks = new LinkedHashMap<>();
        Map<String, List<String>> seenBy = new HashMap<>();
        for (String user : USERS) {
            RunbookApi.Answer answer =
                    as(user).get("engine-rest/task?processInstanceBusinessKey=" + incident + "&active=true");
            if (answer.status() != 200) {
                throw new AssertionError(user + " does not get the tasks: " + answer);
            }
            for (JsonNode task : answer.json()) {
                String id = task.path("id").asText();
                tasks.putIfAbsent(id, task);
                seenBy.computeIfAbsent(id, i -> new ArrayList<>()).add(user);
            }
        }
        boolean cutWaits = tasks.values().stream().anyMatch(Player::isReview) && !isCut();
        return tasks.values().stream()
                .filter(task -> !cutWaits || !isReview(task))
                .map(task -> taken(task, seenBy.getOrDefault(task.path("id").asText(), List.of())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isReview(JsonNode task) {
        return "userTask_reviewFindings".equals(task.path("taskDefinitionKey").asText());
    }

    /**
     * Something of the game day's attacker is alive, and what is cut is not deleted once more: whether the clean-up is planned before or after the cut was
     * performed is told by the plan. So that two plays can be compared, the cut is always performed first.
     */
    private boolean isCut() {
        RunbookApi.Answer answer = as("manager")
                .get("engine-rest/history/task?finished=true&taskDefinitionKey=userTask_performActions"
                        + "&processInstanceBusinessKey=" + incident);
        if (answer.status() != 200) {
            throw new AssertionError("The manager does not get the tasks that were: " + answer);
        }
        return !answer.json().isEmpty();
    }

    /** The task as its person's, who is the first of the cast that sees it: an owner before the responders. */
    private Optional<Task> taken(JsonNode task, List<String> seenBy) {
        String key = task.path("taskDefinitionKey").asText();
        String id = task.path("id").asText();
        if ("userTask_mendStep".equals(key)) {
            mender.accept(id);
            return Optional.empty();
        }
        Cast cast = Cast.BY_TASK.getOrDefault(key, new Cast(List.of(), Map.of()));
        return cast.users().stream()
                .filter(seenBy::contains)
                .findFirst()
                .map(user -> new Task(id, key, task.path("name").asText(), user));
    }

    /** What the form shows. */
    JsonNode view(String taskId) {
        return Templates.JSON
                .createObjectNode()
                .put(
                        "view",
                        as("responder")
                                .get("engine-rest/task/" + taskId + "/localVariables/view?deserializeValue=false")
                                .body());
    }

    RunbookApi.Answer complete(Task task) {
        return complete(task, Map.of());
    }

    /** @param fields beside those of the cast, or in their place */
    RunbookApi.Answer complete(Task task, Map<String, String> fields) {
        Cast cast = java.util.Objects.requireNonNull(Cast.BY_TASK.get(task.key()));
        Map<String, String> all = new LinkedHashMap<>(cast.fields());
        all.putAll(fields);
        ObjectNode variables = Templates.JSON.createObjectNode();
        all.forEach(
                (name, value) -> variables.putObject(name).put("value", value).put("type", "String"));
        String body =
                Templates.JSON.createObjectNode().set("variables", variables).toString();
        RunbookApi.Answer answer =
                as(task.user()).post("engine-rest/task/" + task.id() + "/complete", "application/json", body);
        if (answer.status() == 204) {
            completed.add(task);
        }
        return answer;
    }

    /** Plays to the end. */
    void play(Duration patiencePerTask) {
        Optional<Task> task = nextTask(patiencePerTask);
        while (task.isPresent()) {
            RunbookApi.Answer answer = complete(task.get());
            if (answer.status() != 204) {
                throw new AssertionError(task.get() + " was not completed: " + answer);
            }
            task = nextTask(patiencePerTask);
        }
    }
}
