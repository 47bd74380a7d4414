package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** AWS Config's recorders and what they recorded, by account and region. */
public final class ConfigDouble implements AwsService {

    private final Map<String, Set<String>> recorders = new ConcurrentHashMap<>();
    private final Map<String, List<ObjectNode>> items = new TreeMap<>();
    private final Map<String, ObjectNode> states = new ConcurrentHashMap<>();
    private int pageSize = 100;

    /** A recorder of these types; without a type: of all. */
    public ConfigDouble recording(String account, String region, String... types) {
        recorders.put(account + " " + region, Set.of(types));
        return this;
    }

    /** When the recorder was started and stopped last, as seconds; null: never. */
    public ConfigDouble recorder(
            String account, String region, boolean runs, @Nullable Long started, @Nullable Long stopped) {
        ObjectNode state =
                JsonWire.JSON.createObjectNode().put("name", "default").put("recording", runs);
        if (started != null) {
            state.put("lastStartTime", started);
        }
        if (stopped != null) {
            state.put("lastStopTime", stopped);
        }
        states.put(account + " " + region, state);
        return this;
    }

    /** An item of the API: {@code configuration} is text. */
    public ConfigDouble with(ObjectNode item) {
        String place =
                item.path("accountId").asText() + " " + item.path("awsRegion").asText();
        items.computeIfAbsent(place, first -> new ArrayList<>()).add(item);
        return this;
    }

    public ConfigDouble pagesOf(int size) {
        pageSize = size;
        return this;
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public String model() {
        return "config-2014-11-12";
    }

    @Override
    public JsonNode answer(AwsRequest request) {
        String place = request.account() + " " + request.region();
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        Set<String> types = recorders.get(place);
        if (types == null && !request.operation().startsWith("DescribeConfigurationRecorder")) {
            throw new AwsRefusal("NoAvailableConfigurationRecorderException", "There is no recorder");
        }
        switch (request.operation()) {
            case "DescribeConfigurationRecorders" -> {
                var list = answer.putArray("ConfigurationRecorders");
                if (types != null) {
                    ObjectNode group = list.addObject().put("name", "default").putObject("recordingGroup");
                    group.put("allSupported", types.isEmpty());
                    types.forEach(group.putArray("resourceTypes")::add);
                }
            }
            case "DescribeConfigurationRecorderStatus" -> {
                var list = answer.putArray("ConfigurationRecordersStatus");
                if (types != null) {
                    list.add(states.getOrDefault(
                            place,
                            JsonWire.JSON
                                    .createObjectNode()
                                    .put("name", "default")
                                    .put("recording", true)
                                    .put("lastStartTime", 1_600_000_000L)));
                }
            }
            case "GetResourceConfigHistory" -> history(request, place, answer);
            case "ListDiscoveredResources" -> discovered(request, place, answer);
            default -> throw new AwsRefusal("UnknownOperationException", request + " is not played");
        }
        return answer;
    }

    private List<ObjectNode> of(AwsRequest request, String place) {
        return items.getOrDefault(place, List.of()).stream()
                .filter(item -> item.path("resourceType").asText().equals(request.text("resourceType")))
                .toList();
    }

    private void history(AwsRequest request, String place, ObjectNode answer) {
        List<ObjectNode> found = of(request, place).stream()
                .filter(item -> item.path("resourceId").asText().equals(request.text("resourceId")))
                .filter(item -> item.path("configurationItemCaptureTime").asDouble()
                        <= request.input().path("laterTime").asDouble(Double.MAX_VALUE))
                .sorted(Comparator.comparingDouble((ObjectNode item) ->
                                item.path("configurationItemCaptureTime").asDouble())
                        .reversed())
                .toList();
        if (found.isEmpty()) {
            throw new AwsRefusal("ResourceNotDiscoveredException", "Resource was not discovered");
        }
        int limit = Math.min(pageSize, request.input().path("limit").asInt(10));
        Paging.page(answer, "configurationItems", "nextToken", found, request.text("nextToken"), limit);
    }

    private void discovered(AwsRequest request, String place, ObjectNode answer) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        for (ObjectNode item : of(request, place)) {
            if (item.path("resourceName").asText().equals(request.text("resourceName"))) {
                found.put(
                        item.path("resourceId").asText(),
                        JsonWire.JSON
                                .createObjectNode()
                                .put("resourceType", request.text("resourceType"))
                                .put("resourceId", item.path("resourceId").asText())
                                .put("resourceName", request.text("resourceName")));
            }
        }
        List<ObjectNode> all = List.copyOf(found.values());
        Paging.page(answer, "resourceIdentifiers", "nextToken", all, request.text("nextToken"), pageSize);
    }
}
