package org.eksrunbook.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;

/** A real engine with the real models; only what their service tasks do is scripted, so that each branch can be walked. */
final class ScriptedEngine {

    /** Applications asked «Is it back?». */
    static final List<String> APPLICATIONS = List.of("payments", "reports");

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Script SCRIPT = new Script();
    private static final ProcessEngine ENGINE = build();

    private ScriptedEngine() {}

    /** Named by the models' expressions. */
    public static final class Rhythm {
        public String cycle(DelegateExecution execution) {
            return "R/PT30M";
        }
    }

    /** Named by the models' expressions. */
    public static final class ToConfirm {
        public List<String> of(DelegateExecution execution) {
            return APPLICATIONS;
        }
    }

    static Script script() {
        SCRIPT.clear();
        return SCRIPT;
    }

    /** Starts a process under a business key of its own and runs everything that does not wait. */
    static Walk start(String process, Map<String, Object> variables) {
        String key = "INC-" + COUNT.incrementAndGet();
        return new Walk(ENGINE, key, ENGINE.getRuntimeService().startProcessInstanceByKey(process, key, variables))
                .jobs();
    }

    private static ProcessEngine build() {
        Map<Object, Object> beans = new HashMap<>();
        for (FlowNode node : Models.nodes()) {
            if (node instanceof ServiceTask) {
                beans.put(node.getId().substring("serviceTask_".length()) + "Delegate", SCRIPT);
            }
        }
        ExecutionListener nothing = execution -> {};
        TaskListener unseen = task -> {};
        beans.put("incidentStartListener", nothing);
        beans.put("incidentEndListener", nothing);
        beans.put("unsentUpdateListener", nothing);
        beans.put("userTaskViewListener", unseen);
        beans.put("applicationOwnerListener", unseen);
        beans.put("improvementOwnerListener", unseen);
        beans.put("stakeholderRhythm", new Rhythm());
        beans.put("improvementReminder", new Rhythm());
        beans.put("applicationsToConfirm", new ToConfirm());
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("models");
        configuration.setJdbcUrl("jdbc:h2:mem:models;DB_CLOSE_DELAY=-1");
        configuration.setBeans(beans);
        configuration.setJobExecutorActivate(false);
        ProcessEngine engine = configuration.buildProcessEngine();
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        for (Path file : Models.files(Models.BPMN, ".bpmn")) {
            deployment.addString("bpmn/" + file.getFileName(), text(file));
        }
        for (Path file : Models.files(Models.FORMS, ".form")) {
            deployment.addString("forms/" + file.getFileName(), text(file));
        }
        deployment.deploy();
        BpmnAwareTests.init(engine);
        return engine;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
