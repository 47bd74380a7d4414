package org.eksrunbook.process;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes cases whose process is gone without having ended, as after a deletion in Cockpit: their ids are free again. */
@Component
class LeftBehind {

    private final Incidents incidents;
    private final Ledger ledger;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    LeftBehind(Incidents incidents, Ledger ledger, @Lazy RuntimeService runtime, TransactionTemplate transaction) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    /** Regularly; a case and its process are written in one transaction, so one is never seen without the other. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT30S")
    void sweep() {
        for (Incident incident : incidents.list()) {
            transaction.executeWithoutResult(status -> free(incident));
        }
    }

    /** The list was read before: a case that came to its own end since is left as it is. Its process and it end in one transaction. */
    void free(Incident listed) {
        if (listed.open() && !isRunning(listed, "")) {
            incidents
                    .find(listed.id())
                    .filter(now -> now.open() && now.openedAt().equals(listed.openedAt()))
                    .ifPresent(left -> close(left, "its process was deleted"));
        }
    }

    /** Ends an open case; one that was closed in the model already is left as it is. */
    void close(Incident incident, String reason) {
        incidents.close(incident.id());
        ledger.append(incident.id(), "incident.closed", Actor.SYSTEM, Map.of("reason", reason));
    }

    /** @param but id of a process instance that does not count */
    boolean isRunning(Incident incident, String but) {
        return runtime
                .createProcessInstanceQuery()
                .processDefinitionKeyIn(ProcessKeys.STARTABLE.toArray(String[]::new))
                .processInstanceBusinessKey(incident.id().value())
                .list()
                .stream()
                .anyMatch(instance -> instance.getProcessInstanceId().equals(instance.getRootProcessInstanceId())
                        && !instance.getProcessInstanceId().equals(but));
    }
}
