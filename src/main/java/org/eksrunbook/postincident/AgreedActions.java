package org.eksrunbook.postincident;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.people.ImprovementAction;
import org.eksrunbook.people.ImprovementActions;
import org.springframework.stereotype.Component;

/** Hands the actions of the review that was signed to their owners: of an earlier one, sent back, none; of what runs, none again. */
@Component
class AgreedActions {

    private static final String PROCESS = "improvementAction";
    private static final String ACTION = "action";

    private final Ledger ledger;
    private final ImprovementActions improvements;
    private final RuntimeService runtime;

    AgreedActions(Ledger ledger, ImprovementActions improvements, RuntimeService runtime) {
        this.ledger = ledger;
        this.improvements = improvements;
        this.runtime = runtime;
    }

    void start(IncidentId id) {
        ledger.last(id, IncidentReview.KIND).ifPresent(review -> {
            for (JsonNode one : review.body().path("actions")) {
                ImprovementAction action = improvements.keep(
                        id,
                        one.path("what").asText(),
                        one.path("owner").asText(),
                        LocalDate.parse(one.path("due").asText()));
                if (action.open() && !runs(action)) {
                    start(action);
                }
            }
        });
    }

    private boolean runs(ImprovementAction action) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .variableValueEquals(ACTION, action.id())
                        .count()
                > 0;
    }

    private void start(ImprovementAction action) {
        runtime.startProcessInstanceByKey(
                PROCESS,
                action.incident().value(),
                Map.of(
                        ACTION,
                        action.id(),
                        "owner",
                        action.owner(),
                        "due",
                        action.due().toString()));
    }
}
