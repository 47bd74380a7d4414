package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * AWS Config's delivery channel in the same bucket: a history file a resource type and a snapshot, spelled as in the
 * files and not as in the API ({@code ARN}, {@code awsAccountId}, {@code configuration} an object), in folders whose
 * month and day have no leading zeros.
 */
final class ConfigDelivery {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/M/d", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Templates templates;
    private final Random random;

    ConfigDelivery(Templates templates, Random random) {
        this.templates = templates;
        this.random = random;
    }

    /** Items before the compromise go into one snapshot an account and region, every item into its type's history. */
    int write(Path root, Instant compromisedAt) {
        Map<String, ArrayNode> files = new TreeMap<>();
        for (JsonNode item : Templates.read("config.json").path("items")) {
            Instant captured = compromisedAt.plus(AttackStory.offset(item));
            String account = templates.account(item.path("account").asText("A"));
            String region = item.path("region").asText("eu-central-1");
            ObjectNode written = item(item, new Scene(captured, account, region, random));
            // Config collects a history file every six hours.
            Instant delivered = Instant.ofEpochSecond((captured.getEpochSecond() / 21600 + 1) * 21600);
            String type = item.path("type").asText();
            file(files, account, region, delivered, "ConfigHistory", type).add(written);
            if (captured.isBefore(compromisedAt)) {
                Instant taken = compromisedAt.minusSeconds(6 * 3600);
                file(files, account, region, taken, "ConfigSnapshot", "").add(written);
            }
        }
        files.forEach((key, items) -> {
            ObjectNode document = Templates.JSON.createObjectNode().put("fileVersion", "1.0");
            if (key.contains("/ConfigSnapshot/")) {
                document.put("configSnapshotId", templates.identifiers().named("uuid", key));
            }
            document.set("configurationItems", items);
            GzipFile.write(root.resolve(key), TrailFiles.bytes(document));
        });
        return files.size();
    }

    private ArrayNode file(
            Map<String, ArrayNode> files, String account, String region, Instant time, String kind, String type) {
        String stamp = TIME.format(time);
        String tail = type.isEmpty()
                ? stamp + '_' + templates.identifiers().named("uuid", account + region)
                : type + '_' + stamp + '_' + stamp + "_1";
        String key = "AWSLogs/" + account + "/Config/" + region + '/' + FOLDER.format(time) + '/' + kind + '/' + account
                + "_Config_" + region + '_' + kind + '_' + tail + ".json.gz";
        return files.computeIfAbsent(key, k -> Templates.JSON.createArrayNode());
    }

    private ObjectNode item(JsonNode item, Scene scene) {
        String status = item.path("status").asText("OK");
        boolean deleted = "ResourceDeleted".equals(status);
        ObjectNode written = Templates.JSON
                .createObjectNode()
                .put("configurationItemVersion", "1.3")
                .put("configurationItemCaptureTime", scene.time().toString().replace("Z", ".000Z"))
                .put("configurationStateId", scene.time().toEpochMilli())
                .put("awsAccountId", scene.account())
                .put("configurationItemStatus", status)
                .put("resourceType", item.path("type").asText())
                .put("resourceId", templates.fill(item.path("id").asText(), scene));
        if (item.has("name")) {
            written.put("resourceName", templates.fill(item.path("name").asText(), scene));
        }
        written.put("ARN", templates.fill(item.path("arn").asText(), scene));
        written.put("awsRegion", scene.region());
        written.put("availabilityZone", "Not Applicable");
        written.put("configurationStateMd5Hash", "");
        if (item.has("created")) {
            written.put(
                    "resourceCreationTime", templates.fill(item.path("created").asText(), scene));
        }
        written.putArray("relatedEvents");
        written.set("relationships", filledOr(item, "relationships", scene, Templates.JSON.createArrayNode()));
        JsonNode empty = Templates.JSON.createObjectNode();
        written.set("tags", deleted ? empty : filledOr(item, "tags", scene, empty));
        written.set("configuration", deleted ? empty : filledOr(item, "configuration", scene, empty));
        written.set("supplementaryConfiguration", filledOr(item, "supplementary", scene, empty));
        return written;
    }

    private JsonNode filledOr(JsonNode item, String field, Scene scene, JsonNode otherwise) {
        return item.has(field) ? templates.fill(item.get(field), scene) : otherwise;
    }
}
