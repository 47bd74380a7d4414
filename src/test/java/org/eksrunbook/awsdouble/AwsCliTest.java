package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's {@code awscli}, a client that nobody here wrote, understands the double in each of its protocols, to the last page and in its refusals:
 * what the server's own SDK takes for AWS is not only what the two agreed on.
 */
@Tag("full")
class AwsCliTest {

    private static final Path CLI = Path.of("/usr/bin/aws");
    private static final String SERVER = "999999999999";
    private static final String REGION = "eu-central-1";

    private static final AwsDouble AWS = new AwsDouble(SERVER);

    @TempDir
    private Path home = Path.of(".");

    private record Said(int exit, String out, String error) {

        JsonNode json() {
            assertThat(exit).as(error).isZero();
            return ScriptedService.json(out);
        }
    }

    @BeforeAll
    static void play() {
        assumeTrue(
                Files.isExecutable(CLI),
                "Skipped: " + CLI + " is not there; with Debian's package awscli a second client drives the double");
        CloudTrailDouble trail = new CloudTrailDouble(Instant::now);
        for (int number = 0; number < 60; number++) {
            ObjectNode record = JsonWire.JSON
                    .createObjectNode()
                    .put("eventID", "e-" + number)
                    .put("eventName", "CreateUser")
                    .put("eventSource", "iam.amazonaws.com")
                    .put("eventTime", Instant.now().minusSeconds(100 + number).toString())
                    .put("awsRegion", REGION)
                    .put("recipientAccountId", SERVER);
            record.putObject("userIdentity").put("type", "IAMUser").put("userName", number % 2 == 0 ? "eve" : "adam");
            trail.with(record);
        }
        IamDouble iam = new IamDouble();
        for (int number = 0; number < 5; number++) {
            iam.role(SERVER, "/teams/", "role-" + number, ScriptedService.json("{\"Statement\":[]}"));
        }
        EksDouble eks = new EksDouble();
        for (String cluster : List.of("payments", "ledger", "sandbox")) {
            eks.with(
                    SERVER,
                    REGION,
                    ScriptedService.json(
                            "{\"cluster\":{\"name\":\"" + cluster
                                    + "\",\"status\":\"ACTIVE\",\"createdAt\":1719792000},"
                                    + "\"accessEntries\":[{\"principalArn\":\"arn:aws:iam::999999999999:role/teams/role-1\",\"username\":\"boss\"}]}"));
        }
        Ec2Double ec2 = new Ec2Double(REGION, "us-east-1");
        for (int number = 0; number < 12; number++) {
            ec2.instance(
                    SERVER,
                    REGION,
                    ScriptedService.json("{\"InstanceId\":\"i-000000000000000" + (10 + number)
                            + "\",\"LaunchTime\":1719792000,\"Tags\":[{\"Key\":\"kubernetes.io/cluster/"
                            + (number % 2 == 0 ? "payments" : "ledger") + "\",\"Value\":\"owned\"}]}"));
        }
        OrganizationsDouble organization = new OrganizationsDouble(SERVER);
        for (int number = 0; number < 45; number++) {
            organization.with("1000000000" + (10 + number), "unit <" + number + ">");
        }
        AWS.with(trail)
                .with(iam)
                .with(eks)
                .with(ec2)
                .with(organization)
                .with(
                        new RdsDouble()
                                .snapshot(
                                        SERVER,
                                        REGION,
                                        ScriptedService.json(
                                                "{\"DBSnapshotIdentifier\":\"s-1\",\"DBInstanceIdentifier\":\"ledger\",\"SnapshotCreateTime\":1719792000,\"Status\":\"available\"}")))
                .with(new DynamoDbDouble());
    }

    @AfterAll
    static void close() {
        AWS.close();
    }

    private Said aws(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                CLI.toString(), "--endpoint-url", AWS.endpoint().toString(), "--output", "json", "--region", REGION));
        command.addAll(List.of(words));
        Path out = home.resolve("out");
        Path error = home.resolve("error");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(error.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        process.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "AWS_ACCESS_KEY_ID", AwsKeys.SERVER,
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_MAX_ATTEMPTS", "1",
                        "AWS_PAGER", ""));
        Process running = process.start();
        if (!running.waitFor(120, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new IllegalStateException("aws " + List.of(words) + " does not end");
        }
        return new Said(running.exitValue(), Files.readString(out, UTF_8), Files.readString(error, UTF_8));
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> field.isEmpty() ? one.asText() : one.path(field).asText())
                .toList();
    }

    @Test
    void jsonIsSpokenToTheLastPage() throws Exception {
        JsonNode events = aws(
                        "cloudtrail",
                        "lookup-events",
                        "--lookup-attributes",
                        "AttributeKey=Username,AttributeValue=eve",
                        "--page-size",
                        "7")
                .json()
                .path("Events");
        assertThat(texts(events, "EventId")).hasSize(30).doesNotHaveDuplicates().contains("e-0", "e-58");
        assertThat(AWS.requests("cloudtrail", "LookupEvents")).hasSize(5);

        JsonNode accounts = aws("organizations", "list-accounts").json().path("Accounts");
        assertThat(texts(accounts, "Name")).hasSize(45).contains("unit <0>", "unit <44>");
    }

    @Test
    void restJsonIsSpokenToTheLastPage() throws Exception {
        assertThat(texts(aws("eks", "list-clusters", "--page-size", "1").json().path("clusters"), ""))
                .containsExactlyInAnyOrder("payments", "ledger", "sandbox");
        JsonNode entry =
                aws("eks", "describe-cluster", "--name", "payments").json().path("cluster");
        assertThat(entry.path("status").asText()).isEqualTo("ACTIVE");
        Said none = aws("eks", "describe-cluster", "--name", "nobody");
        assertThat(none.exit()).isNotZero();
        assertThat(none.error()).contains("ResourceNotFoundException").contains("No cluster found for name: nobody");
    }

    @Test
    void queryIsSpokenToTheLastPage() throws Exception {
        assertThat(aws("sts", "get-caller-identity").json().path("Account").asText())
                .isEqualTo(SERVER);
        JsonNode roles = aws("iam", "list-roles", "--page-size", "2").json().path("Roles");
        assertThat(texts(roles, "RoleName"))
                .containsExactlyInAnyOrder("role-0", "role-1", "role-2", "role-3", "role-4");
        assertThat(roles.at("/0/AssumeRolePolicyDocument/Statement").isArray()).isTrue();
        assertThat(texts(
                        aws("rds", "describe-db-snapshots", "--db-instance-identifier", "ledger")
                                .json()
                                .path("DBSnapshots"),
                        "DBSnapshotIdentifier"))
                .containsExactly("s-1");
        Said none = aws("iam", "get-role", "--role-name", "nobody");
        assertThat(none.exit()).isNotZero();
        assertThat(none.error()).contains("NoSuchEntity");
    }

    @Test
    void ec2IsSpokenToTheLastPage() throws Exception {
        JsonNode reservations = aws(
                        "ec2",
                        "describe-instances",
                        "--filters",
                        "Name=tag-key,Values=kubernetes.io/cluster/payments",
                        "--page-size",
                        "5")
                .json()
                .path("Reservations");
        assertThat(reservations).hasSize(6);
        assertThat(reservations.at("/0/Instances/0/Tags/0/Value").asText()).isEqualTo("owned");
        AWS.faults().once("ec2", "DescribeInstances", AwsFault.DENIED);
        assertThat(aws("ec2", "describe-instances").error()).contains("UnauthorizedOperation");
    }

    @Test
    void aRefusalOfJsonIsUnderstood() throws Exception {
        assertThat(aws("dynamodb", "describe-continuous-backups", "--table-name", "orders")
                        .error())
                .contains("TableNotFoundException")
                .contains("Table not found: orders");
    }
}
