package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;

class ModelsTest {

    private static final int LONGEST_LABEL = 33;

    private final Map<String, BpmnModelInstance> models = Models.all();
    private final List<FlowNode> nodes = Models.nodes();

    @Test
    void everyFileIsNamedAfterItsProcess() {
        models.forEach((file, model) ->
                assertThat(file).isEqualTo(Models.kebab(Models.process(model).getId()) + ".bpmn"));
    }

    @Test
    void everyProcessIsExecutableDocumentedKeptNinetyDaysAndOpensAndClosesItsCase() {
        for (BpmnModelInstance model : models.values()) {
            Process process = Models.process(model);
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P90D");
            assertThat(documentation(process)).as(process.getId()).isNotBlank();
            Collection<CamundaExecutionListener> listeners = process.getExtensionElements()
                    .getElementsQuery()
                    .filterByType(CamundaExecutionListener.class)
                    .list();
            assertThat(listeners)
                    .extracting(
                            CamundaExecutionListener::getCamundaEvent,
                            CamundaExecutionListener::getCamundaDelegateExpression)
                    .as(process.getId())
                    .containsExactlyElementsOf(listeners(process.getId()));
        }
    }

    /** What a process does of its own at its end comes before the case may be closed. */
    private static List<Tuple> listeners(String process) {
        Tuple opens = tuple("start", "${incidentStartListener}");
        Tuple closes = tuple("end", "${incidentEndListener}");
        return process.equals("stakeholderUpdate")
                ? List.of(opens, tuple("end", "${unsentUpdateListener}"), closes)
                : List.of(opens, closes);
    }

    @Test
    void everyElementIsDocumented() {
        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(documentation(node)).as(node.getId()).hasSizeGreaterThan(20));
    }

    @Test
    void everyIdSaysWhatKindOfElementItIs() {
        assertThat(nodes).allSatisfy(node -> assertThat(node.getId()).matches(prefix(node) + "_[a-z][a-zA-Z]+"));
        assertThat(flows()).allSatisfy(flow -> assertThat(flow.getId()).matches("flow_[a-z][a-zA-Z]+"));
    }

    @Test
    void labelsAreShort() {
        assertThat(nodes)
                .allSatisfy(node -> assertThat(label(node)).as(node.getId()).hasSizeLessThanOrEqualTo(LONGEST_LABEL));
        assertThat(nodes)
                .filteredOn(node -> !(node instanceof Gateway))
                .allSatisfy(node -> assertThat(label(node)).as(node.getId()).isNotBlank());
    }

    @Test
    void gatewaysAskAndTheirFlowsAnswer() {
        for (FlowNode node : nodes) {
            if (node instanceof Gateway && node.getOutgoing().size() > 1) {
                assertThat(label(node)).as(node.getId()).endsWith("?");
                assertThat(node.getOutgoing())
                        .allSatisfy(flow ->
                                assertThat(flow.getName()).as(flow.getId()).isNotBlank());
            }
            if (node instanceof Gateway && node.getOutgoing().size() == 1) {
                assertThat(node.getIncoming()).as(node.getId()).hasSizeGreaterThan(1);
            }
        }
    }

    @Test
    void everyChoiceHasADefaultAndAConditionOnEachOtherFlow() {
        for (FlowNode node : nodes) {
            if (node.getOutgoing().size() < 2) {
                continue;
            }
            SequenceFlow fallback = node instanceof ExclusiveGateway exclusive
                    ? exclusive.getDefault()
                    : ((InclusiveGateway) node).getDefault();
            assertThat(fallback).as(node.getId()).isNotNull();
            for (SequenceFlow flow : node.getOutgoing()) {
                if (flow.equals(fallback)) {
                    assertThat(flow.getConditionExpression()).as(flow.getId()).isNull();
                } else {
                    // A missing variable takes the default way instead of failing.
                    assertThat(flow.getConditionExpression().getTextContent())
                            .as(flow.getId())
                            .matches("\\$\\{execution\\.getVariable\\(\"[a-zA-Z]+\"\\) == .+}");
                }
            }
        }
    }

    @Test
    void everyServiceTaskNamesItsDelegateAndIsAJobOfItsOwn() {
        for (FlowNode node : nodes) {
            if (node instanceof ServiceTask task) {
                String name = task.getId().substring("serviceTask_".length());
                assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + name + "Delegate}");
                // Mending touches the engine alone; should it fail, the person who mends is told at once.
                boolean mends = name.equals("retryStep") || name.equals("skipStep");
                assertThat(task.isCamundaAsyncBefore()).as(task.getId()).isEqualTo(!mends);
                assertThat(task.isCamundaExclusive()).isTrue();
            }
        }
    }

    @Test
    void callsCarryTheBusinessKeyAndAreAJobOfTheirOwn() {
        for (FlowNode node : nodes) {
            if (node instanceof CallActivity call) {
                assertThat(call.isCamundaAsyncBefore()).as(call.getId()).isTrue();
                assertThat(call.getCamundaCalledElementBinding()).isEqualTo("deployment");
                assertThat(call.getExtensionElements().getDomElement().getChildElements())
                        .as(call.getId())
                        .anySatisfy(in -> assertThat(in.getAttribute("businessKey"))
                                .isEqualTo("#{execution.processBusinessKey}"));
                assertThat(processIds()).contains(call.getCalledElement());
            }
        }
    }

    @Test
    void everyUserTaskHasAFormAGroupAndAView() {
        Set<String> forms = Models.forms().keySet();
        for (FlowNode node : nodes) {
            if (node instanceof UserTask task) {
                assertThat(forms).contains(task.getCamundaFormRef());
                assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
                assertThat(task.getCamundaCandidateGroupsList())
                        .as(task.getId())
                        .isNotEmpty()
                        .isSubsetOf("responders", "approvers", "managers", "forensics");
                assertThat(task.getExtensionElements()
                                .getElementsQuery()
                                .filterByType(CamundaTaskListener.class)
                                .list())
                        .extracting(CamundaTaskListener::getCamundaDelegateExpression)
                        .contains("${userTaskViewListener}");
            }
        }
    }

    @Test
    void approvalsAreOfferedToApproversAndToRespondersWhoBreakTheGlass() {
        assertThat(userTasks())
                .filteredOn(task -> task.getId().startsWith("userTask_approve"))
                .hasSize(5)
                .allSatisfy(task -> assertThat(task.getCamundaCandidateGroups()).isEqualTo("approvers,responders"));
        assertThat(userTasks())
                .filteredOn(task -> task.getId().equals("userTask_signOffReport"))
                .singleElement()
                .satisfies(task -> assertThat(task.getCamundaCandidateGroups()).isEqualTo("approvers,managers"));
    }

    @Test
    void theTaskKeysThatScriptsRelyOnAreThere() {
        assertThat(userTasks())
                .extracting(UserTask::getId)
                .contains(
                        "userTask_confirmScope",
                        "userTask_supplyLogs",
                        "userTask_approveScan",
                        "userTask_approveCut",
                        "userTask_reviewFindings",
                        "userTask_followPlaybook",
                        "userTask_approveEradication",
                        "userTask_performActions",
                        "userTask_confirmEradicated",
                        "userTask_decideRecovery",
                        "userTask_approveRecovery",
                        "userTask_confirmRecovered",
                        "userTask_recordForensics",
                        "userTask_approveTermination",
                        "userTask_reviewIncident",
                        "userTask_signOffReport",
                        "userTask_mendStep");
    }

    private List<UserTask> userTasks() {
        return nodes.stream()
                .filter(UserTask.class::isInstance)
                .map(UserTask.class::cast)
                .toList();
    }

    private List<SequenceFlow> flows() {
        return models.values().stream()
                .flatMap(model -> model.getModelElementsByType(SequenceFlow.class).stream())
                .toList();
    }

    private Set<String> processIds() {
        return models.values().stream()
                .map(model -> Models.process(model).getId())
                .collect(Collectors.toSet());
    }

    private static String prefix(FlowNode node) {
        if (node instanceof ServiceTask) {
            return "serviceTask";
        } else if (node instanceof UserTask) {
            return "userTask";
        } else if (node instanceof CallActivity) {
            return "callActivity";
        } else if (node instanceof SubProcess) {
            return "subProcess";
        } else if (node instanceof Gateway) {
            return "gateway";
        } else if (node instanceof StartEvent) {
            return "startEvent";
        } else if (node instanceof EndEvent) {
            return "endEvent";
        }
        assertThat(node).isInstanceOfAny(BoundaryEvent.class, Event.class);
        return "event";
    }

    private static String label(FlowNode node) {
        return node.getName() == null ? "" : node.getName();
    }

    static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent().strip())
                .collect(Collectors.joining(" "));
    }
}
