package org.eksrunbook.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the engine where the processes of an incident stand. */
@Component
public class Standings {

    private static final Set<String> CONTAINERS = Set.of("processDefinition", "subProcess", "callActivity");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;

    Standings(RuntimeService runtime, TaskService tasks, HistoryService history) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
    }

    @Transactional(readOnly = true)
    public Standing of(IncidentId id) {
        List<Standing.Step> steps = new ArrayList<>();
        for (ProcessInstance instance : runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(id.value())
                .list()) {
            ActivityInstance root = runtime.getActivityInstance(instance.getProcessInstanceId());
            if (root != null) {
                collect(root, since(instance), steps);
            }
        }
        List<Standing.Waiting> waiting =
                tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(id.value())
                        .orderByTaskCreateTime()
                        .asc()
                        .list()
                        .stream()
                        .map(this::waiting)
                        .toList();
        return new Standing(steps, waiting);
    }

    private Map<String, Instant> since(ProcessInstance instance) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getProcessInstanceId())
                .unfinished()
                .list()
                .stream()
                .collect(Collectors.toMap(
                        HistoricActivityInstance::getId,
                        activity -> activity.getStartTime().toInstant(),
                        (one, other) -> one));
    }

    private static void collect(ActivityInstance at, Map<String, Instant> since, List<Standing.Step> steps) {
        for (TransitionInstance coming : at.getChildTransitionInstances()) {
            steps.add(new Standing.Step(
                    coming.getActivityId(),
                    label(coming.getActivityName(), coming.getActivityId()),
                    null,
                    coming.getIncidentIds().length > 0));
        }
        for (ActivityInstance child : at.getChildActivityInstances()) {
            collect(child, since, steps);
        }
        if (at.getChildActivityInstances().length == 0
                && !CONTAINERS.contains(at.getActivityType())
                && !at.getActivityType().equals("userTask")) {
            steps.add(new Standing.Step(
                    at.getActivityId(),
                    label(at.getActivityName(), at.getActivityId()),
                    since.get(at.getId()),
                    at.getIncidentIds().length > 0));
        }
    }

    private static String label(String name, String id) {
        return name == null ? id : name;
    }

    private Standing.Waiting waiting(Task task) {
        Set<String> groups = new LinkedHashSet<>();
        Set<String> users = new LinkedHashSet<>();
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (link.getGroupId() != null) {
                groups.add(link.getGroupId());
            }
            if (link.getUserId() != null) {
                users.add(link.getUserId());
            }
        }
        return new Standing.Waiting(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getCreateTime().toInstant(),
                List.copyOf(groups),
                List.copyOf(users));
    }
}
