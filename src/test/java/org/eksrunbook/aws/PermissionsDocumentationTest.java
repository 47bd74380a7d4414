package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/permissions.md} is what the list of calls says. Where they differ, what it should be is written to
 * {@code target/permissions.md}: look at it and copy it.
 */
class PermissionsDocumentationTest {

    private static final List<String> GLUE = List.of(
            "arn:aws:glue:*:SERVER-ACCOUNT:catalog",
            "arn:aws:glue:*:SERVER-ACCOUNT:database/DATABASE",
            "arn:aws:glue:*:SERVER-ACCOUNT:table/DATABASE/*");

    private static final Map<String, List<String>> RESOURCES = Map.of(
            "s3:ListBucket",
            List.of(
                    "arn:aws:s3:::ARCHIVE-BUCKET",
                    "arn:aws:s3:::ARTEFACT-BUCKET",
                    "arn:aws:s3:::TRAIL-BUCKET",
                    "arn:aws:s3:::OUTPUT-BUCKET"),
            "s3:GetObject",
            List.of(
                    "arn:aws:s3:::ARCHIVE-BUCKET/PREFIX/*",
                    "arn:aws:s3:::ARTEFACT-BUCKET/PREFIX/*",
                    "arn:aws:s3:::TRAIL-BUCKET/AWSLogs/*",
                    "arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:PutObject",
            List.of("arn:aws:s3:::ARTEFACT-BUCKET/PREFIX/*", "arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:DeleteObject",
            List.of("arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:AbortMultipartUpload",
            List.of("arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:GetBucketLocation",
            List.of("arn:aws:s3:::TRAIL-BUCKET", "arn:aws:s3:::OUTPUT-BUCKET"),
            "sts:AssumeRole",
            List.of("arn:aws:iam::*:role/READING-ROLE"));

    @Test
    void theDocumentIsMadeOfTheListOfCalls() throws IOException {
        String document = document();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/permissions.md"), document);
        assertThat(Files.readString(Path.of("docs/permissions.md"))).isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Permissions in AWS

                Made from the list of calls in the code (`aws.AwsCall`); a test keeps it in step. A call that is not listed does not leave the server.
                `GET /api/readiness` tries what it can of this before an incident, and names what is missing.

                ## The calls

                | Call | Permission | By | For |
                |---|---|---|---|
                """);
        calls().forEach(call -> text.append("| `" + call.service() + ":" + call.operation() + "` | `" + call.action()
                + "` | " + by(call) + " | " + call.purpose() + " |\n"));
        text.append("""

                Asked by the server, Athena itself needs these of the same role (`aws.AthenaRight`):

                | Permission | For |
                |---|---|
                """);
        for (AthenaRight right : AthenaRight.values()) {
            text.append("| `" + right.action() + "` | " + right.purpose() + " |\n");
        }
        text.append("""

                ## The server's own role

                Put your own names in the place of those in capitals. In other partitions `arn:aws:` is `arn:aws-us-gov:` or `arn:aws-cn:`.
                Where bucket or logs are encrypted with a key of your own, its policy has to grant this role `kms:Decrypt`, and for artefacts `kms:GenerateDataKey`.
                What is not used need not be granted: an archive in a folder needs nothing of S3, and without `runbook.athena.output` nothing of Athena and Glue is needed.
                The server deletes nothing but what Athena wrote below `runbook.athena.output`.

                ```json
                """);
        text.append(policy(actions(true)));
        text.append("""
                ```

                ## The reading role

                In each account that may come into a scope (`runbook.aws.reading-role`). Its trust policy lets the server's role take it, with the external id:

                ```json
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"AWS": "arn:aws:iam::SERVER-ACCOUNT:role/SERVER-ROLE"},
                      "Action": "sts:AssumeRole",
                      "Condition": {"StringEquals": {"sts:ExternalId": "EXTERNAL-ID"}}
                    }
                  ]
                }
                ```

                What it allows; each session is held to the same list by its session policy:

                ```json
                """);
        text.append(policy(actions(false)));
        return text.append("```\n").toString();
    }

    private static Stream<AwsCall> calls() {
        return Stream.of(AwsCall.values())
                .sorted(java.util.Comparator.comparing(AwsCall::service).thenComparing(AwsCall::operation));
    }

    private static String by(AwsCall call) {
        return call.byServer() && call.byReadingRole() ? "both" : call.byServer() ? "server" : "reading role";
    }

    private static Set<String> actions(boolean server) {
        Stream<String> made = calls().filter(call -> server ? call.byServer() : call.byReadingRole())
                .map(AwsCall::action);
        Stream<String> through = server ? Stream.of(AthenaRight.values()).map(AthenaRight::action) : Stream.empty();
        return Stream.concat(made, through).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> resources(String action) {
        if (action.startsWith("glue:")) {
            return GLUE;
        }
        if (action.equals("athena:GetTableMetadata")) {
            return List.of("arn:aws:athena:*:SERVER-ACCOUNT:datacatalog/AwsDataCatalog");
        }
        return action.startsWith("athena:")
                ? List.of("arn:aws:athena:*:SERVER-ACCOUNT:workgroup/WORKGROUP")
                : RESOURCES.getOrDefault(action, List.of("*"));
    }

    /** One statement for each set of resources. */
    private static String policy(Set<String> actions) {
        Map<String, Set<String>> byResource = new TreeMap<>();
        for (String action : actions) {
            String resources = resources(action).stream()
                    .map(resource -> '"' + resource + '"')
                    .collect(Collectors.joining(", "));
            byResource.computeIfAbsent(resources, first -> new TreeSet<>()).add('"' + action + '"');
        }
        return byResource.entrySet().stream()
                .map(statement -> "    {\n      \"Effect\": \"Allow\",\n      \"Action\": ["
                        + String.join(", ", statement.getValue()) + "],\n      \"Resource\": [" + statement.getKey()
                        + "]\n    }")
                .collect(Collectors.joining(
                        ",\n", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n", "\n  ]\n}\n"));
    }
}
