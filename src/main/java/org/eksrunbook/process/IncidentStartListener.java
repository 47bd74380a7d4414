package org.eksrunbook.process;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.CallerCheck;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Verdict;
import org.eksrunbook.incident.WrongCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * At the start of every process. Started by people: checks all start variables at once, opens the case, and takes them out
 * of the engine. Called by another process, or started by the engine for an incident: only tells it which incident.
 */
@Component
class IncidentStartListener implements ExecutionListener {

    /** Who had a start made by the system; counts only where nobody is logged in to the engine. */
    static final String STARTED_BY = "startedBy";

    private final Incidents incidents;
    private final Ledger ledger;
    private final Phases phases;
    private final StartDefaults defaults;
    private final LeftBehind leftBehind;
    private final FreeSpace freeSpace;
    private final ObjectProvider<CallerCheck> callers;
    private final Clock clock;

    IncidentStartListener(
            Incidents incidents,
            Ledger ledger,
            Phases phases,
            StartDefaults defaults,
            LeftBehind leftBehind,
            FreeSpace freeSpace,
            ObjectProvider<CallerCheck> callers,
            Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.phases = phases;
        this.defaults = defaults;
        this.leftBehind = leftBehind;
        this.freeSpace = freeSpace;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
        try {
            boolean called = ((ExecutionEntity) execution).getSuperExecution() != null;
            if (!called && ProcessKeys.STARTABLE.contains(process)) {
                open(execution, process);
            } else {
                join(execution, process);
            }
        } catch (InvalidInput | Conflict | WrongCaller | DiskNearlyFull refused) {
            throw Answers.of(refused);
        }
    }

    private void open(DelegateExecution execution, String process) {
        List<String> faults = new ArrayList<>();
        Actor actor = actor(execution);
        String key = execution.getProcessBusinessKey();
        if (!IncidentId.isValid(key)) {
            faults.add("businessKey: an incident id has 1 to 64 letters, digits, '.', '_' or '-'"
                    + " and begins with a letter or digit");
        }
        StartInput input = new StartInput(values(execution, faults), faults);
        // Parsed with a stand-in where the key is wrong: the other faults are told in the same message.
        IncidentId id = new IncidentId(IncidentId.isValid(key) ? key : "invalid");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Incident> known = IncidentId.isValid(key) ? incidents.find(id) : Optional.empty();
        if (known.isPresent() && !known.get().open() && !ProcessKeys.CONTINUING.contains(process)) {
            throw new Conflict(
                    "Incident " + id + " is closed: continue it with recover or postIncident, or choose another id");
        }
        Incident closed = ProcessKeys.CONTINUING.contains(process) ? known.orElse(null) : null;
        Phase phase = ProcessKeys.PHASES.getOrDefault(process, Phase.OPENED);
        Incident incident =
                new StartRequest(input, defaults, now, closed).read(id, phase, process.equals(ProcessKeys.RECOVER));
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        freeSpace.requireForStart();
        callers.orderedStream()
                .flatMap(caller -> caller.refuses(incident.scope()).stream())
                .findFirst()
                .ifPresent(foreign -> {
                    throw new WrongCaller(foreign);
                });
        known.ifPresent(leftBehind::free);
        incidents.open(incident);
        ledger.append(id, "incident.opened", actor, opened(incident));
        execution.removeVariables(new TreeSet<>(execution.getVariableNames()));
        tell(execution, incident);
    }

    /** A phase that another process calls, or a process that the engine starts for an incident. */
    private void join(DelegateExecution execution, String process) {
        String key = execution.getProcessBusinessKey();
        if (!IncidentId.isValid(key)) {
            return;
        }
        Optional<Incident> incident = incidents.find(new IncidentId(key));
        incident.ifPresent(known -> {
            tell(execution, known);
            Phase phase = ProcessKeys.PHASES.get(process);
            if (phase != null) {
                phases.enter(known, phase);
            }
        });
    }

    private static void tell(DelegateExecution execution, Incident incident) {
        execution.setVariable(ProcessVariables.INCIDENT_ID, incident.id().value());
        execution.setVariable(ProcessVariables.SEVERITY, incident.severity().name());
        execution.setVariable(ProcessVariables.BENIGN, incident.verdict() == Verdict.BENIGN);
    }

    private static Map<String, Object> values(DelegateExecution execution, List<String> faults) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : new TreeSet<>(execution.getVariableNames())) {
            if (!StartVariables.ALL.contains(name)) {
                faults.add(SubmittedFields.printable(name) + ": is no start variable");
                continue;
            }
            try {
                Object value = SubmittedFields.plain(execution.getVariableTyped(name, false));
                if (value != null) {
                    values.put(name, value);
                }
            } catch (IllegalArgumentException wrong) {
                faults.add(name + ": " + wrong.getMessage());
            }
        }
        return values;
    }

    private static Actor actor(DelegateExecution execution) {
        String user = Context.getCommandContext().getAuthenticatedUserId();
        if (user != null) {
            return Actor.user(user);
        }
        Object startedBy = execution.getVariable(STARTED_BY);
        execution.removeVariable(STARTED_BY);
        return startedBy == null ? Actor.SYSTEM : Actor.user(startedBy.toString());
    }

    private static Map<String, @Nullable Object> opened(Incident incident) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("scope", incident.scope());
        body.put("severity", incident.severity());
        body.put("verdict", incident.verdict());
        body.put("awareAt", incident.awareAt());
        body.put("finding", incident.finding());
        body.put("contained", incident.contained());
        body.put("stakeholders", incident.stakeholders());
        body.put("resources", incident.resources());
        return body;
    }
}
