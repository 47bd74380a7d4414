package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** RDS: snapshots of instances and clusters of an account and region. */
public final class RdsDouble extends ScriptedService {

    private final Map<String, List<JsonNode>> snapshots = new TreeMap<>();

    public RdsDouble() {
        super("rds", "rds-2014-10-31");
        on("DescribeDBSnapshots", request -> page(request, "DBSnapshots", "DBInstanceIdentifier"));
        on("DescribeDBClusterSnapshots", request -> page(request, "DBClusterSnapshots", "DBClusterIdentifier"));
    }

    /** @param snapshot names its instance ({@code DBInstanceIdentifier}) or cluster ({@code DBClusterIdentifier}) */
    public RdsDouble snapshot(String account, String region, JsonNode snapshot) {
        snapshots
                .computeIfAbsent(account + " " + region, first -> new ArrayList<>())
                .add(snapshot);
        return this;
    }

    private JsonNode page(AwsRequest request, String member, String identifier) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        List<JsonNode> found = snapshots.getOrDefault(request.account() + " " + request.region(), List.of()).stream()
                .filter(one -> one.has(identifier))
                .filter(one -> request.text(identifier).isEmpty()
                        || one.path(identifier).asText().equals(request.text(identifier)))
                .toList();
        int size = request.input().path("MaxRecords").asInt(100);
        Paging.page(answer, member, "Marker", found, request.text("Marker"), size);
        return answer;
    }
}
