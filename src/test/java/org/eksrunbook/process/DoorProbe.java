package org.eksrunbook.process;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Unanswered;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A small process with one task of each kind of right, and beans that record what they were handed. */
@TestConfiguration
class DoorProbe {

    static final ConcurrentLinkedQueue<TaskCompletion> COMPLETIONS = new ConcurrentLinkedQueue<>();
    /** What happens amid a completion whose reason is «colliding». */
    static volatile Runnable amid = () -> {};

    record ProbeTask(String key) implements UserTask {

        @Override
        public TaskView view(TaskContext context) {
            return TaskView.of(context.incident() + ": what now?", "A probe", List.of(Map.of("a", 1)), "/x");
        }

        @Override
        public Map<String, Object> complete(TaskCompletion completion) {
            COMPLETIONS.add(completion);
            String reason = completion.text("reason");
            if ("invalid".equals(reason)) {
                throw new InvalidInput(List.of("a: is wrong", "b: is wrong too"));
            }
            if ("colliding".equals(reason)) {
                amid.run();
            }
            if ("stale".equals(reason)) {
                throw new Conflict("The plan changed");
            }
            return Map.of("approvalNeeded", "more".equals(reason));
        }
    }

    @Bean
    UserTask probeTask() {
        return new ProbeTask("userTask_probe");
    }

    @Bean
    UserTask approveProbeTask() {
        return new ProbeTask("userTask_approveProbe");
    }

    /** Stands in for what the models ask of the phases' packages. */
    public static final class Rhythm {

        public String cycle(org.camunda.bpm.engine.delegate.DelegateExecution execution) {
            return "R/PT2H";
        }
    }

    @Bean
    Rhythm stakeholderRhythm() {
        return new Rhythm();
    }

    @Bean
    UserTask confirmScopeTask() {
        return new ProbeTask("userTask_confirmScope");
    }

    /** Cannot be told which backups there are, until people go on without. */
    @Bean
    JavaDelegate proposeRecoveryDelegate(MissingFacts missing, Ledger ledger) {
        return execution -> {
            IncidentId id = BusinessKey.of(execution);
            if (missing.unanswered(id, FactSource.BACKUPS) == Unanswered.FAILS) {
                throw new IllegalStateException(
                        "The proposals were not made",
                        new FactsUnavailable(FactSource.BACKUPS, "Wait, or look at AWS access: no backup", null));
            }
            ledger.append(id, "probe.proposed", Actor.SYSTEM, Map.of());
        };
    }

    @Bean
    UserTask decideRecoveryTask() {
        return new ProbeTask("userTask_decideRecovery");
    }

    @Bean
    UserTask ownedTask() {
        return new ProbeTask("userTask_owned");
    }

    /** Starts a fresh process as the system and gives its first task's id. */
    static String start(RepositoryService repository, RuntimeService runtime, TaskService tasks, String key) {
        repository
                .createDeployment()
                .name("probe")
                .enableDuplicateFiltering(false)
                .addClasspathResource("process-tests/door-probe.bpmn")
                .addClasspathResource("process-tests/door-probe.form")
                .deploy();
        String instance = runtime.startProcessInstanceByKey("doorProbe", key).getId();
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }
}
