package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.BackupDouble;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.awsdouble.ConfigDouble;
import org.eksrunbook.awsdouble.DynamoDbDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.eksrunbook.awsdouble.EksDouble;
import org.eksrunbook.awsdouble.IamDouble;
import org.eksrunbook.awsdouble.LogsDouble;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.awsdouble.RdsDouble;
import org.jspecify.annotations.Nullable;

/**
 * The game day's organization as AWS would answer about it: its accounts, the cluster and who stands behind it, its audit log in CloudWatch Logs, what
 * AWS Config recorded, and the backups that there are. What the files of the game day hold comes from them; the rest stands in {@code aws.json}.
 */
final class GamedayAws {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "eu-central-1";
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

    private final Path archive;
    private final Templates templates;
    private final JsonNode story;
    private final String shop;

    /** @param archive as the game day wrote it, with this seed and moment */
    GamedayAws(Path archive, long seed, Instant compromisedAt) throws IOException {
        this.archive = archive;
        this.templates = new Templates(
                new Identifiers(seed), Templates.read("organisation.json").path("accounts"), compromisedAt);
        this.shop = templates.account("A");
        try (InputStream file = GamedayAws.class.getResourceAsStream("/gameday-aws/aws.json")) {
            JsonNode template = JSON.readTree(Objects.requireNonNull(file));
            story = seconds(templates.fill(template, new Scene(compromisedAt, shop, REGION, new Random(seed))));
        }
    }

    /** The cluster's API server, to which EKS leads from then on; the caller closes it. */
    PlayedKubernetes kubernetes() throws IOException {
        PlayedKubernetes server = new PlayedKubernetes(story.path("kubernetes"));
        ObjectNode cluster = (ObjectNode) story.at("/cluster/cluster");
        cluster.put("endpoint", server.endpoint());
        cluster.putObject("certificateAuthority").put("data", server.certificateAuthority());
        return server;
    }

    /** Everything but S3 and Athena. */
    AwsDouble play() throws IOException {
        return new AwsDouble(shop)
                .with(new CloudTrailDouble(Instant::now).with(archive))
                .with(organization())
                .with(new EksDouble().with(shop, REGION, story.path("cluster")))
                .with(iam())
                .with(ec2())
                .with(new LogsDouble().exported(shop, REGION, "/aws/eks/shop-prod/cluster", archive))
                .with(config())
                .with(backup())
                .with(tables())
                .with(new RdsDouble());
    }

    private OrganizationsDouble organization() {
        OrganizationsDouble organization = new OrganizationsDouble(shop);
        story.path("organization")
                .forEach(one -> organization.with(
                        one.path("id").asText(),
                        one.path("name").asText(),
                        one.path("status").asText("ACTIVE")));
        return organization;
    }

    private IamDouble iam() {
        IamDouble iam = new IamDouble();
        story.path("oidcProviders").forEach(issuer -> iam.oidcProvider(shop, issuer.asText()));
        story.path("roles")
                .forEach(role -> iam.role(shop, "/", role.path("name").asText(), role.path("trust")));
        story.path("instanceProfiles").forEach(name -> iam.instanceProfile(shop, name.asText(), name.asText()));
        return iam;
    }

    private Ec2Double ec2() {
        Ec2Double ec2 = new Ec2Double(REGION, "eu-west-1", "us-east-1");
        story.path("instances").forEach(instance -> ec2.instance(shop, REGION, instance));
        story.path("volumeSnapshots").forEach(snapshot -> ec2.snapshot(shop, REGION, snapshot));
        return ec2;
    }

    private BackupDouble backup() {
        BackupDouble backup = new BackupDouble();
        story.path("recoveryPoints")
                .forEach(point -> backup.recoveryPoint(point.path("resource").asText(), without(point, "resource")));
        story.path("restoreJobs")
                .forEach(job -> backup.restoreJob(job.path("resource").asText(), without(job, "resource")));
        return backup;
    }

    private DynamoDbDouble tables() {
        DynamoDbDouble tables = new DynamoDbDouble();
        story.path("tableBackups")
                .forEach(one -> tables.backup(
                        templates.account(one.path("account").asText()),
                        REGION,
                        one.path("TableName").asText(),
                        without(one, "account")));
        return tables;
    }

    private static ObjectNode without(JsonNode node, String field) {
        ObjectNode copy = node.deepCopy();
        copy.remove(field);
        return copy;
    }

    /** What was delivered to the bucket, spelled as the API spells it. */
    private ConfigDouble config() throws IOException {
        ConfigDouble config = new ConfigDouble();
        try (Stream<Path> files = Files.walk(archive)) {
            List<Path> histories = files.filter(file -> file.toString().contains("_ConfigHistory_"))
                    .sorted()
                    .toList();
            for (Path file : histories) {
                try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
                    for (JsonNode item : JSON.readTree(content).path("configurationItems")) {
                        config.recording(
                                item.path("awsAccountId").asText(),
                                item.path("awsRegion").asText());
                        config.with(ofApi(item));
                    }
                }
            }
        }
        return config;
    }

    private static ObjectNode ofApi(JsonNode item) {
        ObjectNode made = JSON.createObjectNode();
        made.put("version", item.path("configurationItemVersion").asText());
        made.put("accountId", item.path("awsAccountId").asText());
        made.put("arn", item.path("ARN").asText());
        List.of("configurationItemStatus", "resourceType", "resourceId", "resourceName", "awsRegion")
                .forEach(field -> put(made, field, item.get(field)));
        made.set("configurationItemCaptureTime", seconds(item.path("configurationItemCaptureTime")));
        made.set("tags", item.path("tags"));
        made.put("configuration", item.path("configuration").toString());
        ObjectNode supplementary = made.putObject("supplementaryConfiguration");
        item.path("supplementaryConfiguration")
                .properties()
                .forEach(one -> supplementary.put(one.getKey(), one.getValue().toString()));
        return made;
    }

    private static void put(ObjectNode made, String field, @Nullable JsonNode value) {
        if (value != null && !(value instanceof NullNode)) {
            made.set(field, value);
        }
    }

    /** The double's times are seconds. */
    private static JsonNode seconds(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(seconds(field.getValue())));
        } else if (node instanceof ArrayNode list) {
            for (int index = 0; index < list.size(); index++) {
                list.set(index, seconds(list.get(index)));
            }
        } else if (node.isTextual() && TIME.matcher(node.asText()).matches()) {
            return JSON.getNodeFactory().numberNode(Instant.parse(node.asText()).getEpochSecond());
        }
        return node;
    }
}
