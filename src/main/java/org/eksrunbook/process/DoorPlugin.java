package org.eksrunbook.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the door into the engine: services of our own and a guard in front of every command. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class DoorPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<Door> door;

    DoorPlugin(ObjectProvider<Door> door) {
        this.door = door;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        GuardedIdentityService identities = new GuardedIdentityService();
        engine.setIdentityService(identities);
        engine.setTaskService(new DoorTaskService(door, identities));
        engine.setRuntimeService(new GuardedRuntimeService(identities));
        engine.setFormService(new DoorFormService(door));
        engine.setFilterService(new GuardedFilterService());
        engine.setCustomPreCommandInterceptorsTxRequired(
                guarded(identities, engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                guarded(identities, engine.getCustomPreCommandInterceptorsTxRequiresNew()));
    }

    private static List<CommandInterceptor> guarded(
            IdentityService identities, @Nullable List<CommandInterceptor> others) {
        List<CommandInterceptor> interceptors = new ArrayList<>(List.of(new CommandGuard(identities)));
        if (others != null) {
            interceptors.addAll(others);
        }
        return interceptors;
    }
}
