package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.eksrunbook.awsdouble.AwsRefusal;
import org.eksrunbook.awsdouble.AwsRequest;
import org.eksrunbook.awsdouble.AwsService;

/** A service that answers each operation with what a test wrote. */
final class ScriptedService implements AwsService {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String model;
    private final Map<String, Function<AwsRequest, JsonNode>> answers = new LinkedHashMap<>();

    ScriptedService(String name, String model) {
        this.name = name;
        this.model = model;
    }

    ScriptedService on(String operation, String answer) {
        return on(operation, request -> json(answer));
    }

    ScriptedService on(String operation, Function<AwsRequest, JsonNode> answer) {
        answers.put(operation, answer);
        return this;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public JsonNode answer(AwsRequest request) {
        Function<AwsRequest, JsonNode> answer = answers.get(request.operation());
        if (answer == null) {
            throw new AwsRefusal("InvalidAction", request + " is not played");
        }
        return answer.apply(request);
    }
}
