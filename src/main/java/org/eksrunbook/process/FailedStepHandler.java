package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.Incident;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A step that failed as often as it is tried does not only stand in Cockpit: its people get the task «mend and go on, or
 * skip with a reason».
 */
class FailedStepHandler extends DefaultIncidentHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailedStepHandler.class);
    private static final int LONGEST_MESSAGE = 1000;

    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<Incidents> incidents;

    FailedStepHandler(ObjectProvider<Ledger> ledger, ObjectProvider<Incidents> incidents) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.ledger = ledger;
        this.incidents = incidents;
    }

    @Override
    public Incident handleIncident(IncidentContext failure, String message) {
        Incident incident = super.handleIncident(failure, message);
        CommandContext context = Context.getCommandContext();
        ExecutionEntity execution = failure.getExecutionId() == null
                ? null
                : context.getExecutionManager().findExecutionById(failure.getExecutionId());
        if (execution != null) {
            askPeople(failure, plainLine(message), execution, context);
        }
        return incident;
    }

    private void askPeople(IncidentContext failure, String message, ExecutionEntity execution, CommandContext context) {
        ProcessDefinitionEntity process = execution.getProcessDefinition();
        String key = execution.getProcessBusinessKey();
        boolean isCase = IncidentId.isValid(key)
                && incidents.getObject().find(new IncidentId(key)).isPresent();
        if (process.getKey().equals(ProcessKeys.MEND_STEP) || !isCase) {
            return;
        }
        String activity = failure.getActivityId();
        ActivityImpl found = process.findActivity(activity);
        String label = found == null || found.getName() == null ? activity : found.getName();
        LOG.warn("Mend or skip «{}» of {}: {}", label, key, message);
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put(MendVariables.FAILED_JOB_ID, failure.getConfiguration());
        variables.put(MendVariables.FAILED_ACTIVITY, activity);
        variables.put(MendVariables.FAILED_LABEL, label);
        variables.put(MendVariables.FAILED_PROCESS, process.getKey());
        variables.put(
                MendVariables.FAILED_PROCESS_NAME, process.getName() == null ? process.getKey() : process.getName());
        variables.put(MendVariables.FAILED_MESSAGE, message);
        unread(failure, context).ifPresent(facts -> variables.put(MendVariables.UNREAD_FACTS, facts.word()));
        ProcessEngineConfigurationImpl engine = context.getProcessEngineConfiguration();
        context.runWithoutAuthorization(
                () -> engine.getRuntimeService().startProcessInstanceByKey(ProcessKeys.MEND_STEP, key, variables));
        ledger.getObject()
                .append(
                        new IncidentId(key),
                        "step.failed",
                        Actor.SYSTEM,
                        Map.of("activity", activity, "label", label, "message", message));
    }

    /** What the process can go on without, if that is what failed. */
    private static Optional<FactSource> unread(IncidentContext failure, CommandContext context) {
        JobEntity job = context.getJobManager().findJobById(failure.getConfiguration());
        return job == null ? Optional.empty() : FactsUnavailable.named(job.getExceptionStacktrace());
    }

    /** One line without control characters: it may quote what an attacker wrote. */
    private static String plainLine(@Nullable String message) {
        String line = message == null || message.isBlank()
                ? "no message; Cockpit has the details"
                : message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }
}
