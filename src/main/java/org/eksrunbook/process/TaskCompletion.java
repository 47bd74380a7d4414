package org.eksrunbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * What a person submits for a task: who, and the fields that the task's form declares, of the types it declares.
 * A field that was left empty counts as not given.
 */
public final class TaskCompletion {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaskContext context;
    private final Person person;
    private final Map<String, Object> fields;

    /** @param fields values as String, Boolean, Number or {@link JsonNode} */
    public TaskCompletion(TaskContext context, Person person, Map<String, Object> fields) {
        this.context = context;
        this.person = person;
        this.fields = new LinkedHashMap<>(fields);
    }

    public TaskContext context() {
        return context;
    }

    public IncidentId incident() {
        return context.incident();
    }

    /** The authenticated name of who completes the task, whoever it is assigned to. */
    public String user() {
        return person.name();
    }

    public Set<String> groups() {
        return person.groups();
    }

    /** The person as the ledger names actors. */
    public Actor actor() {
        return Actor.user(person.name());
    }

    public boolean given(String name) {
        return text(name) != null;
    }

    /** The field as text without surrounding blanks; {@code null} where it is absent or empty. */
    public @Nullable String text(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        String text = value instanceof JsonNode node && node.isValueNode() ? node.asText() : value.toString();
        return text.isBlank() ? null : text.strip();
    }

    /** @throws InvalidInput where the field is absent or empty */
    public String required(String name) {
        String text = text(name);
        if (text == null) {
            throw new InvalidInput(name + ": is required");
        }
        return text;
    }

    /**
     * A required field with one of the values named.
     *
     * @throws InvalidInput where the field is absent or has another value
     */
    public String required(String name, List<String> allowed) {
        String text = required(name);
        if (!allowed.contains(text)) {
            throw new InvalidInput(name + ": must be one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** True where the field says so; false where it is absent. */
    public boolean flag(String name) {
        Object value = fields.get(name);
        return value instanceof Boolean flag ? flag : "true".equalsIgnoreCase(text(name));
    }

    /**
     * A field that holds a list: a JSON array of texts, or a text with one item a line.
     *
     * @throws InvalidInput where it is neither
     */
    public List<String> list(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonNode node) {
            return items(name, node);
        }
        String text = value.toString().strip();
        if (text.startsWith("[")) {
            return items(name, parse(name, text));
        }
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /**
     * A field that holds JSON, as such or as a text.
     *
     * @throws InvalidInput where the text is no JSON
     */
    public @Nullable JsonNode json(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof JsonNode) {
            return (JsonNode) value;
        }
        String text = text(name);
        return text == null ? null : parse(name, text);
    }

    private static List<String> items(String name, JsonNode node) {
        if (node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new InvalidInput(name + ": must be a list");
        }
        List<String> items = new ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isValueNode() || item.isNull()) {
                throw new InvalidInput(name + ": must be a list of texts");
            }
            if (!item.asText().isBlank()) {
                items.add(item.asText().strip());
            }
        }
        return List.copyOf(items);
    }

    private static JsonNode parse(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            throw new InvalidInput(name + ": is not JSON");
        }
    }
}
