package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** DynamoDB: backups of tables, also of deleted ones, and to which times a table that is there can go back. */
public final class DynamoDbDouble extends ScriptedService {

    private final Map<String, List<JsonNode>> backups = new TreeMap<>();
    private final Map<String, JsonNode> tables = new TreeMap<>();

    public DynamoDbDouble() {
        super("dynamodb", "dynamodb-2012-08-10");
        on("ListBackups", this::backups);
        on("DescribeContinuousBackups", request -> {
            JsonNode table = tables.get(key(request));
            if (table == null) {
                throw new AwsRefusal("TableNotFoundException", "Table not found: " + request.text("TableName"));
            }
            ObjectNode answer = JsonWire.JSON.createObjectNode();
            answer.set("ContinuousBackupsDescription", table);
            return answer;
        });
    }

    public DynamoDbDouble backup(String account, String region, String table, JsonNode summary) {
        backups.computeIfAbsent(account + " " + region + " " + table, first -> new ArrayList<>())
                .add(summary);
        return this;
    }

    /** A table that is there. */
    public DynamoDbDouble table(String account, String region, String table, JsonNode continuousBackups) {
        tables.put(account + " " + region + " " + table, continuousBackups);
        return this;
    }

    private static String key(AwsRequest request) {
        return request.account() + " " + request.region() + " " + request.text("TableName");
    }

    private JsonNode backups(AwsRequest request) {
        ObjectNode answer = JsonWire.JSON.createObjectNode();
        List<JsonNode> all = backups.getOrDefault(key(request), List.of());
        answer.putArray("BackupSummaries").addAll(all);
        return answer;
    }
}
