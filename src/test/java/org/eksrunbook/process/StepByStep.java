package org.eksrunbook.process;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
import org.springframework.stereotype.Component;

/** Runs one model of the whole server by hand, with the job executor switched off: each job and timer when the test says so. */
@Component
public class StepByStep {

    private static final int MOST_JOBS = 100;

    private final Incidents incidents;
    private final Ledger ledger;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final TaskService tasks;

    StepByStep(
            Incidents incidents,
            Ledger ledger,
            RuntimeService runtime,
            ManagementService management,
            TaskService tasks) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.runtime = runtime;
        this.management = management;
        this.tasks = tasks;
    }

    /** A case as a start leaves it. */
    public IncidentId open(String name, List<Stakeholder> stakeholders) {
        Incident incident = incident(name, stakeholders);
        incidents.open(incident);
        ledger.append(
                incident.id(),
                "incident.opened",
                Actor.user("responder"),
                Map.of(
                        "scope",
                        incident.scope(),
                        "severity",
                        "P1",
                        "verdict",
                        "malicious",
                        "awareAt",
                        incident.awareAt().toString()));
        return incident.id();
    }

    /** The record of a case as a start makes it. */
    static Incident incident(String name, List<Stakeholder> stakeholders) {
        Instant opened = Instant.now();
        Scope scope = new Scope(
                1,
                "111122223333",
                List.of(),
                "eu-central-1",
                opened.minusSeconds(3600),
                null,
                90,
                "shop",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null);
        return new Incident(
                new IncidentId(name),
                true,
                false,
                Phase.ERADICATE,
                Severity.P1,
                Verdict.MALICIOUS,
                opened,
                opened,
                null,
                scope,
                null,
                List.of(),
                stakeholders,
                List.of());
    }

    public ProcessInstance start(String process, IncidentId id, Map<String, Object> variables) {
        ProcessInstance instance = runtime.startProcessInstanceByKey(process, id.value(), variables);
        jobs(instance);
        return instance;
    }

    /** Runs what is due at once until the instance waits. */
    public void jobs(ProcessInstance instance) {
        for (int i = 0; i < MOST_JOBS; i++) {
            List<Job> due =
                    ours(instance).filter(job -> job.getDuedate() == null).toList();
            if (due.isEmpty()) {
                return;
            }
            management.executeJob(due.get(0).getId());
        }
        throw new AssertionError("The process goes round without end");
    }

    /** Lets the only timer of the instance go off. */
    public void timer(ProcessInstance instance) {
        List<Job> timers =
                ours(instance).filter(job -> job.getDuedate() != null).toList();
        if (timers.size() != 1) {
            throw new AssertionError(timers.size() + " timers wait, not one");
        }
        management.executeJob(timers.get(0).getId());
        jobs(instance);
    }

    private Stream<Job> ours(ProcessInstance instance) {
        return management.createJobQuery().processInstanceId(instance.getProcessInstanceId()).list().stream();
    }

    /** The id of the only task that waits in the instance. */
    public String task(ProcessInstance instance) {
        return tasks.createTaskQuery()
                .processInstanceId(instance.getProcessInstanceId())
                .singleResult()
                .getId();
    }
}
