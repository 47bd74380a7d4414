package org.eksrunbook.update;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.people.Update;
import org.eksrunbook.process.ProcessVariables;
import org.springframework.stereotype.Component;

/** How often stakeholders are told: asked by the models' timers. Public, because expressions see public classes alone. */
@Component
public class StakeholderRhythm {

    private static final Severity UNLESS_KNOWN = Severity.P2;

    /** The engine takes no first time that has passed. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Incidents incidents;
    private final StakeholderUpdates updates;
    private final Clock clock;

    StakeholderRhythm(Incidents incidents, StakeholderUpdates updates, Clock clock) {
        this.incidents = incidents;
        this.updates = updates;
        this.clock = clock;
    }

    /**
     * The timer's cycle, such as {@code R/2026-08-02T09:30:00Z/PT30M}: each phase has a timer of its own, and goes on in the rhythm in
     * which the one before told. The engine asks before the start listener has opened the case and refused what
     * is wrong: until then only what the start gives is known, and nothing is refused here.
     */
    public String cycle(DelegateExecution execution) {
        try {
            Optional<Incident> incident = incidents.find(new IncidentId(execution.getProcessBusinessKey()));
            Duration every = updates.rhythm(incident.map(Incident::severity).orElseGet(() -> given(execution)));
            return "R/"
                    + incident.filter(Incident::open)
                            .map(open -> first(open, every) + "/")
                            .orElse("")
                    + every;
        } catch (InvalidInput refusedByTheStartListener) {
            return "R/" + updates.rhythm(UNLESS_KNOWN);
        }
    }

    private Instant first(Incident incident, Duration every) {
        Instant now = clock.instant();
        Instant last = updates.of(incident.id()).stream()
                .map(Update::writtenAt)
                .filter(written -> written.isAfter(incident.openedAt()))
                .reduce((one, later) -> later)
                .orElse(incident.openedAt());
        Instant due = last.plus(every);
        return (due.isAfter(now) ? due : now.plus(AT_ONCE)).truncatedTo(ChronoUnit.SECONDS);
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
