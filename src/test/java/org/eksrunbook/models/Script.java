package org.eksrunbook.models;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What each service task does when it runs, in order; the last thing is done again and again. A task without a script does nothing. */
final class Script implements JavaDelegate {

    /** Ends a step with an error of the domain instead of variables. */
    static final String ERROR = "error:";

    private final Map<String, Deque<Map<String, Object>>> byTask = new HashMap<>();

    @SafeVarargs
    final Script when(String task, Map<String, Object>... results) {
        byTask.put(task, new ArrayDeque<>(List.of(results)));
        return this;
    }

    void clear() {
        byTask.clear();
    }

    @Override
    public void execute(DelegateExecution execution) {
        Deque<Map<String, Object>> results =
                byTask.getOrDefault(execution.getCurrentActivityId(), new ArrayDeque<>(List.of(Map.of())));
        Map<String, Object> result = results.size() > 1 ? results.remove() : results.element();
        if (result.containsKey(ERROR)) {
            throw new BpmnError(String.valueOf(result.get(ERROR)), "scripted");
        }
        result.forEach(execution::setVariable);
    }
}
