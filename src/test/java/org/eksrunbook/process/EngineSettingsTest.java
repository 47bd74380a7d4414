package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ClassUtils;

@ServerTest
class EngineSettingsTest {

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Test
    void whatIsOpenByDefaultIsClosed() {
        assertThat(engine.isAuthorizationEnabled()).isTrue();
        assertThat(engine.getDefaultUserPermissionNameForTask()).isEqualTo("TASK_WORK");
        assertThat(engine.isStandaloneTasksEnabled()).isFalse();
        assertThat(engine.getDefaultSerializationFormat()).isEqualTo("application/json");
        assertThat(engine.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(engine.getQueryMaxResultsLimit()).isEqualTo(EngineSettings.LONGEST_LIST);
        assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(engine.isEnableExpressionsInStoredQueries()).isFalse();
        assertThat(engine.isEnableHistoricInstancePermissions()).isFalse();
        assertThat(engine.isEnablePasswordPolicy()).isTrue();
        assertThat(engine.getDatabaseSchemaUpdate()).isEqualTo("false");
        assertThat(engine.getHistoryLevel()).isInstanceOf(RunbookHistoryLevel.class);
        assertThat(engine.isJobExecutorAcquireExclusiveOverProcessHierarchies()).isTrue();
        assertThat(engine.getJobExecutor().getLockTimeInMillis()).isEqualTo(3_600_000);
        assertThat(engine.getHistoryTimeToLive()).isEqualTo("P90D");
    }

    @Test
    void nothingOnTheClassPathRunsScriptsOrConnectors() {
        Set<String> languages = new ScriptEngineManager()
                .getEngineFactories().stream()
                        .map(factory -> factory.getLanguageName())
                        .collect(Collectors.toSet());
        // The languages of the decision tables and of the models' own expressions.
        assertThat(languages)
                .allMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("feel")
                        || name.startsWith("Friendly Enough Expression Language")
                        || name.equals("JSP 2.1 EL"));
        assertThat(ClassUtils.isPresent("org.camunda.connect.Connectors", null)).isFalse();
    }

    /** A name that no command has would permit nothing today, and who knows what after an upgrade. */
    @Test
    void everyPermittedCommandIsOneOfTheEngines() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.camunda.bpm.engine.impl");
        Set<String> commands = classes.stream()
                .filter(type -> type.isAssignableTo(Command.class))
                .map(type -> type.getSimpleName())
                .collect(Collectors.toSet());
        assertThat(commands).containsAll(new PermittedCommands().all().keySet());
    }
}
