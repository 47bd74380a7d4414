package org.eksrunbook.process;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * Full history but for what people hand in: start inputs and form views stay out of it, and so does everything that is no
 * short scalar. The case record holds the inputs; the ledger holds what happened.
 */
class RunbookHistoryLevel extends AbstractHistoryLevel {

    static final String NAME = "runbook";

    private static final Set<String> SCALARS = Set.of("string", "boolean", "integer", "long", "double", "date", "null");
    private static final Set<HistoryEventTypes> VARIABLES = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL,
            HistoryEventTypes.VARIABLE_INSTANCE_DELETE,
            HistoryEventTypes.VARIABLE_INSTANCE_MIGRATE);

    @Override
    public int getId() {
        return 64;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (type == HistoryEventTypes.FORM_PROPERTY_UPDATE) {
            return false;
        }
        if (entity instanceof VariableInstanceEntity variable && VARIABLES.contains(type)) {
            return SCALARS.contains(variable.getTypeName())
                    && !StartVariables.ALL.contains(variable.getName())
                    && !ProcessVariables.VIEW.equals(variable.getName());
        }
        return true;
    }
}
