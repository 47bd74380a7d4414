package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.eksrunbook.incident.Forbidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRightsTest {

    private static final Person RITA = new Person("rita", Set.of("responders"));
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userTask_approveCut",
                "userTask_approveEradication",
                "userTask_approveRecovery",
                "userTask_approveTermination"
            })
    void aResponderApprovesAPlanWithBreakGlassAlone(String key) {
        assertThatThrownBy(() -> TaskRights.check(task(key), RITA, APPROVE)).isInstanceOf(Forbidden.class);
    }

    @Test
    void whetherAQueryMayReadMuchIsTheRespondersToSay() {
        assertThatCode(() -> TaskRights.check(task("userTask_approveScan"), RITA, APPROVE))
                .doesNotThrowAnyException();
    }

    private static TaskEntity task(String key) {
        IdentityLinkEntity responders = mock(IdentityLinkEntity.class);
        when(responders.getType()).thenReturn("candidate");
        when(responders.getGroupId()).thenReturn("responders");
        TaskEntity task = mock(TaskEntity.class);
        when(task.getIdentityLinks()).thenReturn(List.of(responders));
        when(task.getTaskDefinitionKey()).thenReturn(key);
        return task;
    }
}
