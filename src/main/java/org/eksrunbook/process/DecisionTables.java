package org.eksrunbook.process;

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
}
