package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;

/** A skipped step leaves a hole: where people decide or act on what it makes, it is mended. */
class NeverSkippedTest {

    private final Ledger ledger = mock(Ledger.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serviceTask_planCut",
                "serviceTask_planEradication",
                "serviceTask_planReplacement",
                "serviceTask_planRecovery",
                "serviceTask_planTermination",
                "serviceTask_proveEradicated",
                "callActivity_performRecovery",
                "serviceTask_closeIncident"
            })
    void whatOthersRestOnIsOnlyMended(String activity) {
        assertThatThrownBy(() -> skip(activity, Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cannot be skipped, only mended");
        verifyNoInteractions(ledger);
    }

    @Test
    void aPlanIsMadeWithoutFactsThatCannotBeHad() {
        assertThat(skip("serviceTask_planRecovery", Map.of(MendVariables.UNREAD_FACTS, "backups")))
                .containsEntry(MendVariables.MENDED, false);
        verify(ledger)
                .append(
                        ArgumentMatchers.any(),
                        ArgumentMatchers.eq("step.skipped"),
                        ArgumentMatchers.any(),
                        ArgumentMatchers.any());
    }

    @Test
    void theCmdbMayBeSkipped() {
        assertThat(skip("serviceTask_updateCmdb", Map.of())).containsEntry(MendVariables.MENDED, false);
    }

    private Map<String, Object> skip(String activity, Map<String, Object> more) {
        Map<String, Object> variables = new HashMap<>(more);
        variables.put(MendVariables.FAILED_ACTIVITY, activity);
        variables.put(MendVariables.FAILED_LABEL, activity);
        variables.put(MendVariables.FAILED_MESSAGE, "no");
        variables.put(MendVariables.FAILED_PROCESS, "recover");
        TaskContext context = new TaskContext(IncidentId.of("INC-1"), "task", "process", variables::get);
        Person rita = new Person("rita", Set.of("responders"));
        return new MendStepTask(ledger)
                .complete(new TaskCompletion(context, rita, Map.of("outcome", "skipped", "reason", "no time")));
    }
}
