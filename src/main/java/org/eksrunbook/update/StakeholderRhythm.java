package org.eksrunbook.update;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.process.ProcessVariables;
import org.springframework.stereotype.Component;

/** How often stakeholders are told: asked by the models' timers. Public, because expressions see public classes alone. */
@Component
public class StakeholderRhythm {

    private static final Severity UNLESS_KNOWN = Severity.P2;

    private final Incidents incidents;
    private final StakeholderUpdates updates;

    StakeholderRhythm(Incidents incidents, StakeholderUpdates updates) {
        this.incidents = incidents;
        this.updates = updates;
    }

    /**
     * The timer's cycle, such as {@code R/PT30M}. The engine asks before the start listener has opened the case and refused what
     * is wrong: until then only what the start gives is known, and nothing is refused here.
     */
    public String cycle(DelegateExecution execution) {
        return "R/" + every(execution);
    }

    private Duration every(DelegateExecution execution) {
        try {
            IncidentId id = new IncidentId(execution.getProcessBusinessKey());
            return updates.rhythm(
                    incidents.find(id).map(incident -> incident.severity()).orElseGet(() -> given(execution)));
        } catch (InvalidInput refusedByTheStartListener) {
            return updates.rhythm(UNLESS_KNOWN);
        }
    }

    private static Severity given(DelegateExecution execution) {
        Object given = execution.getVariable(ProcessVariables.SEVERITY);
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(given)) {
                return severity;
            }
        }
        return UNLESS_KNOWN;
    }
}
