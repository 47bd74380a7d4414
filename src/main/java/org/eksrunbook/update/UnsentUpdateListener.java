package org.eksrunbook.update;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.people.Update;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/**
 * An update whose process ends without having sent it, or having said that it could not, was missed: a person skipped the step, or the phase ended while it
 * failed.
 */
@Component
final class UnsentUpdateListener implements ExecutionListener {

    private static final Set<String> STEPS = Set.of("serviceTask_sendUpdate", "serviceTask_recordMissedUpdate");

    private final Incidents incidents;
    private final StakeholderUpdates updates;
    private final Ledger ledger;

    UnsentUpdateListener(Incidents incidents, StakeholderUpdates updates, Ledger ledger) {
        this.incidents = incidents;
        this.updates = updates;
        this.ledger = ledger;
    }

    @Override
    public void notify(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        Object number = execution.getVariable(UpdateVariables.UPDATE_NUMBER);
        // A closed case gets no further entry.
        if (number != null && incidents.find(id).filter(Incident::open).isPresent()) {
            updates.of(id).stream()
                    .filter(update -> number.equals(update.number()) && update.state() == Update.State.WRITTEN)
                    .findFirst()
                    .ifPresent(update -> updates.missed(id, update.number(), why(execution, id, update)));
        }
    }

    private String why(DelegateExecution execution, IncidentId id, Update update) {
        if (execution.getVariable(UpdateVariables.MISSED_BECAUSE) instanceof String because) {
            return because;
        }
        return skipped(id, update.writtenAt())
                .map(entry -> "sending it was skipped, because: "
                        + entry.body().path("reason").asText())
                .orElse("its phase ended before it was sent");
    }

    private Optional<Entry> skipped(IncidentId id, Instant since) {
        return ledger.entries(id, "step.skipped").stream()
                .filter(entry -> STEPS.contains(entry.body().path("activity").asText())
                        && !entry.at().isBefore(since))
                .reduce((earlier, later) -> later);
    }
}
