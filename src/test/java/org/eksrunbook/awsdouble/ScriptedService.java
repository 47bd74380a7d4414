package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A service that answers each operation with what a test wrote, or with what the double below it knows. */
public class ScriptedService implements AwsService {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String model;
    private final Map<String, Function<AwsRequest, JsonNode>> answers = new LinkedHashMap<>();

    public ScriptedService(String name, String model) {
        this.name = name;
        this.model = model;
    }

    public final ScriptedService on(String operation, String answer) {
        return on(operation, request -> json(answer));
    }

    public final ScriptedService on(String operation, Function<AwsRequest, JsonNode> answer) {
        answers.put(operation, answer);
        return this;
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String model() {
        return model;
    }

    @Override
    public final JsonNode answer(AwsRequest request) {
        Function<AwsRequest, JsonNode> answer = answers.get(request.operation());
        if (answer == null) {
            throw new AwsRefusal("InvalidAction", request + " is not played");
        }
        return answer.apply(request);
    }
}
