package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** One incident on its way through the models, called ones included. */
record Walk(ProcessEngine engine, String key, ProcessInstance instance) {

    private static final int MOST_JOBS = 300;

    /** Runs every job that is due at once, timers not, until nothing is left but waiting. */
    Walk jobs() {
        for (int i = 0; i < MOST_JOBS; i++) {
            List<Job> jobs = ours().filter(job -> job.getDuedate() == null).toList();
            if (jobs.isEmpty()) {
                return this;
            }
            engine.getManagementService().executeJob(jobs.get(0).getId());
        }
        throw new AssertionError("More than " + MOST_JOBS + " jobs: the process goes round without end");
    }

    private Stream<Job> ours() {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(key).list().stream()
                .flatMap(one ->
                        engine.getManagementService().createJobQuery().processInstanceId(one.getId()).list().stream());
    }

    Walk complete(String task, Map<String, Object> variables) {
        engine.getTaskService().complete(task(task).getId(), variables);
        return jobs();
    }

    Walk complete(String task) {
        return complete(task, Map.of());
    }

    private Task task(String definitionKey) {
        List<Task> tasks = tasks().stream()
                .filter(task -> task.getTaskDefinitionKey().equals(definitionKey))
                .toList();
        assertThat(tasks).as(definitionKey + " among " + waiting()).isNotEmpty();
        return tasks.get(0);
    }

    private List<Task> tasks() {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key)
                .orderByTaskCreateTime()
                .asc()
                .list();
    }

    /** Keys of the tasks that wait for people. */
    List<String> waiting() {
        return tasks().stream().map(Task::getTaskDefinitionKey).sorted().toList();
    }

    /** Lets the timer of an event go off. */
    Walk timer(String event) {
        Job timer = ours().filter(job -> job.getDuedate() != null)
                .filter(job -> engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId()
                        .equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No timer waits at " + event));
        engine.getManagementService().executeJob(timer.getId());
        return jobs();
    }

    Walk message(String name) {
        engine.getRuntimeService()
                .createMessageCorrelation(name)
                .processInstanceBusinessKey(key)
                .correlate();
        return jobs();
    }

    /** Activities that were entered and left, in any process of the incident, each as often as it was. */
    List<String> passed() {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .list()
                .stream()
                .flatMap(one -> engine
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(one.getId())
                        .finished()
                        .list()
                        .stream())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    long times(String activity) {
        return passed().stream().filter(activity::equals).count();
    }

    boolean ended() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count()
                == 0;
    }

    Object variable(String name) {
        return engine.getRuntimeService().getVariable(instance.getId(), name);
    }
}
