package org.eksrunbook.process;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.RuntimeServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;
import org.jspecify.annotations.Nullable;

/** The engine's runtime service, by which people start processes at their beginning and with their listeners only. */
class GuardedRuntimeService extends RuntimeServiceImpl {

    private final IdentityService identities;

    GuardedRuntimeService(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    public ProcessInstantiationBuilder createProcessInstanceById(String processDefinitionId) {
        GuardedStart start = new GuardedStart(commandExecutor);
        start.byId(processDefinitionId);
        return start;
    }

    @Override
    public ProcessInstantiationBuilder createProcessInstanceByKey(String processDefinitionKey) {
        GuardedStart start = new GuardedStart(commandExecutor);
        start.byKey(processDefinitionKey);
        return start;
    }

    private final class GuardedStart extends ProcessInstantiationBuilderImpl {

        GuardedStart(CommandExecutor executor) {
            super(executor);
        }

        void byId(String id) {
            processDefinitionId = id;
        }

        void byKey(String key) {
            processDefinitionKey = key;
        }

        @Override
        public ProcessInstantiationBuilder setVariables(@Nullable Map<String, Object> variables) {
            if (identities.getCurrentAuthentication() != null) {
                StartValues.check(variables);
            }
            return super.setVariables(variables);
        }

        @Override
        public ProcessInstanceWithVariables executeWithVariablesInReturn(
                boolean skipCustomListeners, boolean skipIoMappings) {
            boolean elsewhere = !modificationBuilder.getModificationOperations().isEmpty();
            if ((skipCustomListeners || skipIoMappings || elsewhere) && identities.getCurrentAuthentication() != null) {
                throw new AuthorizationException(Refusals.of("StartProcessInstanceAtActivitiesCmd"));
            }
            return super.executeWithVariablesInReturn(skipCustomListeners, skipIoMappings);
        }
    }
}
