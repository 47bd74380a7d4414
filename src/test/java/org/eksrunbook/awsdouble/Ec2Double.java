package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** EC2, as far as it is asked: the regions that an account has enabled. */
public final class Ec2Double implements AwsService {

    private final List<String> regions;

    public Ec2Double(String... regions) {
        this.regions = List.of(regions);
    }

    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public String model() {
        return "ec2-2016-11-15";
    }

    @Override
    public JsonNode answer(AwsRequest request) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        switch (request.operation()) {
            case "DescribeRegions" -> {
                ArrayNode list = answer.putArray("Regions");
                regions.forEach(region -> list.addObject()
                        .put("RegionName", region)
                        .put("OptInStatus", "opt-in-not-required")
                        .put("Endpoint", "ec2." + region + ".amazonaws.com"));
            }
            default -> throw new AwsRefusal("InvalidAction", request + " is not played");
        }
        return answer;
    }
}
