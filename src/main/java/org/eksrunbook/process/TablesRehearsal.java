package org.eksrunbook.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks each table of proposals once the server is up, about nothing: an organisation's own table that cannot be asked is told before there is an
 * incident, and the first task does not wait for the language of its cells to be loaded (docs/benchmarks.md). Leaves no trace in the history.
 */
@Component
class TablesRehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(TablesRehearsal.class);

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final TransactionTemplate transaction;
    private final boolean asked;

    TablesRehearsal(
            RepositoryService repository,
            DecisionService decisions,
            PlatformTransactionManager transactions,
            @Value("${runbook.rehearsal:true}") boolean asked) {
        this.repository = repository;
        this.decisions = decisions;
        this.transaction = new TransactionTemplate(transactions);
        this.asked = asked;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (asked) {
            Thread thread = new Thread(this::rehearse, "tables-rehearsal");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** @return keys of the tables that cannot be asked */
    List<String> rehearse() {
        List<String> broken = new ArrayList<>();
        for (DecisionDefinition table :
                repository.createDecisionDefinitionQuery().latestVersion().list()) {
            try {
                transaction.executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    decisions
                            .evaluateDecisionById(table.getId())
                            .variables(Map.of())
                            .evaluate();
                });
            } catch (ProcessEngineException failed) {
                broken.add(table.getKey());
                LOG.warn(
                        "Mend the table {}: it cannot be asked ({})",
                        table.getKey(),
                        NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
            }
        }
        return broken;
    }
}
