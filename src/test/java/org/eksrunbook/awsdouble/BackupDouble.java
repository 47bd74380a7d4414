package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** AWS Backup: recovery points and restore jobs of resources, by their ARNs. */
public final class BackupDouble extends ScriptedService {

    private final Map<String, List<JsonNode>> points = new TreeMap<>();
    private final Map<String, List<JsonNode>> restores = new TreeMap<>();

    public BackupDouble() {
        super("backup", "backup-2018-11-15");
        on("ListRecoveryPointsByResource", request -> page(request, "RecoveryPoints", points));
        on("ListRestoreJobsByProtectedResource", request -> page(request, "RestoreJobs", restores));
    }

    public BackupDouble recoveryPoint(String resourceArn, JsonNode point) {
        points.computeIfAbsent(resourceArn, first -> new ArrayList<>()).add(point);
        return this;
    }

    public BackupDouble restoreJob(String resourceArn, JsonNode job) {
        restores.computeIfAbsent(resourceArn, first -> new ArrayList<>()).add(job);
        return this;
    }

    private static JsonNode page(AwsRequest request, String member, Map<String, List<JsonNode>> all) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        int size = request.input().path("MaxResults").asInt(1000);
        List<JsonNode> found = all.getOrDefault(request.text("ResourceArn"), List.of()).stream()
                .filter(one -> request.text("ResourceArn").contains(":s3:::")
                        || request.text("ResourceArn").contains(":" + request.account() + ":"))
                .toList();
        Paging.page(answer, member, "NextToken", found, request.text("NextToken"), size);
        return answer;
    }
}
