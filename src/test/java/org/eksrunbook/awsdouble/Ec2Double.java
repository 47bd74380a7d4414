package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.StreamSupport;

/** EC2, as far as it is asked: the regions that an account has enabled, its instances, its snapshots. */
public final class Ec2Double extends ScriptedService {

    private final List<String> regions;
    private final Map<String, List<ObjectNode>> instances = new TreeMap<>();
    private final Map<String, List<ObjectNode>> snapshots = new TreeMap<>();

    public Ec2Double(String... regions) {
        super("ec2", "ec2-2016-11-15");
        this.regions = List.of(regions);
        on("DescribeRegions", request -> regions());
        on("DescribeInstances", this::instances);
        on("DescribeSnapshots", request -> {
            List<ObjectNode> found = filtered(request, snapshots, Ec2Double::isSnapshot);
            return page(request, "Snapshots", found);
        });
    }

    public Ec2Double instance(String account, String region, JsonNode instance) {
        instances
                .computeIfAbsent(account + " " + region, first -> new ArrayList<>())
                .add((ObjectNode) instance);
        return this;
    }

    public Ec2Double snapshot(String account, String region, JsonNode snapshot) {
        snapshots
                .computeIfAbsent(account + " " + region, first -> new ArrayList<>())
                .add((ObjectNode) snapshot);
        return this;
    }

    private JsonNode regions() {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        ArrayNode list = answer.putArray("Regions");
        regions.forEach(region -> list.addObject()
                .put("RegionName", region)
                .put("OptInStatus", "opt-in-not-required")
                .put("Endpoint", "ec2." + region + ".amazonaws.com"));
        return answer;
    }

    /** Each instance in a reservation of its own, as most are. */
    private JsonNode instances(AwsRequest request) {
        List<ObjectNode> found = filtered(request, instances, Ec2Double::isInstance).stream()
                .map(instance -> {
                    ObjectNode reservation = JsonWire.JSON
                            .createObjectNode()
                            .put(
                                    "ReservationId",
                                    "r-" + instance.path("InstanceId").asText().substring(2))
                            .put("OwnerId", request.account());
                    reservation.putArray("Instances").add(instance);
                    return reservation;
                })
                .toList();
        return page(request, "Reservations", found);
    }

    private static JsonNode page(AwsRequest request, String member, List<ObjectNode> found) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        int size = request.input().path("MaxResults").asInt(1000);
        Paging.page(answer, member, "NextToken", found, request.text("NextToken"), size);
        return answer;
    }

    private static List<ObjectNode> filtered(
            AwsRequest request, Map<String, List<ObjectNode>> all, BiPredicate<ObjectNode, JsonNode> fits) {
        return all.getOrDefault(request.account() + " " + request.region(), List.of()).stream()
                .filter(one -> StreamSupport.stream(
                                request.input().path("Filters").spliterator(), false)
                        .allMatch(filter -> fits.test(one, filter)))
                .toList();
    }

    private static boolean isInstance(ObjectNode instance, JsonNode filter) {
        return switch (filter.path("Name").asText()) {
            case "instance-id" -> holds(filter, instance.path("InstanceId").asText());
            case "tag-key" ->
                StreamSupport.stream(instance.path("Tags").spliterator(), false)
                        .anyMatch(tag -> holds(filter, tag.path("Key").asText()));
            default -> throw unplayed(filter);
        };
    }

    private static boolean isSnapshot(ObjectNode snapshot, JsonNode filter) {
        if (!filter.path("Name").asText().equals("volume-id")) {
            throw unplayed(filter);
        }
        return holds(filter, snapshot.path("VolumeId").asText());
    }

    private static AwsRefusal unplayed(JsonNode filter) {
        return new AwsRefusal("InvalidParameterValue", "The filter " + filter.path("Name") + " is not played");
    }

    private static boolean holds(JsonNode filter, String value) {
        return StreamSupport.stream(filter.path("Values").spliterator(), false)
                .anyMatch(one -> one.asText().equals(value));
    }
}
