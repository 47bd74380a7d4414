package org.eksrunbook.process;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.GenericManagerFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incidents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The engine's settings that are no one's to change: a stray property cannot open what is closed here. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineSettings extends AbstractProcessEnginePlugin {

    /** Longest list that one query of a logged-in user gives; a query without a limit gets this one. */
    static final int LONGEST_LIST = 2000;

    private final String stepRetries;
    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<Incidents> incidents;

    EngineSettings(
            @Value("${runbook.step-retries:PT5S,PT30S,PT2M}") String stepRetries,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<Incidents> incidents) {
        this.stepRetries = stepRetries;
        this.ledger = ledger;
        this.incidents = incidents;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setDatabaseSchemaUpdate("false");
        engine.setCustomHistoryLevels(List.of(new RunbookHistoryLevel()));
        engine.setHistory(RunbookHistoryLevel.NAME);
        rights(engine);
        values(engine);
        passwords(engine);
        steps(engine);
        engine.setMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setTaskMetricsEnabled(false);
    }

    private void steps(ProcessEngineConfigurationImpl engine) {
        engine.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
        engine.setFailedJobRetryTimeCycle(stepRetries);
        engine.setCustomIncidentHandlers(List.of(new FailedStepHandler(ledger, incidents)));
        // A failure is logged once: when no try is left, by our handler's line and the engine's stack trace.
        engine.setEnableReducedJobExceptionLogging(true);
        engine.setEnableCmdExceptionLogging(false);
        engine.setCmmnEnabled(false);
    }

    private static void rights(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setTenantCheckEnabled(true);
        // A candidate may complete and claim, not write variables, assign or link (which UPDATE would allow).
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setStandaloneTasksEnabled(false);
        // Otherwise a candidate of one task reads the variables of all tasks of its process in the history: an owner
        // what every other owner is asked.
        engine.setEnableHistoricInstancePermissions(false);
        engine.setGroupResourceWhitelistPattern("[a-zA-Z0-9-]+");
    }

    private static void values(ProcessEngineConfigurationImpl engine) {
        engine.setDefaultSerializationFormat(Variables.SerializationDataFormats.JSON.getName());
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setQueryMaxResultsLimit(LONGEST_LIST);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setLogEntriesPerSyncOperationLimit(1);
    }

    private static void passwords(ProcessEngineConfigurationImpl engine) {
        engine.setEnablePasswordPolicy(true);
        engine.setIdentityProviderSessionFactory(new GenericManagerFactory(PasswordCheck.class));
    }
}
