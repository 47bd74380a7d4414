package org.eksrunbook.process;

import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The lists of Tasklist, which is empty without. They hold no expression ({@code ${currentUser()}} is switched off): the
 * engine shows each person the tasks that are theirs anyway.
 */
@Component
class TaskFilters {

    private final FilterService filters;
    private final TaskService tasks;

    TaskFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** Adds what is missing; what is there stays. */
    void establish() {
        add("My tasks", 0, "Everything that waits for you or your groups", tasks.createTaskQuery());
        add(
                "Not claimed yet",
                10,
                "What nobody has taken yet",
                tasks.createTaskQuery().taskUnassigned());
        add(
                "Approvals",
                20,
                "Plans that wait for a second person",
                tasks.createTaskQuery().taskDefinitionKeyLike("userTask_approve%"));
        add(
                "Steps to mend",
                30,
                "Steps that failed and wait for someone",
                tasks.createTaskQuery().taskDefinitionKey("userTask_mendStep"));
    }

    private void add(String name, int priority, String description, TaskQuery query) {
        if (filters.createTaskFilterQuery().filterName(name).count() == 0) {
            Filter filter = filters.newTaskFilter(name);
            filter.setQuery(
                    query.orderByTaskPriority().desc().orderByTaskCreateTime().asc());
            filter.setProperties(
                    Map.of("priority", priority, "description", description, "refresh", true, "color", "#555555"));
            filters.saveFilter(filter);
        }
    }
}
