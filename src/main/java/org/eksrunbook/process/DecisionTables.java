package org.eksrunbook.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The organisation's tables of proposals ({@code bpmn/*.dmn}), in the version deployed last. */
@Component
public class DecisionTables {

    private final DecisionService decisions;

    DecisionTables(@Lazy DecisionService decisions) {
        this.decisions = decisions;
    }

    /**
     * Asks a table whose hit policy gives one row.
     *
     * @param table key of the decision, for instance {@code recoveryProposal}
     * @return the outputs of the row that fits, by name; empty where none fits
     */
    public Optional<Map<String, Object>> ask(String table, Map<String, Object> inputs) {
        DmnDecisionResult rows =
                decisions.evaluateDecisionByKey(table).variables(inputs).evaluate();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0).getEntryMap());
    }

    /**
     * Asks the same about many things. Those that are alike are asked about once: the engine reads the table's cells anew each time.
     *
     * @return in the order of the inputs
     */
    public List<Optional<Map<String, Object>>> askAll(String table, List<Map<String, Object>> inputs) {
        Map<Map<String, Object>, Optional<Map<String, Object>>> answers = new HashMap<>();
        return inputs.stream()
                .map(one -> answers.computeIfAbsent(one, alike -> ask(table, alike)))
                .toList();
    }
}
