package org.eksrunbook.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;

/** The files of {@code bpmn/} and {@code forms/}. */
final class Models {

    static final Path BPMN = Path.of("bpmn");
    static final Path FORMS = Path.of("forms");

    private static final Map<String, BpmnModelInstance> ALL = read();

    private Models() {}

    /** File name to model, read once and checked against the schema of BPMN. */
    static Map<String, BpmnModelInstance> all() {
        return ALL;
    }

    private static Map<String, BpmnModelInstance> read() {
        Map<String, BpmnModelInstance> models = new TreeMap<>();
        for (Path file : files(BPMN, ".bpmn")) {
            BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
            Bpmn.validateModel(model);
            models.put(file.getFileName().toString(), model);
        }
        return Collections.unmodifiableMap(models);
    }

    static Process process(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    /** Every activity, event and gateway of every model. */
    static List<FlowNode> nodes() {
        return all().values().stream()
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .toList();
    }

    /** Form id to form. */
    static Map<String, JsonNode> forms() {
        ObjectMapper json = new ObjectMapper();
        return files(FORMS, ".form").stream()
                .map(file -> {
                    try {
                        return json.readTree(Files.readString(file));
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .collect(Collectors.toMap(form -> form.path("id").asText(), form -> form));
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code postIncident} for {@code post-incident.bpmn}. */
    static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
