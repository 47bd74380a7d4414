package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/playbook.md} in step with the models. */
class PlaybookDocumentationTest {

    private static final Pattern ELEMENT =
            Pattern.compile("`((?:serviceTask|userTask|callActivity|subProcess|gateway|event)_[A-Za-z]+)`");

    private final List<FlowNode> nodes = Models.nodes();
    private final String page = read();

    @Test
    void everyElementNamedIsInAModel() {
        Set<String> ids = nodes.stream().map(FlowNode::getId).collect(Collectors.toSet());
        assertThat(named()).isNotEmpty().isSubsetOf(ids);
    }

    @Test
    void everyStepAndEveryQuestionOfTheModelsIsNamed() {
        List<String> steps = nodes.stream()
                .filter(node -> node instanceof Activity
                        || node instanceof Gateway && node.getOutgoing().size() > 1)
                .map(FlowNode::getId)
                .toList();
        assertThat(named()).containsAll(steps);
    }

    @Test
    void everyNumberedSentenceAndEveryCorrectionHasItsRow() {
        for (String step : List.of(
                "3.1", "3.1.1", "3.1.2", "3.2", "3.3", "3.4", "3.4.1", "3.4.2", "3.4.3", "3.5", "4.1", "4.2", "4.2.1",
                "4.2.2.1", "4.2.2.2", "4.2.2.3", "4.3", "4.3.1", "4.3.2", "4.3.3", "4.4", "4.4.1", "5.1.1", "5.1.2",
                "5.1.3", "5.2.1", "5.2.2", "5.2.3")) {
            assertThat(page).contains("\n| " + step + " | «");
        }
        IntStream.rangeClosed(1, 26).forEach(number -> assertThat(page).contains("\n| C" + number + " | "));
        assertThat(page).contains("«Continue to provide updates to incident stakeholders");
    }

    @Test
    void everyRowNamesAnElement() {
        page.lines()
                .filter(line -> line.startsWith("| ")
                        && !line.contains("|---")
                        && !line.contains("| Sentence")
                        && !line.contains("| Where the text"))
                .forEach(line ->
                        assertThat(ELEMENT.matcher(line).find()).as(line).isTrue());
    }

    private Set<String> named() {
        return ELEMENT.matcher(page)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs/playbook.md"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
