package org.eksrunbook.aws;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * IAM policies made from the list of calls: what they grant is what the code calls. Names in capitals are the reader's to replace. ARNs are of
 * the partition asked for: one of another partition matches nothing (IAM user guide, «Amazon Resource Names»).
 */
final class LeastPrivilege {

    private static final String TRUST = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": {"AWS": "arn:PARTITION:iam::SERVER-ACCOUNT:role/SERVER-ROLE"},
                  "Action": "sts:AssumeRole",
                  "Condition": {"StringEquals": {"sts:ExternalId": "EXTERNAL-ID"}}
                }
              ]
            }
            """;

    private static final List<String> GLUE = List.of(
            "arn:PARTITION:glue:*:SERVER-ACCOUNT:catalog",
            "arn:PARTITION:glue:*:SERVER-ACCOUNT:database/DATABASE",
            "arn:PARTITION:glue:*:SERVER-ACCOUNT:table/DATABASE/*");

    private static final Map<String, List<String>> RESOURCES = Map.of(
            "s3:ListBucket",
            List.of(
                    "arn:PARTITION:s3:::ARCHIVE-BUCKET",
                    "arn:PARTITION:s3:::ARTEFACT-BUCKET",
                    "arn:PARTITION:s3:::TRAIL-BUCKET",
                    "arn:PARTITION:s3:::OUTPUT-BUCKET"),
            "s3:GetObject",
            List.of(
                    "arn:PARTITION:s3:::ARCHIVE-BUCKET/PREFIX/*",
                    "arn:PARTITION:s3:::ARTEFACT-BUCKET/PREFIX/*",
                    "arn:PARTITION:s3:::TRAIL-BUCKET/AWSLogs/*",
                    "arn:PARTITION:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:PutObject",
            List.of("arn:PARTITION:s3:::ARTEFACT-BUCKET/PREFIX/*", "arn:PARTITION:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:DeleteObject",
            List.of("arn:PARTITION:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:AbortMultipartUpload",
            List.of("arn:PARTITION:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:GetBucketLocation",
            List.of("arn:PARTITION:s3:::TRAIL-BUCKET", "arn:PARTITION:s3:::OUTPUT-BUCKET"),
            "sts:AssumeRole",
            List.of("arn:PARTITION:iam::*:role/READING-ROLE"));

    private LeastPrivilege() {}

    /** Who may take the reading role. */
    static String trust(String partition) {
        return in(partition, TRUST);
    }

    private static String in(String partition, String policy) {
        return policy.replace("arn:PARTITION:", "arn:" + partition + ":");
    }

    /** @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, … */
    static String ofServer(String partition) {
        Stream<String> made =
                Stream.of(AwsCall.values()).filter(AwsCall::byServer).map(AwsCall::action);
        Stream<String> through = Stream.of(AthenaRight.values()).map(AthenaRight::action);
        return in(partition, policy(Stream.concat(made, through)));
    }

    /** @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, … */
    static String ofReadingRole(String partition) {
        return in(
                partition,
                policy(Stream.of(AwsCall.values())
                        .filter(AwsCall::byReadingRole)
                        .map(AwsCall::action)));
    }

    private static List<String> resources(String action) {
        if (action.startsWith("glue:")) {
            return GLUE;
        }
        if (action.equals("athena:GetTableMetadata")) {
            return List.of("arn:PARTITION:athena:*:SERVER-ACCOUNT:datacatalog/AwsDataCatalog");
        }
        return action.startsWith("athena:")
                ? List.of("arn:PARTITION:athena:*:SERVER-ACCOUNT:workgroup/WORKGROUP")
                : RESOURCES.getOrDefault(action, List.of("*"));
    }

    /** One statement for each set of resources. */
    private static String policy(Stream<String> actions) {
        Map<String, Set<String>> byResource = new TreeMap<>();
        for (String action : actions.collect(Collectors.toCollection(TreeSet::new))) {
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
