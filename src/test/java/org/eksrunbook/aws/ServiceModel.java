package org.eksrunbook.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A service's own model (aws-java-sdk-models): tells what is wrong with a request or an answer, as JSON by its members' names. */
public final class ServiceModel {

    private final JsonNode model;

    /** @param name for instance {@code athena-2017-05-18} */
    public ServiceModel(String name) {
        try (InputStream file = ServiceModel.class.getResourceAsStream("/models/" + name + "-model.json")) {
            model = new ObjectMapper().readTree(java.util.Objects.requireNonNull(file, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (name.startsWith("eks-")) {
            newer();
        }
    }

    private ServiceModel(JsonNode model) {
        this.model = model;
    }

    /** A model in botocore's spelling, which is the same. */
    static ServiceModel of(Path file) {
        try {
            return new ServiceModel(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What EKS has and the newest published models of SDK 1 do not (EKS API reference, PodIdentityAssociation). */
    private void newer() {
        ObjectNode association = (ObjectNode) model.at("/shapes/PodIdentityAssociation/members");
        association.putObject("targetRoleArn").put("shape", "String");
        association.putObject("externalId").put("shape", "String");
        association.putObject("disableSessionTags").put("shape", "BoxedBoolean");
    }

    /** The model as AWS wrote it. */
    public JsonNode json() {
        return model;
    }

    public List<String> faultsOfRequest(String operation, JsonNode body) {
        return faults(operation, "input", body);
    }

    public List<String> faultsOfAnswer(String operation, JsonNode body) {
        return faults(operation, "output", body);
    }

    private List<String> faults(String operation, String side, JsonNode body) {
        JsonNode known = model.path("operations").path(operation);
        List<String> faults = new ArrayList<>();
        if (known.isMissingNode()) {
            faults.add("no operation " + operation);
        } else {
            check(operation, known.path(side).path("shape").asText(), body, faults);
        }
        return faults;
    }

    private void check(String at, String name, JsonNode value, List<String> faults) {
        JsonNode shape = model.path("shapes").path(name);
        switch (shape.path("type").asText()) {
            case "structure" -> structure(at, shape, value, faults);
            case "list" -> {
                if (!value.isArray()) {
                    faults.add(at + ": no list");
                }
                bounds(at, shape, value.size(), faults);
                value.forEach(one -> check(at + "[]", shape.at("/member/shape").asText(), one, faults));
            }
            case "map" ->
                value.forEach(one -> check(at + "{}", shape.at("/value/shape").asText(), one, faults));
            case "string" -> text(at, shape, value, faults);
            case "integer", "long", "timestamp" -> {
                if (!value.isNumber()) {
                    faults.add(at + ": no number");
                }
                if (shape.path("type").asText().equals("integer")) {
                    bounds(at, shape, value.asLong(), faults);
                }
            }
            case "boolean" -> {
                if (!value.isBoolean()) {
                    faults.add(at + ": neither true nor false");
                }
            }
            default -> {}
        }
    }

    private void structure(String at, JsonNode shape, JsonNode value, List<String> faults) {
        if (!value.isObject()) {
            faults.add(at + ": no structure");
            return;
        }
        shape.path("required").forEach(required -> {
            if (!value.hasNonNull(required.asText())) {
                faults.add(at + "." + required.asText() + ": missing");
            }
        });
        value.fields().forEachRemaining(field -> {
            JsonNode member = shape.path("members").path(field.getKey());
            if (member.isMissingNode()) {
                faults.add(at + "." + field.getKey() + ": is no member");
            } else if (!field.getValue().isNull()) {
                check(at + "." + field.getKey(), member.path("shape").asText(), field.getValue(), faults);
            }
        });
    }

    private static void text(String at, JsonNode shape, JsonNode value, List<String> faults) {
        if (!value.isTextual()) {
            faults.add(at + ": no text");
            return;
        }
        bounds(at, shape, value.asText().codePointCount(0, value.asText().length()), faults);
        Set<String> words = new HashSet<>();
        shape.path("enum").forEach(word -> words.add(word.asText()));
        if (!words.isEmpty() && !words.contains(value.asText())) {
            faults.add(at + ": is none of " + words);
        }
    }

    private static void bounds(String at, JsonNode shape, long size, List<String> faults) {
        if (shape.has("min") && size < shape.path("min").asLong()
                || shape.has("max") && size > shape.path("max").asLong()) {
            faults.add(at + ": " + size + " is not between " + shape.path("min") + " and " + shape.path("max"));
        }
    }
}
